import type { CohortValidation } from '../../validating/validate-cohort.ts';
import { asPerCent, bottomAxis, leftAxis, linear, ticks } from '../axes.ts';
import { figure, path } from '../svg.ts';

type Incidence = NonNullable<CohortValidation['cohort']>['incidence'];

/** Cumulative incidence of haemorrhage, the end of support competing. */
export function incidenceFigure({ daily, ignoringCompetition }: Incidence): string {
  const lastDay = daily.at(-1)?.day ?? 1;
  const top = Math.max(0.05, ...daily.map(({ high }) => high));
  const x = linear(0, Math.max(1, lastDay), 70, 610);
  const y = linear(0, top, 280, 20);
  const staircase = (
    of: (step: Incidence['daily'][number]) => number,
  ): readonly (readonly [number, number])[] =>
    daily.flatMap((step, index) => {
      const before = daily[index - 1];
      const at: readonly [number, number] = [x.at(step.day), y.at(of(step))];
      return before ? [[x.at(step.day), y.at(of(before))] as const, at] : [at];
    });
  const band = [...staircase(({ high }) => high), ...staircase(({ low }) => low).toReversed()];
  const end = daily.at(-1);
  const final = end
    ? `by day ${end.day} it is ${asPerCent(end.incidence)} (${asPerCent(end.low)} to ${asPerCent(end.high)})`
    : 'nobody was followed';
  const alone =
    ignoringCompetition === null
      ? ''
      : ` One minus Kaplan-Meier, which forgets that support ends, would say ${asPerCent(ignoringCompetition)} on the last day.`;
  return figure(
    640,
    335,
    'Cumulative incidence of intracranial haemorrhage by day',
    `Cumulative incidence from 24 h of support (Aalen-Johansen, 95 % interval); end of support and death compete; ${final}.${alone}`,
    path(band, { class: 'band', fill: undefined }),
    path(
      staircase(({ incidence }) => incidence),
      { class: 'model' },
    ),
    leftAxis(y, 70, ticks(0, top), 'haemorrhage', asPerCent),
    bottomAxis(x, 280, ticks(0, Math.max(1, lastDay), 8), 'days since 24 h of support'),
  );
}
