import { CommandError } from '../command-error.ts';
import { loadModel, loadSetting } from '../setting.ts';
import { cohortHelp, cohortOptions, insistOnEvents, loadCohort } from '../source/cohort.ts';
import { aggregatesOnly } from '../validating/aggregates-only.ts';
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
  --threshold T     for net benefit and error rates of subgroups (default 0.1)
  --resamples N     bootstrap for the intervals of ICI, E50, E90, Emax (default 0)
  --seed N          (default 20250301)
  --json            everything as JSON
${cohortHelp}
`,
  options: {
    ...cohortOptions,
    model: { type: 'string' },
    'out-of-range': { type: 'string' },
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
    const outOfRange = textOption(values, 'out-of-range') ?? (cohort.export ? 'drop' : 'keep');
    if (outOfRange !== 'keep' && outOfRange !== 'drop')
      throw new CommandError(`--out-of-range must be keep or drop, not "${outOfRange}".`);
    const result = validateCohort(model, cohort, {
      outOfRange,
      threshold: numberOption(values, 'threshold', [0.001, 0.999]) ?? 0.1,
      resamples: Math.floor(numberOption(values, 'resamples', [0, 1e5]) ?? 0),
      seed: Math.floor(numberOption(values, 'seed', [0, 2 ** 31]) ?? 20250301),
    });
    console.out(values['json'] === true ? aggregatesOnly(result) : validationText(result));
  },
};
