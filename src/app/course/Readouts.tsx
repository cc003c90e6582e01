import { useSyncExternalStore } from 'react';
import { HOUR } from '../../clinical/moment.ts';
import { sayBecause } from '../inputs/InputState.tsx';
import { plainText } from '../plain-text.ts';
import { sayAbout, sayBand } from '../risk/in-hundred.ts';
import { formatNumber, formatQuantity } from '../words/numbers.ts';
import { formatTime } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import type { CourseWindow } from './course-window.ts';
import { valueAt, type Lane } from './lanes.ts';
import type { RiskStep } from './risk-course.ts';
import type { InfusionLane, Mark } from './treatments.ts';

/** The hour under the cursor, else that of the reading. */
function useHour(course: CourseWindow): number {
  return useSyncExternalStore(course.subscribe, course.cursor) ?? course.axis.now;
}

/** Width of a mark in hours at the present zoom: near enough to be meant by the cursor. */
function nearness(course: CourseWindow): number {
  const { from, to } = course.span();
  return (to - from) / 120;
}

/** When the cursor is. */
export function TimeReadout({ course }: { course: CourseWindow }) {
  const words = useWords();
  const cursor = useSyncExternalStore(course.subscribe, course.cursor);
  if (cursor === null) return <span className="soft">{words.say('course.latest')}</span>;
  return (
    <strong>
      {formatTime(words, course.axis.zero + cursor * HOUR)}
      <span className="tiny">
        {' '}
        {words.say('course.hour', { n: formatNumber(words, cursor, 0) })}
      </span>
    </strong>
  );
}

/** The risk at the cursor, or why there is none. */
export function RiskReadout(props: {
  readonly course: CourseWindow;
  readonly risk: readonly RiskStep[];
}) {
  const words = useWords();
  const hour = useHour(props.course);
  const step = props.risk.findLast((one) => one.from <= hour);
  if (step === undefined) return null;
  if (step.band === null) {
    return (
      <span className="tiny">
        {words.find(`refusal.short.${step.refused}`) ?? words.say('risk.none')}
      </span>
    );
  }
  return (
    <>
      <strong>{sayAbout(words, step.band.central)}</strong>
      <span className="tiny">{sayBand(words, step.band)}</span>
    </>
  );
}

/** The last value before the cursor and how old it then was; a hollow mark near it with its reason. */
export function LaneReadout({ course, lane }: { course: CourseWindow; lane: Lane }) {
  const words = useWords();
  const hour = useHour(course);
  const point = valueAt(lane, hour);
  const near = lane.excluded.find((one) => Math.abs(one.hour - hour) <= nearness(course));
  return (
    <>
      {point !== null && (
        <>
          <strong>
            {point.comparator ?? ''}
            {formatNumber(words, point.value, lane.digits)}
          </strong>
          <span className="tiny">
            {words.say('course.before', {
              n: formatNumber(words, hour - point.hour, hour - point.hour < 10 ? 1 : 0),
            })}
          </span>
        </>
      )}
      {point === null && near === undefined && lane.excluded.length > 0 && (
        <span className="tiny">
          ○ {words.say('not-used.times', { n: lane.excluded.length })}{' '}
          {words.say('provenance.not-used')}
        </span>
      )}
      {near !== undefined && (
        <span className="tiny">
          ○ {plainText(near.asWritten, 30)} {sayBecause(words, near.because)}
        </span>
      )}
    </>
  );
}

/** The rate at the cursor. */
export function InfusionReadout({ course, lane }: { course: CourseWindow; lane: InfusionLane }) {
  const words = useWords();
  const hour = useHour(course);
  const stretch = lane.stretches.findLast((one) => one.from <= hour && hour <= one.to + 0.001);
  if (stretch === undefined) return <span className="tiny">{words.say('course.not-running')}</span>;
  return stretch.rate === null ? (
    <span className="tiny">{words.say('course.rate-unknown')}</span>
  ) : (
    <>
      <strong>{formatQuantity(words, stretch.rate.value, stretch.rate.unit)}</strong>
      {stretch.open && <span className="tiny">{words.say('course.no-end')}</span>}
    </>
  );
}

/** What happened near the cursor. */
export function MarksReadout(props: {
  readonly course: CourseWindow;
  readonly marks: readonly Mark[];
  readonly name: (concept: string) => string;
}) {
  const words = useWords();
  const hour = useHour(props.course);
  const near = props.marks.filter((mark) => Math.abs(mark.hour - hour) <= nearness(props.course));
  return (
    <span className="tiny">
      {near
        .slice(0, 4)
        .map((mark) => sayMark(mark))
        .join(', ')}
    </span>
  );

  function sayMark(mark: Mark): string {
    if (mark.kind === 'mode') return words.find(`run.mode.${mark.what}`) ?? mark.what;
    return props.name(mark.what);
  }
}
