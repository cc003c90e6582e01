import { HOUR } from '../../clinical/moment.ts';
import { earlierBands } from '../course/earlier-bands.ts';
import { courseAxis, courseLanes, hourOf, valueAt, type Lane } from '../course/lanes.ts';
import { hourTicks } from '../course/plot-frame.ts';
import { riskCourse } from '../course/risk-course.ts';
import { sayLaneTarget } from '../course/say-lane-target.ts';
import { courseMarks, infusionLanes } from '../course/treatments.ts';
import type { Earlier } from '../earlier/EarlierRegion.tsx';
import { conceptName } from '../not-used/concept-name.ts';
import { sayAbout, sayBand } from '../risk/in-hundred.ts';
import type { View } from '../view.ts';
import { formatNumber, formatQuantity, unitSign } from '../words/numbers.ts';
import { formatDayShort } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import { SheetInfusion } from './SheetInfusion.tsx';
import { SheetLane } from './SheetLane.tsx';
import { SheetMarks } from './SheetMarks.tsx';
import { SheetRiskLane } from './SheetRiskLane.tsx';
import { SheetRow, type Strip } from './SheetRow.tsx';

/** Where the strips stand between names and readings, and how high the picture may be, in CSS pixels. */
const [LEFT, RIGHT, WIDTH] = [152, 634, 733];
const HEIGHT = 420;
const [AXIS, RISK, MARKS, INFUSION] = [24, 74, 18, 24];

/** Infusions that get a strip; the others are counted. */
const INFUSIONS = 4;

/** The whole course as one picture in black on white, from cannulation to the reading. */
export function SheetCourse({ view, earlier }: { view: View; earlier: Earlier }) {
  const words = useWords();
  if (view.pending.length > 0) return null;
  const axis = courseAxis(view);
  const span = { from: axis.from, to: axis.to };
  const { steps, thinned } = riskCourse(view, axis);
  const lanes = courseLanes(view, axis, words.units);
  const filled = lanes.filter((lane) => lane.points.length + lane.excluded.length > 0);
  const empty = lanes.filter((lane) => !filled.includes(lane));
  const running = infusionLanes(view, axis);
  const infusions = running.slice(0, INFUSIONS);
  const fixed = AXIS + RISK + MARKS + infusions.length * INFUSION;
  const lane = Math.min(34, (HEIGHT - fixed) / Math.max(1, filled.length));
  const height = fixed + lane * filled.length + 2;
  const asOf = view.chosen === null ? null : hourOf(axis, view.chosen);
  const at = asOf ?? axis.now;
  const x = (hour: number) => LEFT + ((hour - span.from) / (span.to - span.from)) * (RIGHT - LEFT);
  const name = (concept: string) => conceptName(words, view.codebook, concept);
  const step = steps.findLast((one) => one.from <= at);
  const strip = (top: number, tall: number): Strip => ({
    top,
    height: tall,
    left: LEFT,
    right: RIGHT,
    x,
  });
  return (
    <section>
      <h2>{words.say('region.course')}</h2>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} width={WIDTH} height={height} aria-hidden="true">
        <defs>
          <pattern id="sheet-none" width="5" height="5" patternUnits="userSpaceOnUse">
            <path d="M0 5L5 0" className="thin" />
          </pattern>
        </defs>
        <text x={0} y={10}>
          {words.say('course.axis')}
        </text>
        {hourTicks(span, RIGHT - LEFT, 62).map((hour) => (
          <g key={hour}>
            <path d={`M${x(hour)} ${AXIS}V${height}`} className="grid" />
            <text x={x(hour)} y={9} className="middle">
              {words.say('course.hour', { n: formatNumber(words, hour, 0) })}
            </text>
            <text x={x(hour)} y={19} className="middle small">
              {formatDayShort(words, axis.zero + hour * HOUR)}
            </text>
          </g>
        ))}
        <SheetRow
          strip={strip(AXIS, RISK)}
          name={words.say('region.risk')}
          detail={words.say('course.risk.unit')}
          reading={
            step === undefined
              ? ''
              : step.band === null
                ? (words.find(`refusal.short.${step.refused}`) ?? words.say('risk.none'))
                : sayAbout(words, step.band.central)
          }
          readingDetail={step?.band === null || step === undefined ? '' : sayBand(words, step.band)}
        >
          {(place) => (
            <SheetRiskLane strip={place} steps={steps} earlier={earlierBands(earlier, axis)} />
          )}
        </SheetRow>
        <SheetRow strip={strip(AXIS + RISK, MARKS)} name={words.say('course.marks')}>
          {(place) => <SheetMarks strip={place} marks={courseMarks(view, axis)} />}
        </SheetRow>
        {infusions.map((infusion, index) => (
          <SheetRow
            key={infusion.concept}
            strip={strip(AXIS + RISK + MARKS + index * INFUSION, INFUSION)}
            name={name(infusion.concept)}
          >
            {(place) => (
              <SheetInfusion
                strip={place}
                lane={infusion}
                say={(value, unit) => formatQuantity(words, value, unit)}
              />
            )}
          </SheetRow>
        ))}
        {filled.map((one, index) => (
          <SheetRow
            key={one.concept}
            strip={strip(fixed + index * lane, lane)}
            name={name(one.concept)}
            detail={[unitSign(words, one.unit), sayLaneTarget(words, one)]
              .filter(Boolean)
              .join(' · ')}
            {...reading(one)}
          >
            {(place) => (
              <SheetLane
                strip={place}
                lane={one}
                say={(value) => formatNumber(words, value, one.digits)}
              />
            )}
          </SheetRow>
        ))}
        {asOf !== null && <path d={`M${x(asOf)} ${AXIS}V${height}`} className="as-of" />}
      </svg>
      <p>
        {words.say('course.key')} {thinned && `${words.say('course.thinned')} `}
        {running.length > infusions.length &&
          `${words.say('sheet.more', { n: running.length - infusions.length })} `}
        {empty.length > 0 &&
          words.say('course.none', {
            lanes: empty
              .map((one) =>
                one.incomplete
                  ? words.say('course.none.not-loaded', { lane: name(one.concept) })
                  : name(one.concept),
              )
              .join(', '),
          })}
      </p>
    </section>
  );

  function reading(one: Lane) {
    const point = valueAt(one, at);
    if (point === null) return { reading: '' };
    return {
      reading: `${point.comparator ?? ''}${formatNumber(words, point.value, one.digits)}`,
      readingDetail: words.say('course.before', {
        n: formatNumber(words, at - point.hour, at - point.hour < 10 ? 1 : 0),
      }),
    };
  }
}
