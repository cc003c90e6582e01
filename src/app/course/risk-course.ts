import { useEffect, useState } from 'react';
import { assessCourse } from '../../course.ts';
import type { View } from '../view.ts';
import { hourOf, type CourseAxis } from './lanes.ts';

/** The risk from one hour to the next change of the data. */
export interface RiskStep {
  readonly from: number;
  readonly to: number;
  /** Null where no risk is given. */
  readonly band: { readonly low: number; readonly central: number; readonly high: number } | null;
  readonly refused: string | null;
}

/**
 * The risk as of every change of the data, in steps along the axis. Computed
 * after the page stands, because it assesses up to some hundred moments.
 *
 * @returns null while it is being computed
 */
export function useRiskCourse(view: View, axis: CourseAxis): readonly RiskStep[] | null {
  const [steps, setSteps] = useState<readonly RiskStep[] | null>(null);
  const { timeline, cutOff, context } = view;
  const { entries } = context;
  useEffect(() => {
    const timer = setTimeout(() => {
      const course = assessCourse(timeline, { ...context, moment: cutOff });
      const points = course?.points ?? [];
      setSteps(
        points.map(({ moment, risk, refused }, index) => ({
          from: hourOf(axis, moment),
          to: hourOf(axis, points[index + 1]?.moment ?? course?.to ?? moment),
          band: risk,
          refused,
        })),
      );
    }, 0);
    return () => clearTimeout(timer);
    // The context differs between views only in its moment and its entries.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [timeline, cutOff, entries, axis]);
  return steps;
}
