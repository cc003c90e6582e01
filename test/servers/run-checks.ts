import { layBed, type Address, type Check } from './checks.ts';
import { searchChecks } from './search-checks.ts';
import { writeChecks } from './write-checks.ts';

/** How one check went. */
export interface Verdict {
  readonly name: string;
  /** What is wrong, or null. */
  readonly wrong: string | null;
}

const laying: readonly Check[] = [
  {
    name: 'a created Patient can be read',
    run: async (bed) => {
      const { json } = await bed.ask('GET', `Patient/${bed.patient}`);
      return json?.id === bed.patient ? null : 'not the one created';
    },
  },
  {
    name: '200 created results have an id each',
    run: async (bed) =>
      new Set(bed.results).size === 200 ? null : `${new Set(bed.results).size} ids`,
  },
  {
    name: 'both procedures are found by their patient',
    run: async (bed) => {
      const { json } = await bed.ask('GET', `Procedure?patient=${bed.patient}`);
      return json.entry?.length === 2 ? null : `found ${json.entry?.length}`;
    },
  },
];

/** The 41 checks, in the order they are put. */
export const checks: readonly Check[] = [...laying, ...searchChecks, ...writeChecks];

/** Puts the 41 checks to a server, one after the other; a check that throws has failed. */
export async function runChecks(address: Address): Promise<readonly Verdict[]> {
  const bed = await layBed(address);
  const verdicts: Verdict[] = [];
  for (const { name, run } of checks) {
    const wrong = await run(bed).catch((problem: unknown) => String(problem));
    verdicts.push({ name, wrong });
  }
  return verdicts;
}
