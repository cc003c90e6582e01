import { useMemo, useSyncExternalStore, type HTMLAttributes, type KeyboardEvent } from 'react';
import { useWords } from '../words/use-words.ts';
import type { CourseData } from './CourseRows.tsx';
import type { CourseWindow } from './course-window.ts';
import type { RiskStep } from './risk-course.ts';
import { sayMoment } from './say-moment.ts';

/**
 * The course from the keyboard, as a slider over time: arrows go from one value
 * to the next and read all lanes, Page Up and Down go by a day, Enter chooses
 * the moment, plus and minus zoom, Escape resets.
 */
export function useCourseKeys(
  course: CourseWindow,
  data: CourseData,
  risk: readonly RiskStep[],
  choose: (hour: number) => void,
): HTMLAttributes<HTMLDivElement> {
  const words = useWords();
  const cursor = useSyncExternalStore(course.subscribe, course.cursor);
  const { axis } = course;
  const hours = useMemo(() => {
    const all = new Set<number>();
    for (const { points, excluded } of data.lanes) {
      for (const { hour } of points) all.add(hour);
      for (const { hour } of excluded) if (hour >= axis.from && hour <= axis.to) all.add(hour);
    }
    for (const mark of data.marks) all.add(mark.hour);
    return [...all].toSorted((a, b) => a - b);
  }, [data, axis]);

  const onKeyDown = (event: KeyboardEvent) => {
    const now = course.cursor() ?? axis.now;
    const next = hours.find((hour) => hour > now + 1e-6) ?? axis.now;
    const previous = hours.findLast((hour) => hour < now - 1e-6) ?? axis.from;
    const moves: Record<string, () => void> = {
      ArrowRight: () => (event.shiftKey ? course.pan(0.2) : course.point(next)),
      ArrowLeft: () => (event.shiftKey ? course.pan(-0.2) : course.point(previous)),
      PageUp: () => course.point(now + 24),
      PageDown: () => course.point(now - 24),
      Home: () => course.point(axis.from),
      End: () => course.point(axis.now),
      '+': () => course.zoom(0.5),
      '=': () => course.zoom(0.5),
      '-': () => course.zoom(2),
      Escape: () => {
        course.reset();
        course.point(null);
      },
      Enter: () => choose(now),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  };

  const at = cursor ?? axis.now;
  const text = sayMoment(words, axis, data, risk, at);

  return {
    role: 'slider',
    tabIndex: 0,
    onKeyDown,
    'aria-label': words.say('course.slider'),
    'aria-valuemin': Math.floor(axis.from),
    'aria-valuemax': Math.ceil(axis.to),
    'aria-valuenow': Math.round(at),
    'aria-valuetext': text,
  };
}
