import type { Fault } from '../faults.ts';
import type { InputValues } from '../model/contributions.ts';
import { inputsOutOfRange } from '../model/bound.ts';
import type { AssessmentContext } from './assessment.ts';
import type { EcmoRun } from './ecmo-run.ts';
import { type IchFound, isDeceased, readAge } from './eligibility.ts';
import { momentAt } from './moment.ts';
import type { Person } from './timeline.ts';

/** Why there is no risk; several may hold, in this order (design ruling 1). */
export type Refusal =
  | 'not-on-ecmo'
  | 'under-18'
  | 'ich-before-ecmo'
  | 'ich-has-occurred'
  | 'deceased'
  | 'before-24-h'
  | 'input-missing'
  | 'out-of-range'
  | 'run-void';

/** The facts a refusal rests on. */
export interface RefusalFacts {
  readonly person: Person | null;
  readonly run: EcmoRun | null;
  readonly ich: IchFound;
  readonly values: InputValues;
}

/**
 * Every reason for which the model may not be asked, in order. An age nobody
 * recorded is missing like any other input, for the model holds for adults.
 */
export function pickRefusals(
  { model, moment, site }: AssessmentContext,
  { person, run, ich, values }: RefusalFacts,
): { readonly refusals: readonly Refusal[]; readonly faults: readonly Fault[] } {
  const { adultFromYears, minimumSupportHours } = model.eligibility;
  const faults: Fault[] = [];
  const age = readAge(person, run?.start ?? momentAt(moment), adultFromYears, site.timeZone);
  if (age === 'unknown') faults.push({ kind: 'input-missing', source: 'record', input: 'age' });
  const missing = model.inputs.some(
    ({ id, missing: { policy } }) => policy !== 'integrate' && (values[id] ?? null) === null,
  );
  const outside = inputsOutOfRange(model, values);
  for (const input of model.inputs.filter(({ id }) => outside.includes(id))) {
    const valid = input.validRange;
    faults.push({ kind: 'input-out-of-range', source: 'record', input: input.id, valid });
  }
  const holds: Readonly<Record<Refusal, boolean>> = {
    'not-on-ecmo': run === null,
    'under-18': age === 'child',
    'ich-before-ecmo': ich.before.length > 0,
    'ich-has-occurred': ich.during.length > 0,
    deceased: isDeceased(person, moment),
    'before-24-h': run !== null && run.hours.least < minimumSupportHours,
    'input-missing': missing || age === 'unknown',
    'out-of-range': outside.length > 0,
    'run-void': false,
  };
  return { refusals: ORDER.filter((refusal) => holds[refusal]), faults };
}

const ORDER: readonly Refusal[] = [
  'not-on-ecmo',
  'under-18',
  'ich-before-ecmo',
  'ich-has-occurred',
  'deceased',
  'before-24-h',
  'input-missing',
  'out-of-range',
  'run-void',
];
