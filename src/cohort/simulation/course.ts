import type { Random } from '../distributions/random.ts';
import { between, choose, DAY, HOUR, lognormal, rounded } from './draw.ts';

/** A number at a time. */
export interface Reading {
  readonly at: number;
  readonly value: number;
}

/** One synthetic patient on ECMO, before anybody writes it down. Times are milliseconds since 1970 UTC. */
export interface Course {
  readonly id: string;
  readonly birthYear: number;
  readonly sex: 'male' | 'female';
  readonly mode: 'VA' | 'VV' | 'ECPR';
  readonly admitted: number;
  readonly start: number;
  readonly end: number;
  readonly strokeHistory: boolean;
  /** Bled into the head before cannulation: not eligible. */
  readonly bledBefore: boolean;
  /** Ratio of the head CT, where one was done. */
  readonly ratio: Reading | null;
  readonly platelets: readonly Reading[];
  /** Bags of plasma. */
  readonly plasma: readonly Reading[];
  readonly aptt: readonly Reading[];
  readonly antiXa: readonly Reading[];
  /** g/L */
  readonly fibrinogen: readonly Reading[];
  /** mm[Hg] */
  readonly paco2: readonly Reading[];
  readonly heparin: {
    readonly start: number;
    readonly end: number;
    readonly unitsPerHour: number;
  } | null;
}

/** How one hospital's patients differ from the next one's. */
export interface CaseMix {
  /** Mean grey-white-matter ratio. */
  readonly ratioMean: number;
  /** Share of patients with a head CT during the run. */
  readonly ratioMeasured: number;
  /** Median of the lowest platelet count, 10*9/L. */
  readonly plateletsMedian: number;
  readonly strokeHistory: number;
  readonly shareVa: number;
}

const every = (from: number, to: number, hours: number): readonly number[] =>
  Array.from({ length: Math.max(1, Math.floor((to - from) / (hours * HOUR))) }, (_, index) =>
    Math.round(from + (index + 0.2) * hours * HOUR),
  );

/** A count that falls from its first value to a nadir and half recovers, with noise above the nadir. */
function fallingCount(random: Random, times: readonly number[], nadir: number): readonly Reading[] {
  const first = Math.max(nadir * 1.2, lognormal(random, 175, 0.35, 40, 450));
  const lowest = Math.min(
    times.length - 1,
    Math.floor(times.length * (0.25 + 0.5 * random.uniform())),
  );
  return times.map((at, index) => {
    if (index === lowest) return { at, value: Math.round(nadir) };
    const share = index < lowest ? 1 - index / lowest : (0.6 * (index - lowest)) / times.length;
    const value = nadir * (first / nadir) ** share * Math.exp(0.08 * Math.abs(random.normal()));
    return { at, value: Math.max(Math.round(nadir) + 1, Math.round(value)) };
  });
}

/** A reading at each time, rounded as laboratories do. */
function series(
  times: readonly number[],
  draw: (index: number) => number,
  decimals: number,
): readonly Reading[] {
  return times.map((at, index) => ({ at, value: rounded(draw(index), decimals) }));
}

/** Plasma over the run: none for two in five, else a skewed total in whole bags, given at random times. */
function plasmaGiven(random: Random, start: number, end: number, low: boolean): readonly Reading[] {
  const given = random.bernoulli(low ? 0.7 : 0.55);
  const bags = given ? Math.min(12, Math.round(0.5 + random.gamma(1.4) * 2.1)) : 0;
  const times = Array.from({ length: bags }, () => start + random.uniform() * (end - start) * 0.85);
  return times.toSorted((a, b) => a - b).map((at) => ({ at: Math.round(at), value: 1 }));
}

/**
 * Draws one patient. The spreads are those under which the published model's
 * printed standard errors come out right (evidence, section 2): ratio 1.24 ±
 * 0.085, lowest platelets lognormal with sigma 0.6, plasma about two bags.
 */
export function drawCourse(random: Random, id: string, mix: CaseMix, admitted: number): Course {
  const age = random.bernoulli(0.03) ? 5 + random.uniform() * 12 : between(random, 53, 15, 18, 88);
  const mode = choose(random, [
    ['VA', mix.shareVa * 0.75],
    ['ECPR', mix.shareVa * 0.25],
    ['VV', 1 - mix.shareVa],
  ] as const);
  const start = Math.round(admitted + lognormal(random, 8, 1, 0.5, 96) * HOUR);
  const hours = random.bernoulli(0.05)
    ? 4 + 18 * random.uniform()
    : lognormal(random, mode === 'VV' ? 216 : 132, 0.65, 25, 1200);
  const end = Math.round(start + hours * HOUR);
  const nadir = lognormal(random, mix.plateletsMedian, 0.6, 6, 290);
  const labs = every(start, end, 8);
  const intensity = random.normal();
  const gasBefore = lognormal(random, 52, 0.35, 25, 130);
  const gasFall = between(random, 0.25, 0.2, -0.2, 0.75);
  const lowestFibrinogen = between(random, 2.4, 0.9, 0.6, 5.5);
  return {
    id,
    birthYear: new Date(admitted).getUTCFullYear() - Math.floor(age),
    sex: random.bernoulli(0.66) ? 'male' : 'female',
    mode,
    admitted,
    start,
    end,
    strokeHistory: random.bernoulli(mix.strokeHistory),
    bledBefore: random.bernoulli(0.015),
    ratio: random.bernoulli(mix.ratioMeasured)
      ? {
          at: Math.round(start - random.uniform() * 12 * HOUR),
          value: rounded(between(random, mix.ratioMean, 0.085, 1.05, 1.45), 3),
        }
      : null,
    platelets: fallingCount(random, labs, nadir),
    plasma: plasmaGiven(random, start, end, nadir < 50),
    aptt: series(labs, () => between(random, 55 + 12 * intensity, 9, 24, 190), 1),
    antiXa: series(labs, () => between(random, 0.3 + 0.1 * intensity, 0.08, 0, 1.8), 2),
    fibrinogen: series(
      labs,
      (i) => lowestFibrinogen + 1.4 * Math.abs(random.normal()) * (i % 5 ? 1 : 0),
      2,
    ),
    paco2: series(
      every(start - 3 * HOUR, Math.min(end, start + 5 * DAY), 6),
      (i) =>
        i === 0
          ? gasBefore
          : gasBefore * (1 - gasFall * Math.min(1, i / 3)) * (1 + 0.05 * random.normal()),
      0,
    ),
    heparin: random.bernoulli(0.8)
      ? {
          start: start + 3 * HOUR,
          end,
          unitsPerHour: Math.round(between(random, 900 + 250 * intensity, 150, 200, 2400)),
        }
      : null,
  };
}
