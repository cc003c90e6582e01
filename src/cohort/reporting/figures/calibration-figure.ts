import type { RiskBin } from '../../metrics/curves/risk-histogram.ts';
import type { Validation } from '../../metrics/validation.ts';
import { asPerCent, bottomAxis, leftAxis, linear, ticks } from '../axes.ts';
import { element, figure, label, path } from '../svg.ts';

/** Both smoothed curves with the band of the spline, the diagonal, and where the patients' risks lie. */
export function calibrationFigure({ curves, histogram, n, events }: Validation): string {
  const points = curves.rcs?.points ?? [];
  const largest = Math.max(
    0.1,
    ...curves.loess.points.map(({ risk }) => risk),
    ...points.map(({ risk }) => risk),
  );
  const top = Math.min(
    1,
    Math.max(
      largest,
      ...curves.loess.points.map(({ observed }) => observed),
      ...points.map(({ observed }) => observed),
    ) * 1.15,
  );
  const limit = Math.min(1, Math.max(largest, top));
  const x = linear(0, limit, 70, 610);
  const y = linear(0, limit, 400, 20);
  const marks = ticks(0, limit);
  const banded = points.filter(({ low, high }) => low !== undefined && high !== undefined);
  const band = [
    ...banded.map(({ risk, high }): readonly [number, number] => [x.at(risk), y.at(high!)]),
    ...banded
      .toReversed()
      .map(({ risk, low }): readonly [number, number] => [x.at(risk), y.at(low!)]),
  ];
  const most = Math.max(1, ...histogram.map((bin) => bin.n));
  const bar = (bin: RiskBin, count: number, kind: string): string =>
    element('rect', {
      x: x.at(bin.from) + 0.5,
      width: Math.max(1, x.at(Math.min(limit, bin.to)) - x.at(bin.from) - 1),
      y: 460 - (count / most) * 44,
      height: (count / most) * 44,
      class: kind,
    });
  const bars = histogram
    .filter((bin) => bin.n > 0 && bin.from < limit)
    .map((bin) => bar(bin, bin.n, 'bar') + bar(bin, bin.events, 'bar-events'));
  return figure(
    640,
    510,
    'Calibration curve: observed share of haemorrhage against predicted risk',
    `Calibration in ${n} patients with ${events} events. Line and band: ${curves.rcs?.smoother ?? 'no spline could be fitted'} with pointwise 95 % interval; dashed: ${curves.loess.smoother}; dotted: perfect. Bars below: how many patients have which risk, dark those with haemorrhage.`,
    path(band, { class: 'band', fill: undefined }),
    path(
      [
        [x.at(0), y.at(0)],
        [x.at(limit), y.at(limit)],
      ],
      { class: 'ideal' },
    ),
    path(
      points.map(({ risk, observed }) => [x.at(risk), y.at(observed)]),
      { class: 'model' },
    ),
    path(
      curves.loess.points.map(({ risk, observed }) => [x.at(risk), y.at(observed)]),
      { class: 'second' },
    ),
    leftAxis(y, 70, marks, 'observed', asPerCent),
    ...bars,
    bottomAxis(x, 462, marks, 'predicted risk', asPerCent),
    label(604, y.at(limit) + 14, 'perfect', { 'text-anchor': 'end', class: 'tick' }),
  );
}
