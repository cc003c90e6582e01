import type { Case, Exclusion, ReadingTime } from './case.ts';

/** One step of the flow diagram: who remains, and who left why. */
export interface FlowStep {
  readonly name: string;
  readonly n: number;
  readonly events: number | null;
  readonly left: readonly { readonly why: string; readonly n: number }[];
}

const exclusions: readonly (readonly [Exclusion, string])[] = [
  ['age-unknown', 'birth date not recorded'],
  ['under-18', 'under 18 at the start of support'],
  ['ich-before-ecmo', 'intracranial haemorrhage before support'],
  ['less-than-24-h', 'less than 24 h of support'],
  ['hours-uncertain', 'start known by date only, 24 h not certain'],
];

const bled = (cases: readonly Case[]): number =>
  cases.filter(({ ichHours }) => ichHours !== null).length;

/** What became of the patients at risk at the hour that is analysed. */
export interface Analysed {
  readonly at: ReadingTime;
  /** With a risk and a known outcome, and how many of them had it. */
  readonly n: number;
  readonly events: number;
  readonly withoutOutcome: number;
  readonly withoutInput: number;
  readonly outOfRange: number;
}

/** The last step: those the numbers of the report are about, counted from the adults included. */
export function analysedStep(cases: readonly Case[], analysed: Analysed): FlowStep {
  const { at, n, events, withoutOutcome, withoutInput, outOfRange } = analysed;
  const included = cases.filter(({ excluded }) => excluded === null);
  const there = included.filter(({ readings }) => readings.find((r) => r.at === at)?.atRisk);
  return {
    name: `analysed: ${at === 'whole-run' ? 'inputs over the whole run' : `inputs at ${at} h`}`,
    n,
    events,
    left: [
      { why: 'no longer at risk at that hour', n: included.length - there.length },
      { why: 'outcome not known', n: withoutOutcome },
      { why: 'without an input the model needs', n: withoutInput },
      { why: 'beyond the valid ranges', n: outOfRange },
    ],
  };
}

/**
 * The flow of patients from the export to each landmark. Every exclusion is
 * counted once, under the first reason that holds.
 *
 * @param seen patients of the export, with or without ECMO
 */
export function flowOf(
  cases: readonly Case[],
  seen: number,
  times: readonly ReadingTime[],
): readonly FlowStep[] {
  const included = cases.filter(({ excluded }) => excluded === null);
  const count = (why: Exclusion): number => cases.filter((one) => one.excluded === why).length;
  return [
    {
      name: 'patients in the export',
      n: seen,
      events: null,
      left: [{ why: 'no run of ECMO found', n: seen - cases.length }],
    },
    {
      name: 'with a run of ECMO (the first counts)',
      n: cases.length,
      events: bled(cases),
      left: exclusions.map(([why, words]) => ({ why: words, n: count(why) })),
    },
    {
      name: 'adults on support for 24 h or more',
      n: included.length,
      events: bled(included),
      left: [],
    },
    ...times
      .filter((at): at is number => at !== 'whole-run')
      .map((at): FlowStep => {
        const there = included.filter(({ readings }) => readings.find((r) => r.at === at)?.atRisk);
        const over = included.filter(({ hours, ichHours }) => ichHours === null && hours <= at);
        const earlier = included.filter(({ ichHours }) => ichHours !== null && ichHours <= at);
        return {
          name: `at risk at ${at} h`,
          n: there.length,
          events: bled(there),
          left: [
            { why: 'haemorrhage already', n: earlier.length },
            { why: 'support over or patient dead', n: over.length },
          ],
        };
      }),
  ];
}
