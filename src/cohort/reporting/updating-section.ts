import type { ModelDocument } from '../../model/document.ts';
import type { Recalibration } from '../recalibrating/ladder.ts';
import { digits, paragraph, section, table } from './tables.ts';

type Deployment = Recalibration['deployment'];

function standing(rung: Recalibration['rungs'][number]['rung'], deployment: Deployment): string {
  if (rung === deployment.recommended) return 'recommended';
  return deployment.offered.includes(rung) ? 'offered' : 'not offered';
}

const pValue = (p: number): string => (p < 0.001 ? '< 0.001' : digits(p, 3));

/** The ladder: how each rung does, what it makes of the model, the closed test, and what may be deployed. */
export function updatingSection(result: Recalibration, { inputs }: ModelDocument): string {
  const { deployment, closedTest } = result;
  return section(
    'Updating',
    paragraph(`${result.n} patients, ${result.events} events.`),
    table(
      ['rung', 'C statistic', 'calibration slope', 'Brier score', 'log loss', ''],
      result.rungs.map(({ rung, optimism }) => {
        const of = (measure: 'c' | 'slope' | 'brier' | 'logLoss', decimals: number): string =>
          digits(optimism?.measures[measure].corrected, decimals);
        return [
          rung,
          of('c', 3),
          of('slope', 2),
          of('brier', 4),
          of('logLoss', 4),
          standing(rung, deployment),
        ];
      }),
    ),
    paragraph('Corrected for optimism by bootstrap, each rung repeated in every resample.', 'soft'),
    table(
      ['rung', 'intercept', ...inputs.map(({ id, scale }) => `${id}, per ${scale}`)],
      result.rungs.map(({ rung, coefficients }) => [
        rung,
        ...(coefficients ?? inputs.concat(inputs.slice(0, 1)).map(() => null)).map((b, index) =>
          digits(b, index === 0 ? 2 : 4),
        ),
      ]),
    ),
    closedTest
      ? table(
          ['closed test: refit against', 'likelihood ratio', 'df', 'p'],
          closedTest.steps.map(({ against, likelihoodRatio, df, p }) => [
            against,
            digits(likelihoodRatio, 2),
            String(df),
            pValue(p),
          ]),
        )
      : '',
    paragraph(
      `Closed test: ${closedTest?.chosen ?? 'no answer'}${closedTest?.chosen ? ', the first the data do not speak against' : ''}.`,
      'soft',
    ),
    ...deployment.reasons.map(({ words }) => paragraph(words)),
  );
}
