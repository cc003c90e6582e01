import { CommandError } from '../command-error.ts';
import { loadModel } from '../setting.ts';
import { columnsOption, readTable } from '../table/read-table.ts';
import { validateTable } from '../validating/validate-table.ts';
import { validationText } from '../validating/validation-text.ts';
import { neededOption, numberOption, textOption, type Verb } from '../verb.ts';

/** `cohort validate`: does a model, as it stands, hold on these patients? */
export const validateVerb: Verb = {
  name: 'validate',
  summary: 'discrimination, calibration and net benefit of a model as it stands',
  help: `
Usage: npm run --silent cohort -- validate <folder> --site <folder> [--json]
       npm run --silent cohort -- validate --table FILE.csv --model FILE.json --outcome ich [--json]

  --table FILE      inputs and outcome in columns, instead of an export
  --model FILE      a model document, or the id of a published one (default zhu-2025)
  --outcome NAME    the column with 1 where it happened (default ich)
  --columns A=B,…   which column holds which input, such as platelets-lowest=plt_min
  --out-of-range W  keep or drop rows beyond the model's valid ranges (default keep)
  --threshold T     for net benefit and error rates of subgroups (default 0.1)
  --resamples N     bootstrap for the intervals of ICI, E50, E90, Emax (default 0)
  --seed N          (default 20250301)
  --json            everything as JSON
`,
  options: {
    table: { type: 'string' },
    model: { type: 'string' },
    outcome: { type: 'string' },
    columns: { type: 'string' },
    'out-of-range': { type: 'string' },
    threshold: { type: 'string' },
    resamples: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (values, _operands, console) => {
    const file = neededOption(values, 'table', 'the table of patients');
    const model = await loadModel(textOption(values, 'model') ?? 'zhu-2025');
    const outcome = textOption(values, 'outcome') ?? 'ich';
    const ids = model.inputs.map(({ id }) => id);
    const table = readTable(file, ids, outcome, columnsOption(textOption(values, 'columns')));
    const outOfRange = textOption(values, 'out-of-range') ?? 'keep';
    if (outOfRange !== 'keep' && outOfRange !== 'drop')
      throw new CommandError(`--out-of-range must be keep or drop, not "${outOfRange}".`);
    const result = validateTable(model, table, {
      outOfRange,
      threshold: numberOption(values, 'threshold', [0.001, 0.999]) ?? 0.1,
      resamples: numberOption(values, 'resamples', [0, 1e5]) ?? 0,
      seed: numberOption(values, 'seed', [0, 2 ** 31]) ?? 20250301,
    });
    console.out(values['json'] === true ? JSON.stringify(result) : validationText(result));
  },
};
