import { useLayoutEffect, useRef } from 'react';
import type { CourseWindow, Span } from './course-window.ts';
import type { Palette } from './palette.ts';
import { placeOf } from './plot-frame.ts';

/** What a drawing is given: a canvas in CSS pixels and where hours stand on it. */
export interface Drawing {
  readonly pen: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly span: Span;
  readonly palette: Palette;
  x(hour: number): number;
}

/** A strip on the shared axis, drawn anew whenever the axis moves. It says nothing itself; the readout and the table do. */
export function Track(props: {
  readonly window: CourseWindow;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly draw: (drawing: Drawing) => void;
}) {
  const { window: course, width, height, palette, draw } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext('2d') ?? null;
    if (element === null || pen === null) return;
    const ratio = globalThis.devicePixelRatio || 1;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    let drawn: Span | null = null;
    const redraw = () => {
      const span = course.span();
      if (span === drawn) return;
      drawn = span;
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, width, height);
      pen.font = palette.font;
      draw({ pen, width, height, span, palette, x: (hour) => placeOf(hour, span, width) });
    };
    redraw();
    return course.subscribe(redraw);
  }, [course, width, height, palette, draw]);
  return <canvas ref={canvas} aria-hidden="true" style={{ width, height }} />;
}
