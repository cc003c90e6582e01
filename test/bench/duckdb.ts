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
 * The tasks of the bench in DuckDB on one thread, by `read_json` with its columns
 * declared, the fastest way it offers.
 *
 * @param codes what to look for among the codings; ours looks for the whole codebook
 * @returns null without the package
 */
export async function openDuckDb(
  file: string,
  codes: readonly string[],
): Promise<DuckDbTasks | null> {
  const duckDb = optionalPackage<DuckDb>('@duckdb/node-api');
  if (!duckDb) return null;
  const instance = await duckDb.DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const kept = `
    FROM read_json(${quoted(file)}, format = 'newline_delimited', columns = ${columns}) AS o
    WHERE list_has_any(list_transform(code.coding, lambda c: c.code), [${codes.map(quoted).join(', ')}])
    GROUP BY subject.reference`;
  return {
    keepAndGroup: async () => {
      await connection.runAndReadAll(
        `CREATE OR REPLACE TABLE kept AS SELECT subject.reference AS patient, list(o) AS "rows" ${kept}`,
      );
    },
    lowest: async () => {
      const sql = `
        SELECT subject.reference, min(valueQuantity.value)
          FILTER (status IN ('final', 'amended', 'corrected') AND effectiveDateTime IS NOT NULL
            AND valueQuantity.code IN ('10*3/uL', '10*9/L'))
        ${kept}`;
      const rows = (await connection.runAndReadAll(sql)).getRowsJS();
      return new Map(rows.map(([patient, lowest]) => [String(patient), Number(lowest)]));
    },
  };
}
