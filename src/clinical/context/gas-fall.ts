import type { EcmoRun } from '../ecmo-run.ts';
import type { ClinicalEvent, Measured } from '../event.ts';
import { HOUR } from '../moment.ts';
import { measurementsOf } from './measurements.ts';

/** How far back a value still stands for the patient before ECMO. */
const HOURS_BEFORE = 24;

/** The span the studies looked at. */
const HOURS_AFTER = 24;

/** How the arterial carbon dioxide fell over the first day of support. */
export interface GasFall {
  /** Last value before the start. */
  readonly before: Measured;
  /** Lowest value in the first 24 hours of support, as far as they have passed. */
  readonly lowest: Measured;
  /** `before - lowest` in mmHg; negative when it rose. */
  readonly absolute: number;
  /** `absolute / before`. */
  readonly relative: number;
  /** False while the first 24 hours last: it may still grow. */
  readonly complete: boolean;
  /** Steepest fall between two neighbouring values, mmHg per hour; 0 when it never fell. */
  readonly steepestPerHour: number;
}

/** What studies published of such falls. Associations, never targets. */
export const GAS_FALL_FIGURES: readonly { readonly figure: string; readonly source: string }[] = [
  {
    figure:
      'Respiratory ECMO: a fall of more than 50 % in 24 h went with neurological complications in 9.8 against 6.4 %, odds ratio 1.7 (1.3 to 2.3); the median fall was 31 % (12 to 46 %)',
    source: 'https://doi.org/10.1164/rccm.202001-0023OC',
  },
  {
    figure: 'VV: a fall of more than 35 mmHg, univariable odds ratio 2.56 for haemorrhage',
    source: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC11490057',
  },
  {
    figure:
      'VA: a fall of more than 20 mmHg in 24 h, odds ratio 1.63 (1.03 to 2.59) for haemorrhage, stroke or brain death',
    source: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC7393440',
  },
  {
    figure:
      'ELSO neuromonitoring consensus 2024, 2.4: if PaCO2 is above 45 mmHg, avoid rapid change within the first 24 h; no rate is given',
    source: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC11594549/table/T5',
  },
];

/**
 * The fall of PaCO2 from the last arterial value in the 24 hours before the
 * start to the lowest in the 24 hours after. Values whose order to the start is
 * uncertain, and censored ones, do not count.
 * @param known Events known at the moment.
 * @param moment As of, milliseconds since 1970 UTC.
 * @returns `null` while one of the two values is missing, or the start is not known to the hour.
 */
export function assessGasFall(
  known: readonly ClinicalEvent[],
  run: EcmoRun,
  moment: number,
): GasFall | null {
  const { earliest, latest } = run.start;
  const end = earliest + HOURS_AFTER * HOUR;
  const span = { from: earliest - HOURS_BEFORE * HOUR, to: earliest };
  const before = measurementsOf(known, 'paco2', span).findLast(isUncensored);
  const after = measurementsOf(known, 'paco2', { from: latest, to: Math.min(end, moment) })
    .filter(isUncensored)
    .filter((value) => value !== before);
  const [first] = after;
  if (before === undefined || first === undefined) return null;

  const lowest = after.reduce((least, value) => (value.value < least.value ? value : least), first);
  const absolute = before.value - lowest.value;
  return {
    before,
    lowest,
    absolute,
    relative: absolute / before.value,
    complete: moment >= latest + HOURS_AFTER * HOUR,
    steepestPerHour: steepestFall([before, ...after]),
  };
}

function isUncensored({ comparator }: Measured): boolean {
  return comparator === undefined;
}

function steepestFall(values: readonly Measured[]): number {
  return values.slice(1).reduce((steepest, value, i) => {
    const previous = values[i];
    const hours = previous === undefined ? 0 : (value.at.latest - previous.at.latest) / HOUR;
    if (previous === undefined || hours <= 0) return steepest;
    return Math.max(steepest, (previous.value - value.value) / hours);
  }, 0);
}
