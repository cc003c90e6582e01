import type { DecisionPoint } from '../../metrics/net-benefit.ts';
import { asPerCent, bottomAxis, leftAxis, linear, ticks } from '../axes.ts';
import { figure, label, path } from '../svg.ts';

/** Net benefit of the model against acting on everyone and on no one. */
export function decisionFigure(points: readonly DecisionPoint[]): string {
  const best = Math.max(0.01, ...points.map(({ model, all }) => Math.max(model, all)));
  const x = linear(0, 0.5, 80, 610);
  const y = linear(-best * 0.35, best * 1.1, 330, 20);
  const shown = (of: (point: DecisionPoint) => number): readonly (readonly [number, number])[] =>
    points
      .filter((point) => of(point) >= y.from)
      .map((point) => [x.at(point.threshold), y.at(of(point))]);
  const marks = ticks(y.from, y.to, 5);
  const model = shown((point) => point.model);
  const all = shown((point) => point.all);
  // Named where it has parted from acting on everyone, a third of the way along.
  const named = model[Math.floor(model.length / 3)];
  return figure(
    640,
    385,
    'Decision curve: net benefit against the threshold at which one would act',
    'Net benefit a patient. A model earns its place only above both acting on everyone (dashed) and acting on no one (the line at 0). No threshold is recommended: the clinicians name it beforehand.',
    path(
      [
        [x.at(0), y.at(0)],
        [x.at(0.5), y.at(0)],
      ],
      { class: 'ideal' },
    ),
    path(all, { class: 'second' }),
    path(model, { class: 'model' }),
    label((all.at(-1)?.[0] ?? 90) + 6, (all.at(-1)?.[1] ?? 40) - 4, 'everyone', { class: 'tick' }),
    label(606, y.at(0) + 14, 'no one', { class: 'tick', 'text-anchor': 'end' }),
    label((named?.[0] ?? 90) + 4, (named?.[1] ?? 30) - 8, 'model', { class: 'tick' }),
    leftAxis(y, 80, marks, 'net benefit'),
    bottomAxis(x, 330, ticks(0, 0.5), 'threshold', asPerCent),
  );
}
