import { clip, veilLater } from './draw-tracks.ts';
import { LEFT, placeOf, RIGHT } from './plot-frame.ts';
import type { RiskStep } from './risk-course.ts';
import type { Drawing } from './Track.tsx';

/** An earlier assessment as it was written. */
export interface EarlierBand {
  readonly hour: number;
  readonly low: number;
  readonly high: number;
}

/** The band over time in steps, hatched where no risk is given; earlier assessments as whiskers. */
export function drawRisk(
  steps: readonly RiskStep[],
  earlier: readonly EarlierBand[],
  asOf: number | null,
) {
  const highest = Math.max(
    0.1,
    ...steps.map((step) => step.band?.high ?? 0),
    ...earlier.map((one) => one.high),
  );
  const top = Math.min(1, Math.ceil(highest * 10) / 10);
  return (drawing: Drawing) => {
    const { pen, width, height, span, palette, x } = drawing;
    const y = (p: number) => 8 + (1 - p / top) * (height - 16);
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    for (const share of [0, 0.5, 1]) {
      const at = Math.round(y(top * share)) + 0.5;
      pen.strokeStyle = palette.line;
      pen.beginPath();
      pen.moveTo(LEFT, at);
      pen.lineTo(width - RIGHT, at);
      pen.stroke();
      pen.fillStyle = palette.faint;
      pen.fillText(String(Math.round(top * share * 100)), LEFT - 5, at);
    }
    clip(pen, width, height);
    for (const { from, to, band } of steps) {
      if (to < span.from || from > span.to) continue;
      const left = Math.round(x(from));
      const right = Math.max(Math.round(x(to)), left + 1);
      if (band === null) {
        hatch(pen, left, 8, right - left, height - 16, palette.line);
        continue;
      }
      pen.fillStyle = palette.band;
      pen.fillRect(left, y(band.high), right - left, Math.max(y(band.low) - y(band.high), 2));
      pen.strokeStyle = palette.bandDeep;
      pen.lineWidth = 1;
      for (const edge of [band.high, band.low]) {
        pen.beginPath();
        pen.moveTo(left, y(edge));
        pen.lineTo(right, y(edge));
        pen.stroke();
      }
    }
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 1.5;
    for (const { hour, low, high } of earlier) {
      const at = placeOf(hour, span, width);
      pen.beginPath();
      pen.moveTo(at - 4, y(high));
      pen.lineTo(at + 4, y(high));
      pen.moveTo(at, y(high));
      pen.lineTo(at, y(low));
      pen.moveTo(at - 4, y(low));
      pen.lineTo(at + 4, y(low));
      pen.stroke();
    }
    veilLater(drawing, asOf);
    pen.restore();
  };
}

function hatch(
  pen: CanvasRenderingContext2D,
  left: number,
  top: number,
  width: number,
  height: number,
  colour: string,
) {
  pen.save();
  pen.beginPath();
  pen.rect(left, top, width, height);
  pen.clip();
  pen.strokeStyle = colour;
  pen.beginPath();
  for (let at = left - height; at < left + width; at += 8) {
    pen.moveTo(at, top + height);
    pen.lineTo(at + height, top);
  }
  pen.stroke();
  pen.restore();
}
