import { useMemo } from 'react';
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

/** The risk as of every change of the data, in steps along the axis. */
export function useRiskCourse(view: View, axis: CourseAxis): readonly RiskStep[] {
  return useMemo(() => {
    const { moment, risk, refused } = view.assessment;
    return [{ from: hourOf(axis, moment), to: axis.to, band: risk, refused }];
  }, [view, axis]);
}
