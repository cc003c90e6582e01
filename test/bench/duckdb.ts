import { optionalPackage } from './optional-package.ts';

/** What this bench uses of `@duckdb/node-api`. */
interface DuckDb {
  readonly DuckDBInstance: {
    create(
      path: string,
      options: Readonly<Record<string, string>>,
    ): Promise<{ connect(): Promise<Connection> }>;
  };
}
interface Connection {
  runAndReadAll(sql: string): Promise<{ getRowsJS(): readonly (readonly unknown[])[] }>;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** What this bench asks of DuckDB. */
export interface DuckDbTasks {
  /** Every kept row, grouped by patient, in memory. */
  keepAndGroup(): Promise<void>;
  /** Of each patient. */
  lowest(): Promise<ReadonlyMap<string, number>>;
}

/** The elements of an Observation that our own reading looks at. */
const columns = `{
  id: 'VARCHAR',
  status: 'VARCHAR',
  meta: 'STRUCT(lastUpdated VARCHAR)',
  code: 'STRUCT(coding STRUCT(system VARCHAR, code VARCHAR)[], text VARCHAR)',
  subject: 'STRUCT(reference VARCHAR)',
  encounter: 'STRUCT(reference VARCHAR)',
  effectiveDateTime: 'VARCHAR',
  issued: 'VARCHAR',
  valueQuantity: 'STRUCT("value" DOUBLE, unit VARCHAR, system VARCHAR, code VARCHAR)'
}`;

/**
 * Whether one of the codings has one of the codes: the first two asked alone,
 * which DuckDB does much faster than asking a list.
 */
function hasCode(codes: readonly string[]): string {
  const among = `IN (${codes.map(quoted).join(', ')})`;
  return `(code.coding[1].code ${among} OR code.coding[2].code ${among}
    OR (len(code.coding) > 2 AND len(list_filter(code.coding, lambda c: c.code ${among})) > 0))`;
}

/**
 * The tasks of the bench in DuckDB on one thread, by `read_json` with its columns
 * declared, the fastest way it offers.
 *
 * @param codes what to keep
 * @param counts what the lowest is taken of
 * @returns null without the package
 */
export async function openDuckDb(
  file: string,
  codes: readonly string[],
  counts: readonly string[],
): Promise<DuckDbTasks | null> {
  const duckDb = optionalPackage<DuckDb>('@duckdb/node-api');
  if (!duckDb) return null;
  const instance = await duckDb.DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const read = `FROM read_json(${quoted(file)}, format = 'newline_delimited', columns = ${columns}) AS o`;
  return {
    keepAndGroup: async () => {
      await connection.runAndReadAll(`
        CREATE OR REPLACE TABLE kept AS SELECT subject.reference AS patient, list(o) AS "rows"
        ${read} WHERE ${hasCode(codes)} GROUP BY subject.reference`);
    },
    lowest: async () => {
      const result = await connection.runAndReadAll(`
        SELECT subject.reference, min(valueQuantity.value)
        ${read} WHERE ${hasCode(counts)} AND status IN ('final', 'amended', 'corrected')
          AND effectiveDateTime IS NOT NULL AND valueQuantity.code IN ('10*3/uL', '10*9/L')
        GROUP BY subject.reference`);
      return new Map(
        result.getRowsJS().map(([patient, lowest]) => [String(patient), Number(lowest)]),
      );
    },
  };
}
