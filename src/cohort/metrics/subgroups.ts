import {
  calibrationInTheLarge,
  observedToExpected,
  weakCalibration,
  type ObservedToExpected,
} from './calibration.ts';
import { discrimination, type Discrimination } from './discrimination.ts';
import type { Estimate } from './interval.ts';
import { decisionCurve } from './net-benefit.ts';
import { brierScore } from './overall.ts';

/** Why a row keeps its numbers to itself. */
export type Suppression =
  'few-patients' | 'few-events' | 'few-without-event' | 'would-give-another-away';

/** Performance within one group of patients. */
export interface SubgroupRow {
  /** `null`: the group is not known. */
  readonly group: string | null;
  /** Null when suppressed, like everything below. */
  readonly n: number | null;
  readonly events: number | null;
  readonly suppressed: Suppression | null;
  readonly discrimination: Discrimination | null;
  readonly calibrationInTheLarge: Estimate | null;
  readonly slope: Estimate | null;
  readonly observedToExpected: ObservedToExpected | null;
  readonly brier: number | null;
  /** At the threshold asked for. */
  readonly netBenefit: number | null;
  readonly sensitivity: number | null;
  readonly specificity: number | null;
}

/** What a subgroup table may also be told. */
export interface SubgroupOptions {
  /** Counts from 1 to one less than this are not shown. Default 10. */
  readonly minimumCell?: number;
  readonly threshold?: number;
  readonly level?: number;
}

interface Members {
  readonly group: string | null;
  readonly risks: number[];
  readonly outcomes: number[];
  readonly events: number;
  suppressed: Suppression | null;
}

function tooFew(count: number, minimum: number): boolean {
  return count > 0 && count < minimum;
}

function suppressionOf(n: number, events: number, minimum: number): Suppression | null {
  if (tooFew(n, minimum)) return 'few-patients';
  if (tooFew(events, minimum)) return 'few-events';
  return tooFew(n - events, minimum) ? 'few-without-event' : null;
}

function rowOf(members: Members, options: SubgroupOptions): SubgroupRow {
  const { group, risks, outcomes, events, suppressed } = members;
  if (suppressed !== null) {
    return {
      group,
      suppressed,
      n:
        suppressed === 'few-patients' || suppressed === 'would-give-another-away'
          ? null
          : risks.length,
      events: null,
      discrimination: null,
      calibrationInTheLarge: null,
      slope: null,
      observedToExpected: null,
      brier: null,
      netBenefit: null,
      sensitivity: null,
      specificity: null,
    };
  }
  const at =
    options.threshold === undefined
      ? undefined
      : decisionCurve(risks, outcomes, [options.threshold])[0];
  return {
    group,
    suppressed,
    n: risks.length,
    events,
    discrimination: discrimination(risks, outcomes, options.level),
    calibrationInTheLarge: calibrationInTheLarge(risks, outcomes, options.level),
    slope: weakCalibration(risks, outcomes, options.level)?.slope ?? null,
    observedToExpected: observedToExpected(risks, outcomes, options.level),
    brier: brierScore(risks, outcomes),
    netBenefit: at?.model ?? null,
    sensitivity: at === undefined || events === 0 ? null : at.truePositives / events,
    specificity:
      at === undefined || events === risks.length
        ? null
        : 1 - at.falsePositives / (risks.length - events),
  };
}

/**
 * Every measure within each group, in the order the groups first appear.
 * Counts below `minimumCell` are withheld, and so is the smallest other group
 * when a single withheld one could be had by subtraction from the whole.
 *
 * @param groups one label a patient; `null` where it is not known
 * @source TRIPOD+AI items 14 and 23a. BMJ 2024;385:e078378
 */
export function subgroupTable(
  groups: readonly (string | null)[],
  risks: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  options: SubgroupOptions = {},
): SubgroupRow[] {
  if (groups.length !== risks.length) {
    throw new RangeError(`invalid groups; not of length ${risks.length}: ${groups.length}`);
  }
  const rows = new Map<string | null, number[]>();
  groups.forEach((group, i) => {
    const known = rows.get(group);
    if (known === undefined) rows.set(group, [i]);
    else known.push(i);
  });
  const minimum = options.minimumCell ?? 10;
  const table: Members[] = [...rows].map(([group, members]) => {
    const events = members.reduce((sum, i) => sum + (outcomes[i] as number), 0);
    return {
      group,
      risks: members.map((i) => risks[i] as number),
      outcomes: members.map((i) => outcomes[i] as number),
      events,
      suppressed: suppressionOf(members.length, events, minimum),
    };
  });
  const hidden = table.filter((row) => row.suppressed !== null);
  if (hidden.length === 1) {
    const shown = table
      .filter((row) => row.suppressed === null)
      .sort((a, b) => a.events - b.events || a.risks.length - b.risks.length);
    if (shown[0] !== undefined) shown[0].suppressed = 'would-give-another-away';
  }
  return table.map((row) => rowOf(row, options));
}
