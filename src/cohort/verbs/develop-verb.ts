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
import { insistOnNewFile, seal, writeDocument } from '../documents/seal.ts';
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

/** The penalty asked for, or undefined when cross-validation is to choose. */
function lambdaOf(values: Values, method: FitMethod): number | undefined {
  const lambda = numberOption(values, 'lambda', [0, 1e6]);
  if (lambda !== undefined && method !== 'ridge' && method !== 'lasso')
    throw new CommandError(`--lambda belongs to ridge and lasso; ${method} has no penalty.`);
  return lambda;
}

/** Columns of a table as candidates that only a table can have: no rule at the bedside. */
function columnsAsCandidates(written: string, outcome: string): CandidateList {
  const names = written.split(',').map((name) => name.trim());
  names.forEach((name, index) => {
    if (name === '') throw new CommandError(`--predictors has an empty name in "${written}".`);
    if (name === outcome)
      throw new CommandError(`--predictors names the outcome itself: ${outcome}.`);
    if (names.indexOf(name) !== index) throw new CommandError(`--predictors names ${name} twice.`);
  });
  const candidates = names.map((name): Candidate => ({
    id: name,
    label: name,
    rule: { select: 'latest', concepts: [name], window: { anchor: 'moment' } },
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
      textOption(values, 'outcome') ?? 'ich',
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
  const method = methodOf(values);
  const lambda = lambdaOf(values, method);
  const model = developModel(
    designMatrix(
      list.candidates.map(({ id, scale }) => column(table, id).map((value) => value / scale)),
    ),
    table.outcomes,
    {
      method,
      names: list.candidates.map(({ id }) => id),
      resamples: Math.floor(numberOption(values, 'resamples', [0, 1e5]) ?? 500),
      seed: Math.floor(numberOption(values, 'seed', [0, 2 ** 31]) ?? 20250301),
      ...(lambda === undefined ? {} : { lambda }),
    },
  );
  if (model.model.singular && (method === 'ml' || method === 'firth'))
    throw new CommandError(
      `${list.candidates.map(({ id }) => id).join(', ')}: one is a sum of multiples of others in these ${table.ids.length} patients, or there are fewer patients than coefficients; leave candidates out, or use ridge or lasso.`,
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
  --json            everything as JSON: coefficients, se and vcov with the intercept first, in the
                    order of names and in the units of the columns (of lasso se and vcov are null);
                    logLikelihood is the plain one at the coefficients, penalisedLogLikelihood Firth's

  ml     maximum likelihood; where events are separated converged is false and there is no answer
  firth  Jeffreys' prior, which is mean bias reduction; intervals and p by profile likelihood
  ridge, lasso   glmnet's scale: minimise -logLikelihood/n + lambda (1/2 sum (s b)^2, or sum |s b|)
                 with s the standard deviation (divisor n); the intercept is not penalised
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
    lambdaOf(values, methodOf(values));
    const out = textOption(values, 'out');
    if (out !== undefined) {
      if (
        textOption(values, 'table') !== undefined ||
        textOption(values, 'candidates') === undefined
      )
        throw new CommandError(
          '--out needs an export and --candidates: a table has no rules for the bedside.',
        );
      insistOnNewFile(out);
    }
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
    if (model.model.separation) console.note(model.model.separation.words);
    console.out(
      values['json'] === true
        ? JSON.stringify({ left, ...developmentJson(model) })
        : developmentText(model),
    );
    if (out === undefined || !cohort.export) return;
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
