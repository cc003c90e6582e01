import { element, label } from './svg.ts';

/** A number line on paper. */
export interface Scale {
  readonly at: (value: number) => number;
  readonly from: number;
  readonly to: number;
}

/** Maps `from … to` onto `start … end`; values beyond are drawn at the edge. */
export function linear(from: number, to: number, start: number, end: number): Scale {
  const at = (value: number): number => {
    const share =
      (Math.min(Math.max(value, Math.min(from, to)), Math.max(from, to)) - from) / (to - from);
    return start + share * (end - start);
  };
  return { at, from, to };
}

/** The same on the logarithm. */
export function logarithmic(from: number, to: number, start: number, end: number): Scale {
  const inner = linear(Math.log(from), Math.log(to), start, end);
  return { at: (value) => inner.at(Math.log(value)), from, to };
}

/** Round numbers within a range, about so many. */
export function ticks(from: number, to: number, about = 5): readonly number[] {
  const rough = (to - from) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough)!;
  const first = Math.ceil(from / step - 1e-9);
  return Array.from({ length: Math.floor(to / step + 1e-9) - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

const perCent = (value: number): string => `${Number((value * 100).toPrecision(3))} %`;

/** A share as per cent. */
export const asPerCent = perCent;

/** The horizontal axis with its marks and title. */
export function bottomAxis(
  scale: Scale,
  y: number,
  marks: readonly number[],
  title: string,
  say: (value: number) => string = String,
): string {
  const [start, end] = [scale.at(scale.from), scale.at(scale.to)];
  return [
    element('line', { x1: start, x2: end, y1: y, y2: y, class: 'axis' }),
    ...marks.map(
      (value) =>
        element('line', {
          x1: scale.at(value),
          x2: scale.at(value),
          y1: y,
          y2: y + 5,
          class: 'axis',
        }) + label(scale.at(value), y + 18, say(value), { 'text-anchor': 'middle', class: 'tick' }),
    ),
    label((start + end) / 2, y + 36, title, { 'text-anchor': 'middle' }),
  ].join('');
}

/** The vertical axis with its marks and title. */
export function leftAxis(
  scale: Scale,
  x: number,
  marks: readonly number[],
  title: string,
  say: (value: number) => string = String,
): string {
  const [start, end] = [scale.at(scale.from), scale.at(scale.to)];
  const middle = (start + end) / 2;
  return [
    element('line', { x1: x, x2: x, y1: start, y2: end, class: 'axis' }),
    ...marks.map(
      (value) =>
        element('line', {
          x1: x - 5,
          x2: x,
          y1: scale.at(value),
          y2: scale.at(value),
          class: 'axis',
        }) + label(x - 8, scale.at(value) + 4, say(value), { 'text-anchor': 'end', class: 'tick' }),
    ),
    label(x - 48, middle, title, {
      'text-anchor': 'middle',
      transform: `rotate(-90 ${x - 48} ${middle})`,
    }),
  ].join('');
}
