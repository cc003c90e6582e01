import type { CourseAxis } from './lanes.ts';

/** Part of the axis on the screen, in hours since cannulation. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Hours that remain on the screen at the closest zoom. */
const CLOSEST = 2;

/**
 * What the lanes share: the part of the axis on the screen and the moment under
 * the cursor. Outside React, so that panning redraws the plots and nothing else.
 */
export class CourseWindow {
  readonly axis: CourseAxis;
  #span: Span;
  #cursor: number | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(axis: CourseAxis) {
    this.axis = axis;
    this.#span = { from: axis.from, to: axis.to };
  }

  readonly span = (): Span => this.#span;
  readonly cursor = (): number | null => this.#cursor;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Shows another part of the axis, as much as the axis holds. */
  show(from: number, to: number): void {
    const { axis } = this;
    const width = Math.min(Math.max(to - from, CLOSEST), axis.to - axis.from);
    const start = Math.min(Math.max(from, axis.from), axis.to - width);
    this.#span = { from: start, to: start + width };
    this.#tell();
  }

  /** Moves along the axis by a share of what is shown. */
  pan(share: number): void {
    const { from, to } = this.#span;
    const step = (to - from) * share;
    this.show(from + step, to + step);
  }

  /** Zooms around the cursor, or the middle; under 1 is closer. */
  zoom(factor: number, around = this.#cursor ?? (this.#span.from + this.#span.to) / 2): void {
    const { from, to } = this.#span;
    this.show(around - (around - from) * factor, around + (to - around) * factor);
  }

  reset(): void {
    this.show(this.axis.from, this.axis.to);
  }

  /** Puts the cursor on an hour and brings it into view; null takes it away. */
  point(hour: number | null): void {
    this.#cursor = hour === null ? null : Math.min(Math.max(hour, this.axis.from), this.axis.to);
    const { from, to } = this.#span;
    if (this.#cursor !== null && (this.#cursor < from || this.#cursor > to)) {
      const half = (to - from) / 2;
      return this.show(this.#cursor - half, this.#cursor + half);
    }
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
