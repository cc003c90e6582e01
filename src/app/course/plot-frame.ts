import type { Span } from './course-window.ts';

/** Room left of every plot for its numbers, and right of it, in CSS pixels; the same for all lanes. */
export const LEFT = 40;
export const RIGHT = 6;

/** Where an hour stands in a plot of a width, in CSS pixels. */
export function placeOf(hour: number, span: Span, width: number): number {
  return LEFT + ((hour - span.from) / (span.to - span.from)) * (width - LEFT - RIGHT);
}

/** The hour that stands at a place of a plot; the inverse of `placeOf`. */
export function hourAt(place: number, span: Span, width: number): number {
  return span.from + ((place - LEFT) / (width - LEFT - RIGHT)) * (span.to - span.from);
}

/** Round hours for the axis, about one for every `room` pixels. */
export function hourTicks(span: Span, width: number, room = 70): readonly number[] {
  const most = Math.max(1, (width - LEFT - RIGHT) / room);
  const steps = [1, 2, 3, 6, 12, 24, 48, 72, 168, 336];
  const step = steps.find((one) => (span.to - span.from) / one <= most) ?? 720;
  const ticks: number[] = [];
  for (let hour = Math.ceil(span.from / step) * step; hour <= span.to; hour += step) {
    ticks.push(hour + 0);
  }
  return ticks;
}
