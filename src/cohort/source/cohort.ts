import type { ModelDocument, ModelInput } from '../../model/document.ts';
import { landmarks, type Case, type ReadingTime } from '../cases/case.ts';
import { caseTable, type CaseOutcome } from '../cases/case-table.ts';
import { CommandError } from '../command-error.ts';
import type { Console } from '../console.ts';
import type { ReadingSummary } from '../reading/read-export.ts';
import { readingHelp, readingOptions, readingOptionsOf } from '../reading-options.ts';
import { loadSetting } from '../setting.ts';
import { events, type AnalysisTable } from '../table/analysis-table.ts';
import { columnsOption, readTable } from '../table/read-table.ts';
import { neededOption, textOption, type Values } from '../verb.ts';
import { readCases } from './read-cases.ts';

/** The options of every verb that works on a cohort. */
export const cohortOptions = {
  table: { type: 'string' },
  columns: { type: 'string' },
  outcome: { type: 'string' },
  site: { type: 'string' },
  landmark: { type: 'string' },
  ...readingOptions,
} as const;

/** Their part of `--help`. */
export const cohortHelp = `
  From an export:
  --site FOLDER     the hospital's settings
  --landmark WHEN   hours of support at which the inputs are read: ${landmarks.join(', ')} (default whole-run)
  --outcome NAME    ich (default), death-28 or death-hospital${readingHelp}

  From a table:
  --table FILE.csv  inputs and outcome in columns, a patient a row
  --outcome NAME    the column with 1 where it happened (default ich)
  --columns A=B,…   which column holds which input, such as platelets-lowest=nadir (either way round);
                    gwr= where nobody's was recorded
  Cells: a number, yes or no, true or false; empty or NA is missing. Comma, semicolon or tab
  between them; a decimal comma where the comma does not part cells.`;

/** Patients to work on. */
export interface Cohort {
  readonly table: AnalysisTable;
  /** The hospital's name, or the table's file. */
  readonly site: string;
  readonly period?: string;
  /** Patients at risk whose outcome is not known; they are not in `table`. */
  readonly withoutOutcome: number;
  /** Only of an export. */
  readonly export?: {
    readonly cases: readonly Case[];
    readonly summary: ReadingSummary;
    readonly landmark: ReadingTime;
    readonly outcome: CaseOutcome;
  };
}

function landmarkOf(values: Values): ReadingTime {
  const text = textOption(values, 'landmark') ?? 'whole-run';
  const found = landmarks.find((at) => String(at) === text);
  if (found === undefined)
    throw new CommandError(`--landmark must be one of ${landmarks.join(', ')}, not "${text}".`);
  return found;
}

const outcomes: readonly CaseOutcome[] = ['ich', 'death-28', 'death-hospital'];

function outcomeOf(values: Values): CaseOutcome {
  const text = textOption(values, 'outcome') ?? 'ich';
  const found = outcomes.find((outcome) => outcome === text);
  if (!found)
    throw new CommandError(`--outcome must be one of ${outcomes.join(', ')}, not "${text}".`);
  return found;
}

/**
 * The patients a verb was pointed at: an export and a site, or a table.
 *
 * @param inputs what is to be read of each patient
 * @throws CommandError when there is nothing to work on, or neither or both kinds of outcome
 */
export async function loadCohort(
  values: Values,
  operands: readonly string[],
  model: Pick<ModelDocument, 'outcome' | 'eligibility'>,
  inputs: readonly Pick<ModelInput, 'id'>[] | readonly ModelInput[],
  console: Console,
): Promise<Cohort> {
  const file = textOption(values, 'table');
  const [path, ...more] = operands;
  if ((file === undefined) === (path === undefined) || more.length > 0)
    throw new CommandError('give either one export (and --site) or --table FILE.csv.');
  if (file !== undefined) {
    const outcome = textOption(values, 'outcome') ?? 'ich';
    const pairs = columnsOption(textOption(values, 'columns'));
    const { table, withoutOutcome } = readTable(file, inputs, outcome, pairs);
    if (withoutOutcome > 0)
      console.note(`${file}: ${withoutOutcome} rows without an outcome are left out.`);
    return {
      table,
      withoutOutcome,
      site: textOption(values, 'site') ?? file.split(/[/\\]/).at(-1)!,
    };
  }
  const site = neededOption(values, 'site', "the hospital's settings");
  const setting = await loadSetting(site);
  const { cases, summary } = await readCases(
    path!,
    site,
    setting.codebook,
    {
      inputs: inputs as readonly ModelInput[],
      outcome: model.outcome,
      eligibility: model.eligibility,
      times: landmarks,
    },
    readingOptionsOf(values),
    console,
  );
  const landmark = landmarkOf(values);
  const outcome = outcomeOf(values);
  const table = caseTable(cases, landmark, outcome, setting.site.name);
  const years = cases.map(({ year }) => year).toSorted();
  return {
    table,
    withoutOutcome:
      cases.filter(({ readings }) => readings.find(({ at }) => at === landmark)?.atRisk).length -
      table.ids.length,
    site: setting.site.name,
    period: [...new Set([years[0], years.at(-1)])].join('-'),
    export: { cases, summary, landmark, outcome },
  };
}

/**
 * Insists on both kinds of patient.
 *
 * @throws CommandError when nobody, or everybody, had the outcome
 */
export function insistOnEvents({ source, ids, outcomes: happened }: AnalysisTable): void {
  const count = events({ outcomes: happened } as AnalysisTable);
  if (ids.length === 0) throw new CommandError(`${source}: no patient is left to work on.`);
  if (count === 0 || count === ids.length)
    throw new CommandError(
      `${source}: ${count} of ${ids.length} patients had the outcome; both kinds are needed.`,
    );
}
