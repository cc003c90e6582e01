import { CommandError } from '../command-error.ts';
import { loadModel, loadSetting } from '../setting.ts';
import { cohortHelp, cohortOptions, insistOnEvents, loadCohort } from '../source/cohort.ts';
import { outOfRangeOption } from '../source/out-of-range-option.ts';
import { aggregatesOnly } from '../validating/aggregates-only.ts';
import { insistOnRisks } from '../validating/insist-on-risks.ts';
import { validateCohort } from '../validating/validate-cohort.ts';
import { validationText } from '../validating/validation-text.ts';
import { numberOption, textOption, type Verb } from '../verb.ts';

/** `cohort validate`: does a model, as it stands, hold on these patients? */
export const validateVerb: Verb = {
  name: 'validate',
  summary: 'discrimination, calibration and net benefit of a model as it stands',
  help: `
Usage: npm run --silent cohort -- validate <folder> --site <folder> [--json]
       npm run --silent cohort -- validate --table FILE.csv --model FILE.json --outcome ich [--json]

  --model FILE      a model document, or the id of a published one (default: the site's, or zhu-2025)
  --out-of-range W  keep or drop patients beyond the model's valid ranges, as the bedside does
                    (default: drop for an export, keep for a table)
  --knots N         of the spline calibration curve: 3 (default), 4 or 5
  --threshold T     for net benefit and error rates of subgroups (default 0.1)
  --resamples N     bootstrap for the intervals of ICI, E50, E90, Emax (default 0)
  --seed N          (default 20250301)
  --json            everything as JSON

In the JSON every interval is {low, high} and covers 95 %:
  auc                    C statistic, ties half; aucCi DeLong, aucLogitCi the same on the logit
  brier, logLoss         mean squared error; mean negative log likelihood (natural logarithm)
  scaledBrier            1 - Brier / (rate (1 - rate)), rate the events over n in these patients
  calibrationInTheLarge  intercept with the model's log odds as offset (slope held at 1); 0 is right
  calibrationIntercept,  of the logistic regression on the model's log odds, fitted together;
  calibrationSlope       0 and 1 are right
  oe, oeCi               observed over expected events; interval on the log scale with
                         se = sqrt((1 - O/n) / O), exact Poisson below ten events
  ici                    mean |risk - curve| over the patients, by smoother: loess (span 0.75,
                         degree 2, as R's loess() by default) and rcs (logistic regression on a
                         restricted cubic spline of the log odds, Harrell's knots)
  e50, e90, emax         median, 90th percentile and maximum of the same, by loess
  netBenefit             TP/n - FP/n t/(1-t) at thresholds 2 to 50 %; risk >= threshold is positive
${cohortHelp}
`,
  options: {
    ...cohortOptions,
    model: { type: 'string' },
    'out-of-range': { type: 'string' },
    knots: { type: 'string' },
    threshold: { type: 'string' },
    resamples: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (values, operands, console) => {
    const site = textOption(values, 'table') === undefined ? textOption(values, 'site') : undefined;
    const named = textOption(values, 'model');
    const model =
      named === undefined && site !== undefined
        ? (await loadSetting(site)).model
        : await loadModel(named ?? 'zhu-2025');
    const cohort = await loadCohort(values, operands, model, model.inputs, console);
    insistOnEvents(cohort.table);
    const outOfRange = outOfRangeOption(values, cohort.export !== undefined);
    const knots = numberOption(values, 'knots', [3, 5]) ?? 3;
    if (knots !== 3 && knots !== 4 && knots !== 5)
      throw new CommandError(`--knots must be 3, 4 or 5, not "${knots}".`);
    const beyond = insistOnRisks(model, cohort.table, outOfRange);
    if (beyond !== null && !cohort.export) console.note(beyond);
    const result = validateCohort(model, cohort, {
      outOfRange,
      knots,
      threshold: numberOption(values, 'threshold', [0.001, 0.999]) ?? 0.1,
      resamples: Math.floor(numberOption(values, 'resamples', [0, 1e5]) ?? 0),
      seed: Math.floor(numberOption(values, 'seed', [0, 2 ** 31]) ?? 20250301),
    });
    console.out(values['json'] === true ? aggregatesOnly(result) : validationText(result));
  },
};
