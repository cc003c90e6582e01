import {
  readCandidates,
  asInput,
  type Candidate,
  type CandidateList,
} from '../candidates/read-candidates.ts';
import { CommandError } from '../command-error.ts';
import { affordability, developModel, type DevelopedModel } from '../developing/develop-model.ts';
import type { FitMethod } from '../developing/fit-model.ts';
import { developedDocument } from '../documents/developed-document.ts';
import { seal, writeDocument } from '../documents/seal.ts';
import { designMatrix } from '../fitting/design.ts';
import { loadModel, loadSetting } from '../setting.ts';
import {
  cohortHelp,
  cohortOptions,
  insistOnEvents,
  loadCohort,
  type Cohort,
} from '../source/cohort.ts';
import { column, withRows } from '../table/analysis-table.ts';
import { neededOption, numberOption, textOption, type Values, type Verb } from '../verb.ts';
import { developmentJson, developmentText } from '../candidates/development-text.ts';

const methods: readonly FitMethod[] = ['ml', 'firth', 'ridge', 'lasso'];

function methodOf(values: Values): FitMethod {
  const text = textOption(values, 'method') ?? 'firth';
  const found = methods.find((method) => method === text);
  if (!found)
    throw new CommandError(`--method must be one of ${methods.join(', ')}, not "${text}".`);
  return found;
}

/** Columns of a table as candidates that only a table can have: no rule at the bedside. */
function columnsAsCandidates(names: string): CandidateList {
  const candidates = names.split(',').map((name): Candidate => ({
    id: name.trim(),
    label: name.trim(),
    rule: { select: 'latest', concepts: [name.trim()], window: { anchor: 'moment' } },
    kind: 'quantity',
    unit: '1',
    validRange: [-Infinity, Infinity],
    reference: 0,
    scale: 1,
  }));
  return { id: 'table', title: 'Table', candidates };
}

async function candidatesOf(values: Values): Promise<CandidateList> {
  const file = textOption(values, 'candidates');
  if (file === undefined)
    return columnsAsCandidates(
      neededOption(values, 'predictors', 'the columns to fit, or give --candidates'),
    );
  const site = textOption(values, 'site') ?? 'default';
  const { codebook } = await loadSetting(site);
  return readCandidates(file, new Set(codebook.concepts.keys()));
}

/** Fits on the patients of whom every candidate is known. */
function develop(
  list: CandidateList,
  cohort: Cohort,
  values: Values,
): { model: DevelopedModel; table: Cohort['table']; left: number } {
  const table = withRows(cohort.table, (row) =>
    list.candidates.every(({ id }) => !Number.isNaN(column(cohort.table, id)[row]!)),
  );
  if (table.ids.length === 0) {
    const unknown = list.candidates.map(({ id }) => {
      const missing = column(cohort.table, id).filter(Number.isNaN).length;
      return `${id} ${missing}`;
    });
    throw new CommandError(
      `no patient of ${cohort.table.ids.length} has every candidate; missing: ${unknown.join(', ')}.`,
    );
  }
  insistOnEvents(table);
  const constant = list.candidates.find(({ id }) => new Set(column(table, id)).size < 2);
  if (constant)
    throw new CommandError(
      `${constant.id} has the same value in all ${table.ids.length} patients; leave it out.`,
    );
  const lambda = numberOption(values, 'lambda', [0, 1e6]);
  const model = developModel(
    designMatrix(
      list.candidates.map(({ id, scale }) => column(table, id).map((value) => value / scale)),
    ),
    table.outcomes,
    {
      method: methodOf(values),
      names: list.candidates.map(({ id }) => id),
      resamples: Math.floor(numberOption(values, 'resamples', [0, 1e5]) ?? 500),
      seed: Math.floor(numberOption(values, 'seed', [0, 2 ** 31]) ?? 20250301),
      ...(lambda === undefined ? {} : { lambda }),
    },
  );
  return { model, table, left: cohort.table.ids.length - table.ids.length };
}

/** `cohort develop`: a model of one's own, with what it may be trusted with. */
export const developVerb: Verb = {
  name: 'develop',
  summary: 'a new model from any inputs our concepts offer, with bootstrap and a model document',
  help: `
Usage: npm run --silent cohort -- develop <export> --site <folder> --candidates FILE.json --out model.json
       npm run --silent cohort -- develop --table FILE.csv --outcome ich --predictors gwr,stroke --method ml --json

Says first what Riley's criteria ask for; then fits, and repeats every step in each bootstrap resample.

  --candidates FILE {"id", "title", "candidates": [{"id", "label", "rule", "kind", "unit", "validRange", "scale"}]},
                    rules as in a model document: lowest, highest, first, latest, change,
                    relative-change, share-outside, total, exposed, history
  --predictors A,B  columns of a table instead
  --method NAME     firth (default), ml, ridge or lasso
  --lambda L        penalty; by default cross-validation chooses
  --resamples N     (default 500)    --seed N   (default 20250301)
  --out FILE        writes the model document (from an export)
  --synthetic       the patients are invented: the document says so everywhere
  --json            everything as JSON
${cohortHelp}
`,
  options: {
    ...cohortOptions,
    candidates: { type: 'string' },
    predictors: { type: 'string' },
    method: { type: 'string' },
    lambda: { type: 'string' },
    resamples: { type: 'string' },
    seed: { type: 'string' },
    out: { type: 'string' },
    name: { type: 'string' },
    synthetic: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  run: async (values, operands, console) => {
    const template = await loadModel('zhu-2025');
    const list = await candidatesOf(values);
    const cohort = await loadCohort(
      values,
      operands,
      template,
      list.candidates.map(asInput),
      console,
    );
    insistOnEvents(cohort.table);
    console.note(affordability(cohort.table.outcomes, list.candidates.length).words);
    const { model, table, left } = develop(list, cohort, values);
    if (left > 0) console.note(`${left} patients of whom a candidate is not known are left out.`);
    console.out(
      values['json'] === true
        ? JSON.stringify({ left, ...developmentJson(model) })
        : developmentText(model),
    );
    const out = textOption(values, 'out');
    if (out === undefined) return;
    if (!cohort.export || textOption(values, 'candidates') === undefined)
      throw new CommandError(
        '--out needs an export and --candidates: a table has no rules for the bedside.',
      );
    const { landmark } = cohort.export;
    const document = developedDocument(template, list, model, table, {
      site: textOption(values, 'name') ?? cohort.site,
      ...(cohort.period === undefined ? {} : { period: cohort.period }),
      date: new Date().toISOString().slice(0, 10),
      synthetic: values['synthetic'] === true,
      landmark: landmark === 'whole-run' ? 'the whole run' : `the first ${landmark} h of support`,
    });
    const sealed = await seal(document);
    writeDocument(out, sealed);
    console.note(`${out}: ${sealed.title}, sha256 ${sealed.sha256.slice(0, 12)}…`);
  },
};
