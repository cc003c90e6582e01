/** One search, with what depends on it. */
export interface Query {
  /** `Condition`, `Observation 2 of 4`: for progress and as the `source` of faults. */
  readonly id: string;
  readonly type: string;
  readonly parameters: readonly Parameter[];
  /** Whether the risk can be told before it has answered. */
  readonly canWait?: boolean;
  /** Concepts that are not completely read when this search fails. */
  readonly serves: readonly string[];
  /** `system|code` pairs asked for; rows with none of them are taken out again on our side. */
  readonly codes?: ReadonlySet<string>;
  /** Rows that certainly ended before are taken out on our side: milliseconds since 1970 UTC. */
  readonly since?: number;
}

/** One search parameter. */
export interface Parameter {
  readonly name: string;
  /** Not yet percent-encoded. */
  readonly value: string;
  /** Whether the search is still right, only longer, without it. */
  readonly optional?: boolean;
}

/** A code as part of a token list: FHIR's own separators inside it are escaped (R4 search, 3.1.1.4). */
export function escapeToken(code: string): string {
  return code.replace(/[\\$,|]/g, String.raw`\$&`);
}

/** Percent-encodes only what must be, so that addresses stay short. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/%(?:2C|3A|2F)/g, (found) => decodeURIComponent(found));
}

/** The query as `Type?a=b&c=d`. */
export function queryTarget(query: Query): string {
  const parameters = query.parameters.map(({ name, value }) => `${encode(name)}=${encode(value)}`);
  return `${query.type}?${parameters.join('&')}`;
}

/** The same search without its optional parameters, or null when it has none: for servers that refuse them. */
export function withoutOptional(query: Query): Query | null {
  const parameters = query.parameters.filter(({ optional }) => optional !== true);
  return parameters.length === query.parameters.length ? null : { ...query, parameters };
}
