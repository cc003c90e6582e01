import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { HOUR } from '../../clinical/moment.ts';
import { TargetSources } from '../context/Level.tsx';
import type { Earlier } from '../earlier/EarlierRegion.tsx';
import { inputName } from '../inputs/input-name.ts';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';
import { CourseTable } from './CourseTable.tsx';
import { CourseToolbar } from './CourseToolbar.tsx';
import { CourseWindow } from './course-window.ts';
import { CourseRows } from './CourseRows.tsx';
import { Crosshair } from './Crosshair.tsx';
import { courseAxis, courseLanes, hourOf, LANES } from './lanes.ts';
import { useRiskCourse } from './risk-course.ts';
import { courseMarks, infusionLanes } from './treatments.ts';
import { useCourseKeys } from './use-course-keys.ts';
import { useCoursePointer } from './use-course-pointer.ts';
import './course.css';

/** The course: lanes on one axis, one cursor through all of them, and the same as a table. */
export function Course(props: {
  readonly view: View;
  readonly earlier: Earlier;
  readonly choose: (moment: number | null) => void;
}) {
  const { view, earlier, choose } = props;
  const words = useWords();
  const [table, setTable] = useState(false);
  const lanesPlace = useRef<HTMLDivElement>(null);
  const { left, width } = usePlotFrame(lanesPlace);
  const axis = useMemo(
    () => courseAxis(view),
    // A chosen moment must not move the axis.
    // oxlint-disable-next-line react/exhaustive-deps
    [view.timeline, view.cutOff],
  );
  const course = useMemo(() => new CourseWindow(axis), [axis]);
  const computed = useRiskCourse(view, axis);
  const risk = useMemo(() => computed?.steps ?? [], [computed]);
  const data = useMemo(
    () => ({
      lanes: courseLanes(view, axis, words.units),
      infusions: infusionLanes(view, axis),
      marks: courseMarks(view, axis),
    }),
    // oxlint-disable-next-line react/exhaustive-deps
    [view.timeline, axis],
  );
  const entered = view.assessment.inputs
    .filter((input) => input.entered !== undefined)
    .map((input) => inputName(words, view.model, input.id));
  const asOf = view.chosen === null ? null : hourOf(axis, view.chosen);
  const chooseHour = (hour: number) => choose(Math.round(axis.zero + hour * HOUR));
  const keys = useCourseKeys(course, data, risk, chooseHour);
  const pointer = useCoursePointer(course, lanesPlace, width);

  return (
    <div className="course">
      <CourseToolbar
        course={course}
        table={table}
        showTable={setTable}
        choose={chooseHour}
        chosen={view.chosen}
        back={() => choose(null)}
      />
      {entered.length > 0 && (
        <p>
          <span className="entered">
            {words.say('risk.entered', { inputs: entered.join(', ') })}
          </span>
        </p>
      )}
      {table ? (
        <CourseTable data={data} risk={risk} axis={axis} />
      ) : (
        <>
          <div ref={lanesPlace} className="lanes" {...pointer}>
            <div className="lane-row measure" aria-hidden="true">
              <span />
              <span className="lane-strip" />
            </div>
            {width > 0 && (
              <CourseRows
                view={view}
                course={course}
                data={data}
                risk={risk}
                earlier={earlier}
                asOf={asOf}
                width={width}
              />
            )}
            <Crosshair course={course} left={left} width={width} asOf={asOf} />
            <div className="lanes-keys" {...keys} />
          </div>
          <p className="tiny">{words.say('course.key')}</p>
          <p className="tiny">{words.say('course.help')}</p>
        </>
      )}
      {computed?.thinned === true && <p className="tiny">{words.say('course.thinned')}</p>}
      <TargetSources site={view.site} concepts={LANES} />
    </div>
  );
}

/** Where the lanes' plots begin and how wide they are, in CSS pixels, as the page gives it. */
function usePlotFrame(place: RefObject<HTMLDivElement | null>) {
  const [frame, setFrame] = useState({ left: 0, width: 0 });
  useLayoutEffect(() => {
    const strip = place.current?.querySelector<HTMLElement>('.measure .lane-strip');
    if (strip === null || strip === undefined) return;
    const measure = () => {
      const [left, width] = [strip.offsetLeft, strip.clientWidth];
      setFrame((old) => (old.left === left && old.width === width ? old : { left, width }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(strip);
    return () => observer.disconnect();
  });
  return frame;
}
