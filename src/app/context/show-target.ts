import type { DisplayUnit } from '../../clinical/display-units.ts';
import type { Target } from '../../clinical/site.ts';

/** A site's target in the unit the site reads its concept in. */
export function showTarget(target: Target, shown: DisplayUnit): Target {
  const { low, high, ...rest } = target;
  return {
    ...rest,
    unit: shown.unit,
    ...(low === undefined ? {} : { low: shown.show(low) }),
    ...(high === undefined ? {} : { high: shown.show(high) }),
  };
}
