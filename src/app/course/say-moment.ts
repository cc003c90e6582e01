import { HOUR } from '../../clinical/moment.ts';
import { sayBecause } from '../inputs/InputState.tsx';
import { plainText } from '../plain-text.ts';
import { sayAbout, sayBand } from '../risk/in-hundred.ts';
import { formatNumber, formatQuantity } from '../words/numbers.ts';
import { formatTime } from '../words/times.ts';
import type { Words } from '../words/words.ts';
import type { CourseData } from './CourseRows.tsx';
import { valueAt, type CourseAxis, type Lane } from './lanes.ts';
import type { RiskStep } from './risk-course.ts';

/** Nearer than this, in hours, two things happened at the same moment of the course. */
const SAME = 1e-6;

/** Everything the course shows at an hour, in one sentence for those who cannot see it. */
export function sayMoment(
  words: Words,
  axis: CourseAxis,
  { lanes, infusions, marks }: CourseData,
  risk: readonly RiskStep[],
  hour: number,
): string {
  const name = (concept: string) => words.find(`concept.${concept}`) ?? concept;
  const step = risk.findLast((one) => one.from <= hour);
  const sayLane = (lane: Lane): string[] => {
    const point = valueAt(lane, hour);
    const aside = lane.excluded.filter((one) => Math.abs(one.hour - hour) < SAME);
    return [
      ...(point === null
        ? []
        : [
            `${name(lane.concept)} ${point.comparator ?? ''}${formatQuantity(words, point.value, lane.unit, lane.digits)}`,
          ]),
      ...aside.map(
        ({ asWritten, because }) =>
          `${name(lane.concept)} ${plainText(asWritten, 30)}, ${words.say('provenance.not-used')}: ${sayBecause(words, because)}`,
      ),
    ];
  };
  return [
    formatTime(words, axis.zero + hour * HOUR),
    words.say('run.hour', { n: formatNumber(words, hour, 0) }),
    ...(step === undefined ? [] : [sayStep(words, step)]),
    ...marks
      .filter((mark) => Math.abs(mark.hour - hour) < SAME)
      .map(({ kind, what }) =>
        kind === 'mode' ? (words.find(`run.mode.${what}`) ?? what) : name(what),
      ),
    ...infusions.flatMap(({ concept, stretches }) => {
      const running = stretches.findLast(({ from, to }) => from <= hour && hour <= to + 0.001);
      if (running === undefined) return [];
      const { rate, open } = running;
      return [
        `${name(concept)} ${rate === null ? words.say('course.rate-unknown') : formatQuantity(words, rate.value, rate.unit)}${open ? `, ${words.say('course.no-end')}` : ''}`,
      ];
    }),
    ...lanes.flatMap(sayLane),
  ].join('; ');
}

/** The risk of a step with its band, or why there is none. */
export function sayStep(words: Words, { band, refused }: RiskStep): string {
  if (band !== null) return `${sayAbout(words, band.central)} (${sayBand(words, band)})`;
  const why = words.find(`refusal.short.${refused}`);
  return why === null ? words.say('risk.none') : `${words.say('risk.none')}: ${why}`;
}
