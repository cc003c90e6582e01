import { useSyncExternalStore } from 'react';
import type { CourseWindow } from './course-window.ts';
import { placeOf } from './plot-frame.ts';

/** The cursor's line through all lanes, and the line of the chosen moment. */
export function Crosshair(props: {
  readonly course: CourseWindow;
  /** Where the plots begin, and how wide they are, in CSS pixels. */
  readonly left: number;
  readonly width: number;
  readonly asOf: number | null;
}) {
  const { course, left, width, asOf } = props;
  const cursor = useSyncExternalStore(course.subscribe, course.cursor);
  const span = useSyncExternalStore(course.subscribe, course.span);
  const line = (hour: number | null, kind: string) =>
    hour === null || hour < span.from || hour > span.to ? null : (
      <div className={`crosshair ${kind}`} style={{ left: left + placeOf(hour, span, width) }} />
    );
  return (
    <div className="crosshairs" aria-hidden="true">
      {line(asOf, 'as-of')}
      {line(cursor, 'cursor')}
    </div>
  );
}
