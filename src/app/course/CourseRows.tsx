import { useCallback, useMemo } from 'react';
import type { Earlier } from '../earlier/EarlierRegion.tsx';
import { conceptName } from '../not-used/concept-name.ts';
import { plainText } from '../plain-text.ts';
import type { View } from '../view.ts';
import { formatNumber, formatQuantity, unitSign } from '../words/numbers.ts';
import { formatDayShort } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import { HOUR } from '../../clinical/moment.ts';
import type { CourseWindow } from './course-window.ts';
import { drawAxis, drawInfusion, drawMarks } from './draw-tracks.ts';
import { drawRisk } from './draw-risk.ts';
import { earlierBands } from './earlier-bands.ts';
import { LanePlot } from './LanePlot.tsx';
import {
  InfusionReadout,
  LaneReadout,
  MarksReadout,
  RiskReadout,
  TimeReadout,
} from './Readouts.tsx';
import type { RiskStep } from './risk-course.ts';
import { Row } from './Row.tsx';
import { sayLaneTarget } from './say-lane-target.ts';
import { Track } from './Track.tsx';
import type { Lane } from './lanes.ts';
import type { InfusionLane, Mark } from './treatments.ts';
import { usePalette } from './use-palette.ts';

/** Everything the rows draw besides the risk. */
export interface CourseData {
  readonly lanes: readonly Lane[];
  readonly infusions: readonly InfusionLane[];
  readonly marks: readonly Mark[];
}

const LANE = 54;

/** The rows of the course from top to bottom: axis, risk, events, infusions, values. */
export function CourseRows(props: {
  readonly view: View;
  readonly course: CourseWindow;
  readonly data: CourseData;
  readonly risk: readonly RiskStep[];
  readonly earlier: Earlier;
  readonly asOf: number | null;
  readonly width: number;
}) {
  const { view, course, data, risk, asOf, width } = props;
  const words = useWords();
  const palette = usePalette();
  const { axis } = course;
  const frame = { window: course, width, palette };
  const filled = data.lanes.filter((lane) => lane.points.length + lane.excluded.length > 0);
  const empty = data.lanes.filter((lane) => !filled.includes(lane));
  const earlier = useMemo(() => earlierBands(props.earlier, axis), [props.earlier, axis]);
  const axisDrawing = useMemo(
    () =>
      drawAxis(
        (hour) => words.say('course.hour', { n: formatNumber(words, hour, 0) }),
        (hour) => formatDayShort(words, axis.zero + hour * HOUR),
      ),
    [words, axis],
  );
  const riskDrawing = useMemo(() => drawRisk(risk, earlier, asOf), [risk, earlier, asOf]);
  const marksDrawing = useMemo(() => drawMarks(data.marks, asOf), [data.marks, asOf]);
  const sayRate = useCallback(
    (value: number, unit: string) => formatQuantity(words, value, unit),
    [words],
  );
  const name = (concept: string) => conceptName(words, view.codebook, concept);
  return (
    <>
      <Row name={words.say('course.axis')} readout={<TimeReadout course={course} />}>
        <Track {...frame} height={30} draw={axisDrawing} />
      </Row>
      <Row
        name={words.say('region.risk')}
        detail={words.say('course.risk.unit')}
        readout={<RiskReadout course={course} risk={risk} />}
      >
        <Track {...frame} height={110} draw={riskDrawing} />
      </Row>
      <Row
        name={words.say('course.marks')}
        readout={<MarksReadout course={course} marks={data.marks} name={name} />}
      >
        <Track {...frame} height={26} draw={marksDrawing} />
      </Row>
      {data.infusions.map((lane) => (
        <InfusionRow
          key={lane.concept}
          name={name(lane.concept)}
          lane={lane}
          frame={frame}
          say={sayRate}
          asOf={asOf}
        />
      ))}
      {filled.map((lane) => (
        <Row
          key={lane.concept}
          name={name(lane.concept)}
          detail={[unitSign(words, lane.unit), sayLaneTarget(words, lane)]
            .filter(Boolean)
            .join(' · ')}
          {...(lane.target === null ? {} : { title: plainText(lane.target.source, 200) })}
          readout={<LaneReadout course={course} lane={lane} />}
        >
          <LanePlot {...frame} lane={lane} height={LANE} asOf={asOf} />
        </Row>
      ))}
      {empty.length > 0 && (
        <p className="tiny lane-none">
          {words.say('course.none', {
            lanes: empty
              .map((lane) =>
                lane.incomplete
                  ? words.say('course.none.not-loaded', { lane: name(lane.concept) })
                  : name(lane.concept),
              )
              .join(', '),
          })}
        </p>
      )}
    </>
  );
}

function InfusionRow(props: {
  readonly name: string;
  readonly lane: InfusionLane;
  readonly frame: { window: CourseWindow; width: number; palette: ReturnType<typeof usePalette> };
  readonly say: (value: number, unit: string) => string;
  readonly asOf: number | null;
}) {
  const { lane, say, asOf } = props;
  const drawing = useMemo(() => drawInfusion(lane, say, asOf), [lane, say, asOf]);
  return (
    <Row name={props.name} readout={<InfusionReadout course={props.frame.window} lane={lane} />}>
      <Track {...props.frame} height={32} draw={drawing} />
    </Row>
  );
}
