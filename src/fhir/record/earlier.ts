import type { Fault, Found } from '../../faults.ts';
import type { AnyResource } from '../answer.ts';
import type { Session } from '../context.ts';
import { tellBelonging } from '../identity.ts';
import type { Query } from '../query.ts';
import { searchAll } from '../search.ts';
import { browserTransport, type Transport } from '../transport.ts';
import { isMine, modelOf } from './authorship.ts';

/** One assessment of this product, read back from the record. */
export interface EarlierAssessment {
  /** `RiskAssessment/…`. */
  readonly reference: string;
  readonly version?: string;
  /** As written in the record, with its offset. */
  readonly at: string;
  /** `id|version` of the model document. */
  readonly model: string;
  /** The band in per cent, 0-100. */
  readonly low: number;
  readonly high: number;
  /** `final`, `entered-in-error` … */
  readonly status: string;
  /** Whether the launch's clinician accepted it, and so may retract it. */
  readonly mine: boolean;
}

function none(fault: Fault): Found<readonly EarlierAssessment[]> {
  return { value: [], faults: [fault] };
}

/**
 * This product's own assessments of the patient, newest first; those of others
 * are left alone. One foreign row and nothing is shown.
 */
export async function fetchEarlier(
  session: Session,
  transport: Transport = browserTransport(),
): Promise<Found<readonly EarlierAssessment[]>> {
  const source = 'RiskAssessment';
  if (!session.scopes.allows(source, 's'))
    return none({ kind: 'not-permitted', source, status: 403 });
  const capabilities = await session.capabilities;
  if (capabilities !== null && !capabilities.types.has(source))
    return none({ kind: 'not-offered', source });
  const parameters = [{ name: 'patient', value: session.patient }];
  const query: Query = { id: source, type: source, parameters, serves: [] };
  const found = await searchAll(session, query, { transport, readSystem: (uri) => uri });
  if (found.kind !== 'complete') return none(found.fault);
  const identity = { base: session.base, patient: session.patient, replaced: new Set<string>() };
  const rows = found.rows.filter(({ resourceType }) => resourceType === source);
  if (rows.some((row) => tellBelonging(row, identity).kind !== 'ours')) {
    return none({ kind: 'foreign-patient', source });
  }
  const ours = newestVersions(rows).filter((row) => modelOf(row) !== null);
  const read = ours.map((row) => readEarlier(row, session));
  const earlier = read.flatMap((one) => ('kind' in one ? [] : [one]));
  earlier.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  const suppressed = found.suppressed === null ? [] : [found.suppressed];
  const unreadable = read.flatMap((one) => ('kind' in one ? [one] : []));
  return { value: earlier, faults: [...found.faults, ...suppressed, ...unreadable] };
}

function metaOf(row: AnyResource): {
  readonly versionId?: unknown;
  readonly lastUpdated?: unknown;
} {
  return (row['meta'] ?? {}) as { versionId?: unknown; lastUpdated?: unknown };
}

function newestVersions(rows: readonly AnyResource[]): readonly AnyResource[] {
  const newest = new Map<unknown, AnyResource>();
  for (const row of rows) {
    const other = newest.get(row['id']);
    const isNewer =
      other === undefined || String(metaOf(row).lastUpdated) > String(metaOf(other).lastUpdated);
    if (isNewer) newest.set(row['id'], row);
  }
  return [...newest.values()];
}

/** One of ours, or why it cannot be shown. */
function readEarlier(row: AnyResource, session: Session): EarlierAssessment | Fault {
  const source = `RiskAssessment/${String(row['id'])}`;
  const concept = 'risk-assessment';
  const at = row['occurrenceDateTime'];
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) {
    return { kind: 'time-missing', source, concept };
  }
  const [prediction] = Array.isArray(row['prediction']) ? row['prediction'] : [];
  const range = (prediction?.probabilityRange ?? {}) as { low?: unknown; high?: unknown };
  const [low, high] = [readPerCent(range.low), readPerCent(range.high)];
  if (low === null || high === null) return { kind: 'value-missing', source, concept };
  const { versionId } = metaOf(row);
  return {
    reference: source,
    ...(typeof versionId === 'string' ? { version: versionId } : {}),
    at,
    model: modelOf(row) ?? '',
    low,
    high,
    status: typeof row['status'] === 'string' ? row['status'] : 'unknown',
    mine: isMine(row, session),
  };
}

function readPerCent(quantity: unknown): number | null {
  const { value, code } = (quantity ?? {}) as { value?: unknown; code?: unknown };
  return typeof value === 'number' && code === '%' && value >= 0 && value <= 100 ? value : null;
}
