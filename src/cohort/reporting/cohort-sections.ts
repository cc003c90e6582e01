import type { CohortValidation } from '../validating/validate-cohort.ts';
import { flowFigure } from './figures/flow-figure.ts';
import { forestFigure } from './figures/forest-figure.ts';
import { incidenceFigure } from './figures/incidence-figure.ts';
import { unitInPrint } from './unit-in-print.ts';
import { digits, paragraph, section, table, withInterval } from './tables.ts';

/** Who is in the cohort, and how they compare with the study. */
export function participantsSection(found: CohortValidation): string {
  const { rows, linearPredictor } = found;
  return section(
    'Patients',
    found.cohort ? flowFigure(found.cohort.flow) : '',
    paragraph(
      `${found.source}: ${rows.given} patients; ${rows.missing} without an input the model needs, ${rows.outOfRange} beyond its valid ranges (${rows.outOfRangeKept ? 'kept' : 'left out, as at the bedside'}), ${rows.integrated} in whom a missing input was integrated out${found.withoutOutcome > 0 ? `; before that, ${found.withoutOutcome} whose outcome is not known are left out` : ''}.`,
    ),
    table(
      ['input', 'mean', 'SD', 'median', '2.5 % to 97.5 %', 'missing', 'study’s reference patient'],
      found.caseMix.map((one) =>
        one.kind === 'yes-no'
          ? [
              one.label,
              one.mean === null ? '–' : `${digits(100 * one.mean, 1)} %`,
              '–',
              '–',
              '–',
              String(one.missing),
              one.reference === 1 ? 'yes' : 'no',
            ]
          : [
              `${one.label}${unitInPrint(one.unit) ? `, ${unitInPrint(one.unit)}` : ''}`,
              digits(one.mean),
              digits(one.sd),
              digits(one.median),
              `${digits(one.low)} to ${digits(one.high)}`,
              String(one.missing),
              digits(one.reference),
            ],
      ),
    ),
    paragraph(
      `Log odds of the model: mean ${digits(linearPredictor.mean)}, SD ${digits(linearPredictor.sd)}. Their spread decides most of the C statistic that can be had here.`,
      'soft',
    ),
  );
}

/** The same model at fixed hours of support and over the whole run, and what competes. */
export function timeSection({ cohort }: CohortValidation): string {
  if (!cohort) return '';
  const rows = cohort.landmarks.map((one) => ({
    name: one.at === 'whole-run' ? 'whole run (paper)' : `${one.at} h`,
    detail: `n ${one.withRisk}, ${one.eventsWithRisk}`,
    c: one.auc !== null && one.aucCi ? { value: one.auc, ...one.aucCi } : null,
    oe: one.oe !== null && one.oeCi ? { value: one.oe, ...one.oeCi } : null,
  }));
  const leaking = cohort.leakage.filter(({ changed }) => changed > 0);
  return section(
    'Time',
    paragraph(
      'The published inputs are extremes and totals of the whole run. At an early hour the lowest count is still higher and the total smaller, so the model reads low; over the whole run, values taken after the haemorrhage enter it.',
    ),
    forestFigure(
      rows,
      'C statistic and observed over expected by landmark',
      'Inputs as of the landmark, in patients then on support and free of haemorrhage; outcome until the end of support.',
    ),
    incidenceFigure(cohort.incidence),
    table(
      [
        'input over the whole run',
        'patients with haemorrhage',
        'changed after it',
        'mean just before',
        'mean over the run',
      ],
      cohort.leakage.map((one) => [
        one.input,
        String(one.known),
        String(one.changed),
        digits(one.meanBefore),
        digits(one.meanWhole),
      ]),
    ),
    paragraph(
      leaking.length > 0
        ? `Leakage: ${leaking.map(({ input, changed, known }) => `${input} in ${changed} of ${known}`).join('; ')} had another value just before the haemorrhage.`
        : 'No input changed after the haemorrhage.',
      'soft',
    ),
  );
}

/** What is missing, and what other ways of treating it would say. */
export function missingSection({
  missingData,
  auc,
  aucCi,
  oe,
  oeCi,
  calibrationSlope,
  slope,
}: CohortValidation): string {
  if (!missingData) return section('Missing data', paragraph('No input is missing.'));
  const { multipleImputation: imputed, completeCase: complete } = missingData;
  return section(
    'Missing data',
    table(
      ['missing together', 'patients'],
      missingData.patterns.map(({ missing, n }) => [missing.join(', ') || 'nothing', String(n)]),
    ),
    table(
      ['treated', 'C statistic', 'observed / expected', 'calibration slope'],
      [
        [
          'as at the bedside',
          withInterval(auc, aucCi),
          withInterval(oe, oeCi),
          withInterval(calibrationSlope, slope),
        ],
        ...(imputed
          ? [
              [
                `multiple imputation (${imputed.imputations}, Rubin)`,
                withInterval(imputed.c?.value ?? null, imputed.c),
                withInterval(imputed.oe?.value ?? null, imputed.oe),
                withInterval(imputed.calibrationSlope?.value ?? null, imputed.calibrationSlope),
              ],
            ]
          : []),
        ...(complete
          ? [
              [
                `complete cases (n ${complete.n}, ${complete.events})`,
                withInterval(complete.auc, complete.aucCi),
                withInterval(complete.oe, complete.oeCi),
                withInterval(complete.calibrationSlope, complete.slope),
              ],
            ]
          : []),
      ],
    ),
  );
}
