import type { Encounter, FhirResource, Patient } from 'fhir/r4';
import type { Codebook } from '../clinical/codebook.ts';
import type { Site } from '../clinical/site.ts';
import type { Fault } from '../faults.ts';
import type { AnyResource } from './answer.ts';
import { openRun, type ChartRun } from './chart-run.ts';
import type { Chart, Progress } from './chart.ts';
import type { Session } from './context.ts';
import { mostFollowed, planFollowing } from './follow.ts';
import { readIdentity, tellBelonging } from './identity.ts';
import { pickEncounter } from './pick-encounter.ts';
import { planOrders, planQueries, type PlanFacts } from './queries.ts';
import { withoutOptional, type Query } from './query.ts';
import { browserTransport, type Transport } from './transport.ts';

/** What a reading needs besides the session. */
export interface ChartOptions {
  readonly site: Site;
  readonly codebook: Codebook;
  /** Milliseconds since 1970 UTC, by this computer's clock. */
  readonly now: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** `categories` reads all laboratory results, for the mapping report. */
  readonly breadth?: 'codes' | 'categories';
  readonly transport?: Transport;
}

/** Milliseconds the plan waits for a CapabilityStatement that is late; without it everything is tried. */
const patience = 1_500;
/** A token that lasts less than this is renewed first, where the site asks for that, so that one run has one token. */
const tokenReserve = 90_000;

/**
 * Reads the patient's record in one parallel round; a second follows only for
 * questions the server did not accept, for orders where there are no
 * administrations, and for rows that others point at. The result is complete,
 * or says that it is void; it is never half.
 * @throws an `AbortError` when the caller's signal aborts, and nothing else for a hospital's fault
 */
export async function fetchChart(session: Session, options: ChartOptions): Promise<Chart> {
  const transport = options.transport ?? browserTransport();
  if (session.expiresAt() - options.now < tokenReserve) await session.renew();
  const run = openRun(session, {
    transport,
    readSystem: (uri) => options.codebook.system(uri),
    signal: options.signal,
    onProgress: options.onProgress,
  });
  try {
    const capabilities = await Promise.race([
      session.capabilities,
      transport.pause(patience, options.signal).then(() => null),
    ]);
    const { site, codebook, now, breadth } = options;
    const { scopes, patient } = session;
    const known = { codebook, site, scopes, capabilities, patient, now };
    const facts: PlanFacts = breadth === undefined ? known : { ...known, breadth };
    const { patientRow, encounterRow } = await firstAndSecondRound(run, session, facts);
    options.signal?.throwIfAborted();
    return toChart(run, session, options, patientRow, encounterRow);
  } finally {
    run.close();
  }
}

async function firstAndSecondRound(run: ChartRun, session: Session, facts: PlanFacts) {
  const plan = planQueries(facts);
  for (const { concept, fault } of plan.notLoaded) run.notLoaded([concept], fault);
  const encounter = session.encounter;
  const ask = async (query: Query) => ({ query, rows: await run.search(query) });
  const [patientRow, encounterRow, ...answers] = await Promise.all([
    run.read(`Patient/${session.patient}`, [], true),
    encounter === undefined ? null : run.read(`Encounter/${encounter}`, [], false),
    ...plan.queries.map(ask),
  ]);
  if (run.findings.void.length > 0) return { patientRow, encounterRow };
  await Promise.all([
    ...planAgain(run, answers, facts).map((query) => askOnceMore(run, query)),
    ...followReferences(run, session, facts),
  ]);
  return { patientRow, encounterRow };
}

type Answered = { readonly query: Query; readonly rows: number | 'rejected' | null };

/** The searches of the second round. */
function planAgain(
  run: ChartRun,
  answers: readonly Answered[],
  facts: PlanFacts,
): readonly Query[] {
  const again: Query[] = [];
  for (const { query, rows } of answers) {
    if (rows !== 'rejected') continue;
    const simpler = withoutOptional(query);
    if (simpler === null) run.notLoaded(query.serves, { kind: 'not-offered', source: query.id });
    else again.push(simpler);
  }
  const foundNone = (type: string) => {
    const asked = answers.filter(({ query }) => query.type === type);
    return asked.every(({ rows }) => rows === 0 || (type !== 'Observation' && rows === null));
  };
  if (facts.breadth !== 'categories' && foundNone('Observation')) {
    again.push(
      ...planQueries({ ...facts, breadth: 'categories' }).queries.filter(
        ({ type }) => type === 'Observation',
      ),
    );
  }
  const orders = foundNone('MedicationAdministration') ? planOrders(facts) : null;
  return orders === null ? again : [...again, orders];
}

async function askOnceMore(run: ChartRun, query: Query): Promise<void> {
  const rows = await run.search(query);
  if (rows === 'rejected') run.notLoaded(query.serves, { kind: 'not-offered', source: query.id });
}

/** Which types' rows cannot be told apart when what they point at is missing. */
const pointing: Readonly<Record<string, readonly string[]>> = {
  Medication: ['MedicationAdministration', 'MedicationRequest'],
  Device: ['DeviceUseStatement'],
  Specimen: ['Observation'],
};

/** Reads what rows point at, a bounded number of them. */
function followReferences(
  run: ChartRun,
  session: Session,
  facts: PlanFacts,
): readonly Promise<void>[] {
  const wanted = planFollowing(run.findings.rows, facts.codebook, session.base);
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
    return [];
  }
  return wanted.map(async (reference) => {
    const row = await run.read(reference, servedBy(reference.split('/')[0] ?? ''), false);
    if (row !== null) run.findings.rows.push(row);
  });
}

function toChart(
  run: ChartRun,
  session: Session,
  options: ChartOptions,
  patientRow: AnyResource | null,
  encounterRow: AnyResource | null,
): Chart {
  const { findings } = run;
  const empty = { patient: null, encounter: null, resources: [] };
  const said = {
    notLoaded: findings.notLoaded,
    void: findings.void,
    faults: findings.faults,
    cutOff: options.now + (findings.skewMs ?? 0),
    skewMs: findings.skewMs,
  };
  if (patientRow === null || findings.void.length > 0) return { ...empty, ...said };
  if (patientRow['id'] !== session.patient) {
    return { ...empty, ...said, void: [{ kind: 'foreign-patient', source: 'Patient' }] };
  }
  const { identity, fault } = readIdentity(patientRow, session.base);
  if (fault !== null) return { ...empty, ...said, void: [fault] };
  const resources: AnyResource[] = [patientRow];
  const merged = new Set<string>();
  const faults = [...findings.faults];
  for (const row of encounterRow === null ? findings.rows : [encounterRow, ...findings.rows]) {
    const source = `${row.resourceType}/${String(row['id'])}`;
    const belonging = tellBelonging(row, identity);
    if (belonging.kind === 'foreign') {
      return { ...empty, ...said, void: [{ kind: 'foreign-patient', source }] };
    }
    if (belonging.kind === 'nobody') faults.push({ kind: 'no-patient', source });
    else resources.push(belonging.row);
    if (belonging.kind === 'merged') merged.add(belonging.from);
  }
  for (const id of merged) {
    faults.push({
      kind: 'patient-merged',
      source: `Patient/${session.patient}`,
      other: `Patient/${id}`,
    });
  }
  const encounters = resources.filter(({ resourceType }) => resourceType === 'Encounter');
  return {
    ...said,
    patient: patientRow as unknown as Patient,
    encounter: pickEncounter(encounters as unknown as Encounter[], session.encounter),
    resources: resources as unknown as FhirResource[],
    faults,
  };
}
