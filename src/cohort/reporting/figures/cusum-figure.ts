import type { CusumPoint } from '../../metrics/time/cusum.ts';
import { bottomAxis, leftAxis, linear, ticks } from '../axes.ts';
import { figure, path } from '../svg.ts';

/** Observed less expected events, patients in order of time. */
export function cusumFigure(points: readonly CusumPoint[]): string {
  const most = points.at(-1)?.patients ?? 1;
  const reach =
    1.1 *
    Math.max(
      1,
      ...points.map(({ observedMinusExpected, high }) =>
        Math.max(Math.abs(observedMinusExpected), high),
      ),
    );
  const x = linear(0, most, 70, 610);
  const y = linear(-reach, reach, 230, 20);
  const band = [
    ...points.map(({ patients, high }) => [x.at(patients), y.at(high)] as const),
    ...points.toReversed().map(({ patients, low }) => [x.at(patients), y.at(low)] as const),
  ];
  const start = [x.at(0), y.at(0)] as const;
  return figure(
    640,
    285,
    'Running sum of observed minus expected haemorrhages',
    'Observed less expected events, patients in order of the year in which support began. Rising: more bleeds than the model says. Band: where it stays at any one time in 95 % when the risks are right.',
    path([start, ...band], { class: 'band', fill: undefined }),
    path([start, [x.at(most), y.at(0)]], { class: 'ideal' }),
    path(
      [
        start,
        ...points.map(
          ({ patients, observedMinusExpected }) =>
            [x.at(patients), y.at(observedMinusExpected)] as const,
        ),
      ],
      { class: 'model' },
    ),
    leftAxis(y, 70, ticks(-reach, reach), 'observed − expected'),
    bottomAxis(x, 230, ticks(0, most, 8), 'patients'),
  );
}
