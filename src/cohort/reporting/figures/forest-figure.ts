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

function mark(scale: Scale, y: number, found: ForestRow['c']): string {
  if (!found) return '';
  return (
    element('line', {
      x1: scale.at(found.low),
      x2: scale.at(found.high),
      y1: y,
      y2: y,
      class: 'whisker',
    }) +
    element('rect', { x: scale.at(found.value) - 4, y: y - 4, width: 8, height: 8, class: 'dot' })
  );
}

/** C and O/E of every group, side by side, under the whole. */
export function forestFigure(
  rows: readonly ForestRow[],
  describe: string,
  caption: string,
): string {
  const height = rows.length * 24 + 90;
  const c = linear(0.4, 1, 300, 520);
  const oe = logarithmic(0.2, 5, 570, 790);
  const bottom = rows.length * 24 + 34;
  const lines = rows.map((row, index) => {
    const y = 40 + index * 24;
    return (
      label(row.isHeading ? 8 : 20, y + 4, row.name, {
        class: row.isHeading ? 'heading' : 'name',
      }) +
      label(200, y + 4, row.detail, { class: 'tick' }) +
      (row.withheld
        ? label(300, y + 4, row.withheld, { class: 'tick' })
        : mark(c, y, row.c) + mark(oe, y, row.oe))
    );
  });
  const reference = (x: number): string =>
    element('line', { x1: x, x2: x, y1: 24, y2: bottom, class: 'ideal' });
  return figure(
    820,
    height,
    describe,
    caption,
    label(410, 14, 'C statistic', { 'text-anchor': 'middle', class: 'heading' }),
    label(680, 14, 'observed / expected', { 'text-anchor': 'middle', class: 'heading' }),
    reference(c.at(0.5)),
    reference(oe.at(1)),
    ...lines,
    bottomAxis(c, bottom, [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1], ''),
    bottomAxis(oe, bottom, [0.2, 0.5, 1, 2, 5], ''),
  );
}
