import type { AnyResource } from './answer.ts';
import type { Query } from './query.ts';
import type { Fault } from '../faults.ts';

/** How a system URI is brought to the codebook's spelling. */
export type ReadSystem = (uri: string) => string;

/** `system|code` of every coding of a concept. */
function codingsOf(value: unknown, readSystem: ReadSystem): readonly string[] {
  const coding = (value as { coding?: unknown } | null | undefined)?.coding;
  if (!Array.isArray(coding)) return [];
  return coding.flatMap((entry: unknown) => {
    const { system, code } = (entry ?? {}) as { system?: unknown; code?: unknown };
    return typeof system === 'string' && typeof code === 'string'
      ? [`${readSystem(system)}|${code}`]
      : [];
  });
}

const timeMembers = [
  'effectivePeriod',
  'effectiveDateTime',
  'effectiveInstant',
  'performedPeriod',
  'performedDateTime',
  'period',
  'started',
];

/** Latest instant a written time may mean, whatever the zone of its day; null when it cannot be read. */
function latestOf(text: unknown): number | null {
  if (typeof text !== 'string') return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) return null;
  if (text.includes('T')) return at + 14 * 3_600_000;
  const days = text.length === 4 ? 366 : text.length === 7 ? 31 : 1;
  return at + days * 86_400_000 + 14 * 3_600_000;
}

/** Whether a row certainly ended before; a row without a readable time did not. */
function endedBefore(row: AnyResource, since: number): boolean {
  const member = timeMembers.find((name) => row[name] !== undefined);
  const written = member === undefined ? undefined : row[member];
  if (typeof written === 'string') return (latestOf(written) ?? since) < since;
  const { end } = (written ?? {}) as { end?: unknown };
  return end === undefined ? false : (latestOf(end) ?? since) < since;
}

/**
 * Applies a search's own filters once more: servers ignore parameters without
 * saying so. What should not have come is taken out and counted in a fault.
 */
export function refilter(
  rows: readonly AnyResource[],
  query: Query,
  readSystem: ReadSystem,
): { readonly rows: readonly AnyResource[]; readonly faults: readonly Fault[] } {
  const { codes, since } = query;
  const asked = rows.filter(
    (row) =>
      codes === undefined || codingsOf(row['code'], readSystem).some((coding) => codes.has(coding)),
  );
  const recent = asked.filter((row) => since === undefined || !endedBefore(row, since));
  const ignored = (parameter: string, count: number): readonly Fault[] =>
    count === 0 ? [] : [{ kind: 'filter-ignored', source: query.id, parameter, rows: count }];
  return {
    rows: recent,
    faults: [
      ...ignored('code', rows.length - asked.length),
      ...ignored('date', asked.length - recent.length),
    ],
  };
}

/** Parameters the server left out of its own account of the search (`self`); none when it gives no such account. */
export function unstated(query: Query, self: string | null): readonly string[] {
  if (self === null || !URL.canParse(self, 'http://localhost/')) return [];
  const stated = new Set(
    [...new URL(self, 'http://localhost/').searchParams.keys()].map((key) => key.split(':')[0]),
  );
  const names = query.parameters.map(({ name }) => name).filter((name) => !name.startsWith('_'));
  const missing = [...new Set(names)].filter((name) => !stated.has(name));
  return missing.length === new Set(names).size ? [] : missing;
}
