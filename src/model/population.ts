import type { Distribution, ModelDocument } from './document.ts';
import { expit } from './logistic.ts';

/** Points a continuous distribution is cut into. */
const POINTS = 16;

interface Weighted {
  readonly value: number;
  readonly weight: number;
}

/** Means at a site, by input id: the mean, the median for a log-normal, the share for a yes-no input. */
export type SiteMeans = Readonly<Record<string, number>>;

/**
 * Mean predicted risk of an assumed population whose inputs are independent and
 * spread as the document says, moved to a site's means; each continuous input is
 * cut into {@link POINTS} points.
 * @throws RangeError for a mean of an input without a distribution, or not possible for it.
 */
export function meanRisk(model: ModelDocument, intercept: number, means: SiteMeans = {}): number {
  let points: readonly Weighted[] = [{ value: intercept, weight: 1 }];
  for (const { id, coefficient, scale, distribution } of model.inputs) {
    const marginal = discretise(atMean(id, distribution, means[id]));
    points = points.flatMap((point) =>
      marginal.map(({ value, weight }) => ({
        value: point.value + (coefficient / scale) * value,
        weight: point.weight * weight,
      })),
    );
  }
  return points.reduce((sum, { value, weight }) => sum + weight * expit(value), 0);
}

function atMean(
  id: string,
  distribution: Distribution | undefined,
  mean: number | undefined,
): Distribution {
  if (distribution === undefined) {
    throw new RangeError(`invalid model; no distribution for input: ${id}`);
  }
  if (mean === undefined) return distribution;
  const possible = distribution.kind === 'share' ? mean >= 0 && mean <= 1 : mean > 0;
  if (!possible || !Number.isFinite(mean)) {
    throw new RangeError(`invalid mean; not possible for ${id}: ${mean}`);
  }
  switch (distribution.kind) {
    case 'normal':
    case 'zero-inflated-gamma':
      return { ...distribution, mean };
    case 'log-normal':
      return { ...distribution, median: mean };
    case 'share':
      return { ...distribution, share: mean };
  }
}

function discretise(distribution: Distribution): Weighted[] {
  switch (distribution.kind) {
    case 'normal': {
      const { mean, sd } = distribution;
      return normalised(-5, 5, (z) => ({ value: mean + sd * z, weight: Math.exp((-z * z) / 2) }));
    }
    case 'share':
      return [
        { value: 0, weight: 1 - distribution.share },
        { value: 1, weight: distribution.share },
      ];
    case 'log-normal': {
      const { median, sigma, low, high } = distribution;
      return normalised(-5, 5, (z) => ({
        value: Math.min(Math.max(median * Math.exp(sigma * z), low), high),
        weight: Math.exp((-z * z) / 2),
      }));
    }
    case 'zero-inflated-gamma': {
      // x = t² scale, so that the density has no cusp at zero
      const { mean, given, variation } = distribution;
      const shape = 1 / variation ** 2;
      const scale = mean / given / shape;
      const treated = normalised(0, Math.sqrt(shape + 12 * Math.sqrt(shape) + 12), (t) => ({
        value: t * t * scale,
        weight: t ** (2 * shape - 1) * Math.exp(-t * t),
      }));
      return [
        { value: 0, weight: 1 - given },
        ...treated.map(({ value, weight }) => ({ value, weight: weight * given })),
      ];
    }
  }
}

function normalised(from: number, to: number, at: (x: number) => Weighted): Weighted[] {
  const width = (to - from) / POINTS;
  const points = Array.from({ length: POINTS }, (_, i) => at(from + (i + 0.5) * width));
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  return points.map(({ value, weight }) => ({ value, weight: weight / total }));
}
