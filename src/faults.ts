/**
 * Everything that can go wrong on the way from a hospital's data to a risk, as
 * data. Faults are returned beside whatever was found and are never thrown.
 * `source` always says where: a resource (`Observation/123`), a search
 * (`platelets`), or a file and line (`Observation.ndjson:17`). No fault carries
 * a name, a value of a patient or a server's own words.
 */
export type Fault =
  // the hospital's server
  | { kind: 'not-permitted'; source: string; status: number }
  | { kind: 'not-answered'; source: string; attempts: number; status?: number }
  | { kind: 'unexpected-answer'; source: string; status: number }
  | { kind: 'cut-short'; source: string; pagesRead: number }
  | { kind: 'suppressed'; source: string; code: string }
  | { kind: 'filter-ignored'; source: string; parameter: string; rows: number }
  | { kind: 'foreign-link'; source: string }
  | { kind: 'foreign-patient'; source: string }
  | { kind: 'session-ended'; source: string }
  | { kind: 'not-offered'; source: string }
  | { kind: 'patient-merged'; source: string; other: string }
  // one resource
  | { kind: 'not-a-resource'; source: string }
  | { kind: 'no-patient'; source: string }
  | { kind: 'modifier-extension'; source: string }
  | { kind: 'code-conflict'; source: string; concepts: readonly string[] }
  | { kind: 'code-unknown'; source: string; system?: string; code?: string }
  | { kind: 'status-not-usable'; source: string; concept: string; status: string }
  | { kind: 'value-missing'; source: string; concept: string; reason?: string }
  | { kind: 'value-unreadable'; source: string; concept: string }
  | { kind: 'value-censored'; source: string; concept: string }
  | { kind: 'value-implausible'; source: string; concept: string; plausible: readonly [number, number] }
  | { kind: 'unit-missing'; source: string; concept: string }
  | { kind: 'unit-unknown'; source: string; concept: string; unit: string }
  | { kind: 'unit-conflict'; source: string; concept: string }
  | { kind: 'specimen-unknown'; source: string; concept: string }
  | { kind: 'time-missing'; source: string; concept: string }
  | { kind: 'time-unreadable'; source: string; concept: string }
  | { kind: 'time-without-zone'; source: string; concept: string }
  | { kind: 'time-in-future'; source: string; concept: string }
  | { kind: 'look-alike'; source: string; concept: string }
  | { kind: 'order-only'; source: string; concept: string }
  // the run and the inputs
  | { kind: 'support-conflict'; source: string; other: string }
  | { kind: 'start-uncertain'; source: string }
  | { kind: 'amount-assumed'; source: string; concept: string }
  | { kind: 'counted-twice'; source: string; other: string; concept: string }
  | { kind: 'input-missing'; source: string; input: string }
  | { kind: 'input-not-loaded'; source: string; input: string }
  | { kind: 'input-withheld'; source: string; input: string }
  | { kind: 'input-out-of-range'; source: string; input: string; valid: readonly [number, number] }
  // what a hospital set up, and what it keeps in files
  | { kind: 'file-unreadable'; source: string; place?: string; problem: string }
  | { kind: 'setting-wrong'; source: string; place: string; problem: string }
  | { kind: 'model-wrong'; source: string; place: string; problem: string };

/** What was found, and what went wrong finding it. Part success is the normal case. */
export interface Found<T> {
  readonly value: T;
  readonly faults: readonly Fault[];
}
