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
  /** The band in per cent, 0-100; null when the record holds none. */
  readonly low: number | null;
  readonly high: number | null;
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
  const earlier = newestVersions(rows).flatMap((row) => readEarlier(row, session));
  earlier.sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  const suppressed = found.suppressed === null ? [] : [found.suppressed];
  return { value: earlier, faults: [...found.faults, ...suppressed] };
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

function readEarlier(row: AnyResource, session: Session): readonly EarlierAssessment[] {
  const model = modelOf(row);
  const at = row['occurrenceDateTime'];
  if (model === null || typeof at !== 'string' || Number.isNaN(Date.parse(at))) return [];
  const [prediction] = Array.isArray(row['prediction']) ? row['prediction'] : [];
  const { low, high } = (prediction?.probabilityRange ?? {}) as { low?: unknown; high?: unknown };
  const { versionId } = metaOf(row);
  return [
    {
      reference: `RiskAssessment/${String(row['id'])}`,
      ...(typeof versionId === 'string' ? { version: versionId } : {}),
      at,
      model,
      low: readPerCent(low),
      high: readPerCent(high),
      status: typeof row['status'] === 'string' ? row['status'] : 'unknown',
      mine: isMine(row, session),
    },
  ];
}

function readPerCent(quantity: unknown): number | null {
  const { value, code } = (quantity ?? {}) as { value?: unknown; code?: unknown };
  return typeof value === 'number' && code === '%' && value >= 0 && value <= 100 ? value : null;
}
