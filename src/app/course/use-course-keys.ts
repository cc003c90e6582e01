import { useMemo, useSyncExternalStore, type HTMLAttributes, type KeyboardEvent } from 'react';
import { HOUR } from '../../clinical/moment.ts';
import { sayAbout } from '../risk/in-hundred.ts';
import { formatNumber, formatQuantity } from '../words/numbers.ts';
import { formatTime } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import type { CourseData } from './CourseRows.tsx';
import type { CourseWindow } from './course-window.ts';
import { valueAt } from './lanes.ts';
import type { RiskStep } from './risk-course.ts';

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
    for (const lane of data.lanes) for (const point of lane.points) all.add(point.hour);
    for (const mark of data.marks) all.add(mark.hour);
    return [...all].toSorted((a, b) => a - b);
  }, [data]);

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
  const step = risk.findLast((one) => one.from <= at);
  const text = [
    formatTime(words, axis.zero + at * HOUR),
    words.say('run.hour', { n: formatNumber(words, at, 0) }),
    ...(step?.band ? [sayAbout(words, step.band.central)] : []),
    ...data.lanes.flatMap((lane) => {
      const point = valueAt(lane, at);
      return point === null
        ? []
        : [
            `${words.find(`concept.${lane.concept}`) ?? lane.concept} ${formatQuantity(words, point.value, lane.unit)}`,
          ];
    }),
  ].join('; ');

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
