import { useSyncExternalStore } from 'react';
import { HOUR } from '../../clinical/moment.ts';
import { formatTime } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import type { CourseWindow } from './course-window.ts';

/** Zoom, pan, reset, the table, and the moment under the cursor to assess as of. */
export function CourseToolbar(props: {
  readonly course: CourseWindow;
  readonly table: boolean;
  readonly showTable: (table: boolean) => void;
  readonly choose: (hour: number) => void;
  readonly chosen: number | null;
  readonly back: () => void;
}) {
  const { course } = props;
  const words = useWords();
  const cursor = useSyncExternalStore(course.subscribe, course.cursor);
  return (
    <div className="row course-toolbar">
      {!props.table && (
        <span className="row">
          <button
            type="button"
            aria-label={words.say('course.earlier')}
            onClick={() => course.pan(-0.3)}
          >
            ◀
          </button>
          <button
            type="button"
            aria-label={words.say('course.closer')}
            onClick={() => course.zoom(0.5)}
          >
            +
          </button>
          <button
            type="button"
            aria-label={words.say('course.farther')}
            onClick={() => course.zoom(2)}
          >
            −
          </button>
          <button
            type="button"
            aria-label={words.say('course.later')}
            onClick={() => course.pan(0.3)}
          >
            ▶
          </button>
          <button type="button" onClick={() => course.reset()}>
            {words.say('course.reset')}
          </button>
        </span>
      )}
      <button
        type="button"
        aria-pressed={props.table}
        onClick={() => props.showTable(!props.table)}
      >
        {words.say('course.table')}
      </button>
      {!props.table && (
        <span className="row choose">
          <button
            type="button"
            className="primary"
            disabled={cursor === null}
            onClick={() => cursor !== null && props.choose(cursor)}
          >
            {cursor === null
              ? words.say('course.choose.none')
              : words.say('course.choose', {
                  time: formatTime(words, course.axis.zero + cursor * HOUR),
                })}
          </button>
          {props.chosen !== null && (
            <button type="button" onClick={props.back}>
              {words.say('asof.now')}
            </button>
          )}
        </span>
      )}
    </div>
  );
}
