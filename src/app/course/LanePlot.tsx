import { useLayoutEffect, useRef } from 'react';
import uPlot from 'uplot';
import type { CourseWindow } from './course-window.ts';
import type { Lane } from './lanes.ts';
import type { Palette } from './palette.ts';
import { LEFT, RIGHT } from './plot-frame.ts';
import { valueRange } from './value-range.ts';

/** One lane of values with its target behind and its excluded values hollow at the foot. */
export function LanePlot(props: {
  readonly lane: Lane;
  readonly window: CourseWindow;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  /** Hour of the chosen moment; later values are drawn but did not count. */
  readonly asOf: number | null;
}) {
  const { lane, window: course, width, height, palette, asOf } = props;
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const { from, to } = course.span();
    const plot = new uPlot(
      {
        width,
        height,
        padding: [6, RIGHT, 6, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false, auto: false, min: from, max: to },
          y: { range: () => valueRange(lane) },
        },
        axes: [
          { show: false },
          {
            size: LEFT,
            space: 15,
            gap: 3,
            font: palette.font,
            stroke: palette.faint,
            grid: { show: true, stroke: palette.line, width: 0.5 },
            ticks: { show: false },
            ...(lane.points.length === 0 && lane.target === null ? { values: () => [] } : {}),
          },
        ],
        series: [
          {},
          {
            stroke: palette.bandDeep,
            width: LINE,
            points: {
              show: (_, __, first, last) => !isCrowded(first, last, width),
              size: 5,
              fill: palette.bandDeep,
              width: 0,
            },
          },
        ],
        hooks: {
          drawClear: [(u) => thinWhereCrowded(u, width), (u) => drawTarget(u, lane, palette)],
          draw: [(u) => drawHollow(u, lane, palette), (u) => drawLater(u, asOf, palette)],
        },
      },
      [
        lane.points.map((point) => point.hour),
        lane.points.map((point) => (point.comparator === undefined ? point.value : null)),
      ],
      element,
    );
    const follow = () => {
      const span = course.span();
      plot.setScale('x', { min: span.from, max: span.to });
    };
    follow();
    const stop = course.subscribe(follow);
    return () => {
      stop();
      plot.destroy();
    };
  }, [lane, course, width, height, palette, asOf]);
  return <div ref={place} className="lane-plot" aria-hidden="true" style={{ height }} />;
}

/** Width of a lane's line where its values stand apart, in CSS pixels. */
const LINE = 1.25;

/** Whether so many values are on the screen that their dots would touch. */
function isCrowded(first: number, last: number, width: number): boolean {
  return last - first >= width / 5;
}

/**
 * Makes the line of a crowded lane one device pixel wide. Such a line needs no
 * outline: without a graphics card it is painted eight times as fast, and panning
 * stays smooth.
 */
function thinWhereCrowded(u: uPlot, width: number) {
  const [time, values] = u.series;
  if (values === undefined) return;
  const [first, last] = time?.idxs ?? [0, 0];
  values.width = isCrowded(first, last, width) ? 1 / devicePixelRatio : LINE;
}

function drawTarget(u: uPlot, { target }: Lane, palette: Palette) {
  if (target === null) return;
  const { left, top, width, height } = u.bbox;
  const edge = (value: number | undefined, otherwise: number) =>
    value === undefined
      ? otherwise
      : Math.min(Math.max(u.valToPos(value, 'y', true), top), top + height);
  const upper = edge(target.high, top);
  const lower = edge(target.low, top + height);
  u.ctx.save();
  u.ctx.fillStyle = palette.target;
  u.ctx.fillRect(left, upper, width, lower - upper);
  u.ctx.strokeStyle = palette.strong;
  u.ctx.setLineDash([3, 3]);
  for (const [value, at] of [
    [target.high, upper],
    [target.low, lower],
  ] as const) {
    if (value === undefined) continue;
    u.ctx.beginPath();
    u.ctx.moveTo(left, at);
    u.ctx.lineTo(left + width, at);
    u.ctx.stroke();
  }
  u.ctx.restore();
}

function drawHollow(u: uPlot, { points, excluded }: Lane, palette: Palette) {
  const { left, top, width, height } = u.bbox;
  const size = 3.5 * devicePixelRatio;
  u.ctx.save();
  u.ctx.strokeStyle = palette.soft;
  u.ctx.fillStyle = palette.paper;
  u.ctx.lineWidth = devicePixelRatio;
  const ring = (hour: number, y: number) => {
    const x = u.valToPos(hour, 'x', true);
    if (x < left - size || x > left + width + size) return;
    u.ctx.beginPath();
    u.ctx.arc(x, y, size, 0, 2 * Math.PI);
    u.ctx.fill();
    u.ctx.stroke();
  };
  for (const point of points) {
    if (point.comparator !== undefined) ring(point.hour, u.valToPos(point.value, 'y', true));
  }
  for (const one of excluded) ring(one.hour, top + height - size);
  u.ctx.restore();
}

/** Veils what came after the chosen moment. */
function drawLater(u: uPlot, asOf: number | null, palette: Palette) {
  if (asOf === null) return;
  const { left, top, width, height } = u.bbox;
  const from = Math.min(Math.max(u.valToPos(asOf, 'x', true), left), left + width);
  u.ctx.save();
  u.ctx.globalAlpha = 0.72;
  u.ctx.fillStyle = palette.paper;
  u.ctx.fillRect(from, top, left + width - from, height);
  u.ctx.restore();
}
