import type { Fault } from '../faults.ts';
import type { ChartRun } from './chart-run.ts';
import type { Session } from './context.ts';
import { mostFollowed, planFollowing } from './follow.ts';
import type { LaunchRows } from './join-chart.ts';
import { planOrders, planQueries, type Plan, type PlanFacts } from './queries.ts';
import { withoutOptional, type Query } from './query.ts';

/** One reading under way. */
export interface Reading {
  readonly run: ChartRun;
  readonly session: Session;
  readonly facts: PlanFacts;
  readonly plan: Plan;
  /** References that were read, or tried. */
  readonly followed: Set<string>;
}

/** A search and how many rows it gave; null when it failed. */
export interface Answered {
  readonly query: Query;
  readonly rows: number | 'rejected' | null;
}

/** Everything the risk depends on: one round, and a second for what that left open. */
export async function askFirst(
  reading: Reading,
): Promise<{ readonly rows: LaunchRows; readonly answers: readonly Answered[] }> {
  const { run, session, plan } = reading;
  const { encounter } = session;
  for (const { concept, fault } of plan.notLoaded) run.notLoaded([concept], fault);
  const queries = plan.queries.filter(({ canWait }) => canWait !== true);
  // the searches first: over HTTP/1.1 a browser asks six things at a time
  const [answers, patientRow, encounterRow] = await Promise.all([
    askAll(run, queries),
    run.read(`Patient/${session.patient}`, [], true),
    encounter === undefined ? null : run.read(`Encounter/${encounter}`, [], false),
  ]);
  const rows = { patient: patientRow, encounter: encounterRow };
  if (isOver(run)) return { rows, answers };
  const isAll = queries.length === plan.queries.length;
  await Promise.all([
    askSimpler(run, answers),
    followReferences(reading),
    ...(isAll ? [askBeside(reading, answers)] : []),
  ]);
  return { rows, answers };
}

/** What is drawn beside the risk, and what explains it. Nothing when the first part asked for all. */
export async function askRest(reading: Reading, first: readonly Answered[]): Promise<void> {
  const { run, plan } = reading;
  const queries = plan.queries.filter(({ canWait }) => canWait === true);
  if (queries.length === 0 || isOver(run)) return;
  const answers = await askAll(run, queries);
  if (isOver(run)) return;
  await Promise.all([
    askSimpler(run, answers),
    followReferences(reading),
    askBeside(reading, [...first, ...answers]),
  ]);
}

function isOver(run: ChartRun): boolean {
  return run.findings.void.length > 0;
}

function askAll(run: ChartRun, queries: readonly Query[]): Promise<readonly Answered[]> {
  return Promise.all(queries.map(async (query) => ({ query, rows: await run.search(query) })));
}

async function askOrLeave(run: ChartRun, query: Query): Promise<void> {
  const rows = await run.search(query);
  if (rows === 'rejected') {
    run.notLoaded(query.serves, { kind: 'not-offered', source: query.id });
  }
}

/** Asks again, without the bounds, what the server did not accept. */
async function askSimpler(run: ChartRun, answers: readonly Answered[]): Promise<void> {
  const again = answers.flatMap(({ query, rows }) => {
    if (rows !== 'rejected') return [];
    const simpler = withoutOptional(query);
    if (simpler === null) {
      run.notLoaded(query.serves, { kind: 'not-offered', source: query.id });
    }
    return simpler ?? [];
  });
  await Promise.all(again.map((query) => askOrLeave(run, query)));
}

/** Orders where no administration is; the whole laboratory where no code was found. Both only explain. */
async function askBeside({ run, facts }: Reading, answers: readonly Answered[]): Promise<void> {
  const rowsOf = (type: string) => answers.filter(({ query }) => query.type === type);
  const isEmpty = rowsOf('Observation').every(({ rows }) => rows === 0);
  const whole =
    facts.breadth !== 'categories' && isEmpty
      ? planQueries({ ...facts, breadth: 'categories' }).queries
      : [];
  const beside = whole.filter(({ type }) => type === 'Observation');
  const noneGiven = rowsOf('MedicationAdministration').every(
    ({ rows }) => rows === 0 || rows === null,
  );
  const orders = noneGiven ? planOrders(facts) : null;
  const queries = orders === null ? beside : [...beside, orders];
  await Promise.all(queries.map((query) => askOrLeave(run, query)));
}

/** Which types' rows cannot be told apart when what they point at is missing. */
const pointing: Readonly<Record<string, readonly string[]>> = {
  Medication: ['MedicationAdministration', 'MedicationRequest'],
  Device: ['DeviceUseStatement'],
  Specimen: ['Observation'],
};

/** Reads what rows point at, a bounded number of them. */
async function followReferences({ run, session, facts, followed }: Reading): Promise<void> {
  const pointed = planFollowing(run.findings.rows, facts.codebook, session.base);
  const wanted = pointed.filter((reference) => !followed.has(reference));
  for (const reference of wanted) followed.add(reference);
  const servedBy = (type: string) =>
    [...facts.codebook.concepts.values()]
      .filter(({ resources, facets }) => {
        const isSpecimen = type !== 'Specimen' || facets['specimen'] !== undefined;
        return isSpecimen && resources.some((each) => pointing[type]?.includes(each));
      })
      .map(({ id }) => id);
  if (wanted.length > mostFollowed) {
    const fault: Fault = { kind: 'cut-short', source: 'Medication', pagesRead: 0 };
    for (const type of Object.keys(pointing)) run.notLoaded(servedBy(type), fault);
    return;
  }
  const read = async (reference: string) => {
    const [type = ''] = reference.split('/');
    const row = await run.read(reference, servedBy(type), false);
    if (row !== null) run.findings.rows.push(row);
  };
  await Promise.all(wanted.map(read));
}
