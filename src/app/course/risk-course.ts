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

/** The risk along the axis, and whether only a sample of the changes could be assessed. */
export interface RiskCourse {
  readonly steps: readonly RiskStep[];
  readonly thinned: boolean;
}

/** The risk as of every change of the data, in steps along the axis; assesses up to some hundred moments. */
export function riskCourse(view: View, axis: CourseAxis): RiskCourse {
  const { timeline, cutOff, context } = view;
  const course = assessCourse(timeline, { ...context, moment: cutOff });
  const points = course?.points ?? [];
  return {
    thinned: course?.thinned ?? false,
    steps: points.map(({ moment, risk, refused }, index) => ({
      from: hourOf(axis, moment),
      to: hourOf(axis, points[index + 1]?.moment ?? course?.to ?? moment),
      band: risk,
      refused,
    })),
  };
}

/**
 * The same, computed after the page stands.
 *
 * @returns null while it is being computed
 */
export function useRiskCourse(view: View, axis: CourseAxis): RiskCourse | null {
  const [course, setCourse] = useState<RiskCourse | null>(null);
  const { timeline, cutOff, context } = view;
  const { entries } = context;
  useEffect(() => {
    const timer = setTimeout(() => setCourse(riskCourse(view, axis)), 0);
    return () => clearTimeout(timer);
    // The context differs between views only in its moment and its entries.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [timeline, cutOff, entries, axis]);
  return course;
}
