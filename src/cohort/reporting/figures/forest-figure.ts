import type { Interval } from '../../metrics/interval.ts';
import { bottomAxis, linear, logarithmic, type Scale } from '../axes.ts';
import { element, figure, label } from '../svg.ts';

/** One line of a forest: a group, and what was found in it, or why nothing is shown. */
export interface ForestRow {
  readonly name: string;
  readonly detail: string;
  readonly c: ({ readonly value: number } & Interval) | null;
  readonly oe: ({ readonly value: number } & Interval) | null;
  readonly withheld?: string;
  readonly isHeading?: boolean;
}

const number = (x: number): string => x.toFixed(2);

/** An arrow's head where an interval goes on beyond the axis. */
function arrow(x: number, y: number, towards: 1 | -1): string {
  return element('path', {
    d: `M${x} ${y}l${-7 * towards} -4v8z`,
    class: 'dot',
  });
}

function mark(scale: Scale, y: number, found: ForestRow['c'], textAt: number): string {
  if (!found) return '';
  const { value, low, high } = found;
  return (
    element('line', {
      x1: scale.at(low),
      x2: scale.at(high),
      y1: y,
      y2: y,
      class: 'whisker',
    }) +
    (high > scale.to ? arrow(scale.at(scale.to), y, 1) : '') +
    (low < scale.from ? arrow(scale.at(scale.from), y, -1) : '') +
    (value >= scale.from && value <= scale.to
      ? element('rect', { x: scale.at(value) - 4, y: y - 4, width: 8, height: 8, class: 'dot' })
      : '') +
    label(textAt, y + 4, `${number(value)} (${number(low)} to ${number(high)})`, { class: 'value' })
  );
}

/** C and O/E of every group, side by side, under the whole. */
export function forestFigure(
  rows: readonly ForestRow[],
  describe: string,
  caption: string,
): string {
  const height = rows.length * 24 + 90;
  const found = rows.flatMap(({ oe }) => (oe ? [oe] : []));
  const least = Math.max(0.1, Math.min(0.5, ...found.map(({ low }) => low)));
  const most = Math.min(20, Math.max(2, ...found.map(({ high }) => high)));
  const marks = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20];
  const c = linear(0.4, 1, 240, 400);
  const oe = logarithmic(
    marks.findLast((value) => value <= least)!,
    marks.find((value) => value >= most)!,
    550,
    710,
  );
  const bottom = rows.length * 24 + 34;
  const lines = rows.map((row, index) => {
    const y = 40 + index * 24;
    return (
      label(row.isHeading ? 8 : 20, y + 4, row.name, {
        class: row.isHeading ? 'heading' : 'name',
      }) +
      label(160, y + 4, row.detail, { class: 'tick' }) +
      (row.withheld
        ? label(412, y + 4, row.withheld, { class: 'tick' })
        : mark(c, y, row.c, 412) + mark(oe, y, row.oe, 722))
    );
  });
  const reference = (x: number): string =>
    element('line', { x1: x, x2: x, y1: 24, y2: bottom, class: 'ideal' });
  return figure(
    850,
    height,
    describe,
    caption,
    label(320, 14, 'C statistic', { 'text-anchor': 'middle', class: 'heading' }),
    label(630, 14, 'observed / expected', { 'text-anchor': 'middle', class: 'heading' }),
    reference(c.at(0.5)),
    reference(oe.at(1)),
    ...lines,
    bottomAxis(c, bottom, [0.4, 0.6, 0.8, 1], ''),
    bottomAxis(
      oe,
      bottom,
      marks.filter((value) => value >= oe.from && value <= oe.to),
      '',
    ),
  );
}
