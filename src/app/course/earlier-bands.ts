import type { Earlier } from '../earlier/EarlierRegion.tsx';
import type { EarlierBand } from './draw-risk.ts';
import { hourOf, type CourseAxis } from './lanes.ts';

/** Earlier assessments as they stand on the axis; those of another time, without a band or taken back do not. */
export function earlierBands(earlier: Earlier, axis: CourseAxis): readonly EarlierBand[] {
  if (earlier.state !== 'read') return [];
  return earlier.list.flatMap(({ at, low, high, status }) => {
    const hour = hourOf(axis, Date.parse(at));
    const isOnAxis = hour >= axis.from && hour <= axis.to;
    return !isOnAxis || low === null || high === null || status === 'entered-in-error'
      ? []
      : [{ hour, low: low / 100, high: high / 100 }];
  });
}
