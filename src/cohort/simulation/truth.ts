import type { Random } from '../distributions/random.ts';
import type { Course, Reading } from './course.ts';
import { DAY, HOUR } from './draw.ts';

/** What a course comes to over the whole run: the facts the truth is made of. */
export interface WholeRun {
  readonly gwr: number;
  readonly 'stroke-history': 0 | 1;
  readonly 'ffp-units': number;
  readonly 'platelets-lowest': number;
  /** Share of aPTT results above 60 s. */
  readonly 'aptt-share-above-60': number;
  /** Share of anti-Xa results above 0.5 [IU]/mL. */
  readonly 'anti-xa-share-above-0.5': number;
  readonly 'fibrinogen-lowest': number;
  readonly 'heparin-exposed': 0 | 1;
  /** Relative change of PaCO2 in the first 24 h: -0.5 is a fall by half. */
  readonly 'paco2-relative-change': number;
}

/** The mechanism behind the synthetic bleeds: log odds, linear in the facts of the whole run. */
export interface Truth {
  readonly intercept: number;
  readonly coefficients: Readonly<Partial<Record<keyof WholeRun, number>>>;
}

/** What happened to a patient in the end. */
export interface Fate {
  readonly probability: number;
  readonly bled: number | null;
  readonly died: number | null;
  readonly discharged: number;
}

const lowest = (readings: readonly Reading[]): number =>
  Math.min(...readings.map(({ value }) => value));
const shareAbove = (readings: readonly Reading[], limit: number): number =>
  readings.filter(({ value }) => value > limit).length / Math.max(1, readings.length);

/** The facts of a whole run; where no head CT was done, the ratio it would have shown. */
export function wholeRun(course: Course, unseenRatio: number): WholeRun {
  const first = course.paco2[0]?.value ?? 45;
  const day = course.paco2.filter(({ at }) => at <= course.start + DAY).at(-1)?.value ?? first;
  return {
    gwr: course.ratio?.value ?? unseenRatio,
    'stroke-history': course.strokeHistory ? 1 : 0,
    'ffp-units': course.plasma.length,
    'platelets-lowest': lowest(course.platelets),
    'aptt-share-above-60': shareAbove(course.aptt, 60),
    'anti-xa-share-above-0.5': shareAbove(course.antiXa, 0.5),
    'fibrinogen-lowest': lowest(course.fibrinogen),
    'heparin-exposed': course.heparin ? 1 : 0,
    'paco2-relative-change': (day - first) / first,
  };
}

/** Log odds of the truth. */
export function logOdds(truth: Truth, facts: WholeRun): number {
  return Object.entries(truth.coefficients).reduce(
    (sum, [name, coefficient]) => sum + coefficient * facts[name as keyof WholeRun],
    truth.intercept,
  );
}

/**
 * Draws whether and when a patient bled and died. Deaths follow the study's
 * mortality with and without haemorrhage (90.9 and 47.8 %); bleeds fall in the
 * later part of the run, after the first day.
 */
export function drawFate(random: Random, course: Course, eta: number): Fate {
  const probability = 1 / (1 + Math.exp(-eta));
  const length = course.end - course.start;
  const bleeds = random.bernoulli(probability) && length >= 25 * HOUR;
  const earliest = course.start + Math.max(24.5 * HOUR, 0.35 * length);
  const bled = bleeds
    ? Math.round(earliest + random.uniform() * (course.end - earliest) * 0.95)
    : null;
  const dies = random.bernoulli(bled === null ? 0.478 : 0.909);
  const onSupport = dies && random.bernoulli(0.6);
  const stay = course.end + (1 + random.gamma(2) * 8) * DAY;
  const died = dies
    ? Math.round(onSupport ? course.end : course.end + random.uniform() * (stay - course.end))
    : null;
  return { probability, bled, died, discharged: Math.round(died ?? stay) };
}

/** The published model's slopes, and an intercept under which about one in ten bleeds. */
export const publishedTruth: Truth = {
  intercept: 11.96,
  coefficients: {
    gwr: Math.log(0.894) * 100,
    'stroke-history': Math.log(4.265),
    'ffp-units': Math.log(1.208),
    'platelets-lowest': Math.log(0.977),
  },
};

/** A truth in which anticoagulation and gases matter too: what a hospital's own model could find. */
export const extendedTruth: Truth = {
  intercept: 2.2,
  coefficients: {
    gwr: -4,
    'stroke-history': 0.9,
    'platelets-lowest': -0.02,
    'aptt-share-above-60': 1.6,
    'anti-xa-share-above-0.5': 1.2,
    'fibrinogen-lowest': -0.5,
    'heparin-exposed': 0.5,
    'paco2-relative-change': -2.2,
  },
};

/**
 * A truth bent away from a model: `shift` on the log odds, and every slope
 * times `slope`, turned about the log odds of `centre`.
 */
export function bent(truth: Truth, shift: number, slope: number, centre: WholeRun): Truth {
  const coefficients = Object.fromEntries(
    Object.entries(truth.coefficients).map(([name, value]) => [name, value * slope]),
  );
  const middle = logOdds(truth, centre);
  return { intercept: truth.intercept * slope + (1 - slope) * middle + shift, coefficients };
}
