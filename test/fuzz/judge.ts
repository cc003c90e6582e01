import type { Assessment } from '../../src/assess.ts';
import { describe } from '../../src/faults.ts';
import { canary } from './base-patient.ts';
import type { Expectation, Verdict } from './oracle.ts';
import { names } from './tally.ts';

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

const isAmong = (value: number, all: readonly number[]): boolean =>
  all.some((one) => near(value, one));

/** All sums a reader may come to: every sure amount, and any of the doubtful ones. */
function sums({ sure, doubtful }: Expectation, bag: number): readonly number[] {
  let totals = [sure.reduce((sum, value) => sum + value, 0)];
  for (const value of doubtful.slice(0, 10))
    totals = [...new Set([...totals, ...totals.map((total) => total + value)])].slice(0, 5000);
  return totals.map((total) => total / bag);
}

function wrongValues(assessment: Assessment, verdict: Verdict): readonly string[] {
  const found = new Map(assessment.inputs.map((input) => [input.id, input]));
  const number = (id: string): number | null => {
    const value = found.get(id)?.value;
    return typeof value === 'number' ? value : null;
  };
  const wrong: string[] = [];
  const lowest = number('platelets-lowest');
  const { sure, doubtful } = verdict.platelets;
  if (lowest !== null) {
    const least = Math.min(...sure);
    const allowed = [least, ...doubtful.filter((value) => verdict.start === null || value < least)];
    if (!isAmong(lowest, verdict.start === null ? [...sure, ...doubtful] : allowed))
      wrong.push(`platelets-lowest ${lowest}, allowed ${allowed.join(' ')}`);
  }
  const plasma = number('ffp-units');
  if (plasma !== null && !isAmong(plasma, sums(verdict.plasma, 200)))
    wrong.push(`ffp-units ${plasma}, sure ${verdict.plasma.sure.join(' ')}`);
  const gwr = number('gwr');
  if (gwr !== null && !isAmong(gwr, [...verdict.gwr.sure, ...verdict.gwr.doubtful]))
    wrong.push(`gwr ${gwr}`);
  const stroke = found.get('stroke-history')?.value;
  const strokes = verdict.stroke.sure.length + verdict.stroke.doubtful.length;
  if (stroke === true && strokes === 0) wrong.push('stroke-history yes, none there');
  return wrong;
}

/** Log odds by the printed odds ratios, written out once more. */
function risk(values: Readonly<Record<string, number>>): number {
  const { gwr = 0, stroke = 0, ffp = 0, platelets = 0 } = values;
  const lp =
    11.96 +
    Math.log(0.894) * gwr * 100 +
    Math.log(4.265) * stroke +
    Math.log(1.208) * ffp +
    Math.log(0.977) * platelets;
  return 1 / (1 + Math.exp(-lp));
}

function wrongRisk(assessment: Assessment): readonly string[] {
  if (assessment.risk === null) return assessment.refused === null ? ['no risk and no reason'] : [];
  if (assessment.refused !== null) return ['a risk beside a refusal'];
  const { central, low, high } = assessment.risk;
  if (!(low > 0 && low <= central && central <= high && high < 1))
    return [`band ${low} ${central} ${high}`];
  const value = (id: string): number =>
    Number(assessment.inputs.find((input) => input.id === id)?.value ?? Number.NaN);
  const expected = risk({
    gwr: value('gwr'),
    stroke: value('stroke-history'),
    ffp: value('ffp-units'),
    platelets: value('platelets-lowest'),
  });
  return Number.isNaN(expected) || Math.abs(expected - central) < 1e-9
    ? []
    : [`risk ${central}, expected ${expected}`];
}

/** Rows that share an id may end in several places; every other resource in exactly one. */
function doubleCounted(assessment: Assessment, repeated: ReadonlySet<string>): readonly string[] {
  return Object.entries(assessment.candidates)
    .filter(([, { used, notUsed }]) => {
      const once = used.filter((id) => !repeated.has(id));
      const aside = new Set(notUsed.map(({ id }) => id));
      const isTwice = new Set(once).size < once.length || once.some((id) => aside.has(id));
      return isTwice || used.length + notUsed.length === 0;
    })
    .map(([concept]) => `${concept} has a resource in two places or none at all`);
}

/** Everything that is wrong with an assessment of a broken document; empty when it holds its promises. */
export function judge(assessment: Assessment, verdict: Verdict): readonly string[] {
  const said = [
    ...assessment.faults.map((fault) => describe(fault)),
    JSON.stringify(assessment.faults),
  ];
  return [
    ...wrongValues(assessment, verdict),
    ...wrongRisk(assessment),
    ...doubleCounted(assessment, verdict.repeated),
    ...(said.some((text) => text.includes(canary)) ? [names.fault] : []),
  ];
}
