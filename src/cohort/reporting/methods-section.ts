import type { InputRule, ModelDocument, ModelInput } from '../../model/document.ts';
import { ruleInWords } from './rule-in-words.ts';
import type { CohortValidation } from '../validating/validate-cohort.ts';
import { paragraph, section, table } from './tables.ts';
import { unitInPrint } from './unit-in-print.ts';

const missingInWords: Readonly<Record<ModelInput['missing']['policy'], string>> = {
  refuse: 'left out: no risk at the bedside',
  integrate: 'integrated over its distribution',
  'none-recorded-is-no': 'none recorded is no',
};

/** When inputs count, said once for all of them. */
const availability =
  'Inputs are read by the very code the bedside runs, with what was available at that hour (the time of issue of a result, the end of an administration), and never with what came later.';

function outcomeInWords({ outcome, eligibility }: ModelDocument, cohort: boolean): string {
  return cohort
    ? `Outcome: ${outcome.display} (${outcome.system}|${outcome.code} and the codes mapped to ${outcome.concept}), after the start and before the end of support. Eligible: from ${eligibility.adultFromYears} years, ${eligibility.minimumSupportHours} h of support or more, no haemorrhage in the ${eligibility.recentIchDays} days before it; of several runs the first.`
    : `Outcome: the column of the table, taken as it stands; the model predicts: ${outcome.display}.`;
}

/** What was done, so that the checklist can point to it. */
export function methodsSection(
  model: ModelDocument,
  validation: CohortValidation,
  isUpdated: boolean,
): string {
  const isExport = validation.cohort !== null;
  const rule = (of: InputRule): string => (isExport ? ruleInWords(of) : 'a column of the table');
  return section(
    'Methods',
    paragraph(outcomeInWords(model, isExport)),
    table(
      ['predictor', 'read as', 'unit', 'log odds a unit', 'where missing'],
      model.inputs.map((input) => [
        input.label,
        rule(input.rule),
        unitInPrint(input.unit) || (input.kind === 'yes-no' ? 'yes or no' : 'ratio'),
        `${Number((input.coefficient / input.scale).toPrecision(3))}`.replace('-', '−'),
        isExport || input.missing.policy === 'integrate'
          ? missingInWords[input.missing.policy]
          : 'left out',
      ]),
    ),
    isExport ? paragraph(availability) : '',
    paragraph(
      `C statistic with DeLong’s interval, also on the logit, and under 30 events by stratified bootstrap. Observed over expected with an interval on the log scale, exact below ten events. Calibration in the large is the intercept with the model’s log odds as offset; intercept and slope together are of the regression on them. Curves: ${validation.curves.rcs?.smoother ?? 'no spline could be fitted'}; ${validation.curves.loess.smoother}. ICI, E50, E90 and Emax are mean, median, 90th percentile and maximum of the distance between curve and diagonal over the patients, with bootstrap percentile intervals. Scaled Brier score: one less Brier over that of the average risk. Net benefit counts a risk at the threshold as positive.${isExport ? ' Time: Aalen-Johansen, end of support and death competing.' : ''} Groups with fewer than ten patients, events or others are withheld, and one more where a withheld one could be worked out. Missing inputs: as at the bedside; beside it chained equations with the outcome among the predictors, pooled by Rubin’s rules (C on the logit, observed over expected on the log scale), and complete cases.`,
      'soft',
    ),
    isUpdated
      ? paragraph(
          'Updating: the model kept; its intercept; intercept and one common slope; a fit held near the published coefficients by their standard errors; Firth’s refit with an intercept that keeps the event rate (FLIC). Each repeated in every bootstrap resample. Closed test: likelihood-ratio tests of the refit against the three simpler ones in turn. A missing input that the model integrates out is given the value that has the bedside’s risk.',
          'soft',
        )
      : '',
  );
}
