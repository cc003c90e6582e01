import type { Drawing } from './Track.tsx';
import { hourTicks, LEFT, RIGHT } from './plot-frame.ts';
import type { InfusionLane, Mark } from './treatments.ts';

/** Hours since cannulation, with the day under those that begin one. */
export function drawAxis(label: (hour: number) => string, day: (hour: number) => string) {
  return ({ pen, width, height, span, palette, x }: Drawing) => {
    pen.textAlign = 'center';
    pen.strokeStyle = palette.strong;
    pen.beginPath();
    pen.moveTo(LEFT, height - 0.5);
    pen.lineTo(width - RIGHT, height - 0.5);
    pen.stroke();
    for (const hour of hourTicks(span, width)) {
      const at = Math.round(x(hour)) + 0.5;
      pen.beginPath();
      pen.moveTo(at, height - 5);
      pen.lineTo(at, height);
      pen.stroke();
      if (at > width - RIGHT - 18) continue;
      pen.fillStyle = palette.ink;
      pen.fillText(label(hour), at, 11);
      pen.fillStyle = palette.faint;
      pen.fillText(day(hour), at, 24);
    }
  };
}

/** Stretches of one infusion, as high as their rate against the highest, with the rate where there is room; pale and dashed once nothing has been stated for a day and no end is recorded. */
export function drawInfusion(
  lane: InfusionLane,
  say: (value: number, unit: string) => string,
  asOf: number | null,
) {
  const top = Math.max(0, ...lane.stretches.map((one) => one.rate?.value ?? 0)) || 1;
  return (drawing: Drawing) => {
    const { pen, width, height, palette, x } = drawing;
    clip(pen, width, height);
    const foot = height - 3;
    const room = height - 8;
    for (const { from, to, rate, open } of lane.stretches) {
      const left = x(from);
      const wide = Math.max(x(to) - left, 1);
      if (left > width || left + wide < LEFT) continue;
      const high = rate === null ? room * 0.5 : Math.max((rate.value / top) * room, 1);
      pen.fillStyle = palette.secondSoft;
      pen.strokeStyle = palette.second;
      if (rate === null) {
        pen.setLineDash([3, 3]);
        pen.strokeRect(left, foot - high, wide, high);
        pen.setLineDash([]);
      } else {
        pen.globalAlpha = open ? 0.45 : 1;
        pen.fillRect(left, foot - high, wide, high);
        pen.globalAlpha = 1;
        pen.setLineDash(open ? [3, 3] : []);
        pen.beginPath();
        pen.moveTo(left, foot - high);
        pen.lineTo(left + wide, foot - high);
        pen.stroke();
        pen.setLineDash([]);
        const text = say(rate.value, rate.unit);
        const start = Math.max(left, LEFT) + 3;
        if (rate.value > 0 && pen.measureText(text).width < left + wide - start - 3) {
          pen.fillStyle = palette.ink;
          pen.fillText(text, start, foot - 4);
        }
      }
    }
    pen.strokeStyle = palette.second;
    pen.lineWidth = 2;
    for (const { hour } of lane.boluses) {
      pen.beginPath();
      pen.moveTo(x(hour), 1);
      pen.lineTo(x(hour), 9);
      pen.stroke();
    }
    veilLater(drawing, asOf);
    pen.restore();
  };
}

/** Marks of one kind as signs that differ in shape: a drop, a square, a triangle, a cross. */
export function drawMarks(marks: readonly Mark[], asOf: number | null) {
  return (drawing: Drawing) => {
    const { pen, width, height, palette, x } = drawing;
    clip(pen, width, height);
    const middle = height / 2;
    pen.lineWidth = 1.5;
    for (const mark of marks) {
      const at = x(mark.hour);
      pen.fillStyle = palette.soft;
      pen.strokeStyle = palette.ink;
      pen.beginPath();
      if (mark.kind === 'transfusion') {
        pen.moveTo(at, middle - 7);
        pen.lineTo(at, middle + 7);
        pen.stroke();
      } else if (mark.kind === 'imaging') {
        pen.strokeRect(at - 5, middle - 5, 10, 10);
      } else if (mark.kind === 'mode') {
        pen.moveTo(at, middle - 6);
        pen.lineTo(at + 7, middle);
        pen.lineTo(at, middle + 6);
        pen.closePath();
        pen.fill();
      } else {
        pen.moveTo(at - 6, middle - 6);
        pen.lineTo(at + 6, middle + 6);
        pen.moveTo(at + 6, middle - 6);
        pen.lineTo(at - 6, middle + 6);
        pen.lineWidth = 3;
        pen.stroke();
      }
    }
    veilLater(drawing, asOf);
    pen.restore();
  };
}

/** Veils what came after the chosen moment; nothing where none is chosen. */
export function veilLater({ pen, palette, width, height, x }: Drawing, asOf: number | null): void {
  if (asOf === null) return;
  pen.globalAlpha = 0.72;
  pen.fillStyle = palette.paper;
  pen.fillRect(x(asOf), 0, width, height);
}

/** Keeps a drawing inside the plot's frame until `restore`. */
export function clip(pen: CanvasRenderingContext2D, width: number, height: number): void {
  pen.save();
  pen.beginPath();
  pen.rect(LEFT, 0, width - LEFT - RIGHT, height);
  pen.clip();
}
