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
  | {
      kind: 'value-implausible';
      source: string;
      concept: string;
      plausible: readonly [number, number];
    }
  | { kind: 'unit-missing'; source: string; concept: string }
  | { kind: 'unit-unknown'; source: string; concept: string; unit: string }
  | { kind: 'unit-conflict'; source: string; concept: string }
  | { kind: 'specimen-unknown'; source: string; concept: string }
  | { kind: 'time-missing'; source: string; concept: string }
  | { kind: 'time-unreadable'; source: string; concept: string }
  | { kind: 'time-without-zone'; source: string; concept: string }
  | { kind: 'time-in-future'; source: string; concept: string }
  | { kind: 'time-from-issued'; source: string; concept: string }
  | { kind: 'time-uncertain'; source: string; concept: string }
  | { kind: 'look-alike'; source: string; concept: string }
  | { kind: 'order-only'; source: string; concept: string }
  // the run and the inputs
  | { kind: 'support-conflict'; source: string; other: string }
  | { kind: 'start-uncertain'; source: string }
  | { kind: 'amount-assumed'; source: string; concept: string }
  | { kind: 'counted-twice'; source: string; other: string; concept: string }
  | { kind: 'input-missing'; source: string; input: string }
  | { kind: 'input-not-loaded'; source: string; input: string }
  | { kind: 'look-back-too-short'; source: string; input: string }
  | { kind: 'outcome-unknown'; source: string; concept: string }
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

/**
 * One sentence for the screen, the report and hospital IT. The only place that
 * puts a fault into words; it names places and kinds, never a patient's values.
 */
export function describe(fault: Fault): string {
  const { source } = fault;
  switch (fault.kind) {
    case 'not-permitted':
      return `The record system does not let this app read ${source} (status ${fault.status}).`;
    case 'not-answered':
      return `The record system did not answer the request for ${source} after ${times(fault.attempts)}.`;
    case 'unexpected-answer':
      return `The record system answered the request for ${source} with something that is not FHIR (status ${fault.status}).`;
    case 'cut-short':
      return `Only the first ${fault.pagesRead} pages of ${source} could be read, so none of it is used.`;
    case 'suppressed':
      return `The record system says that it left results out of ${source} (code ${fault.code}).`;
    case 'filter-ignored':
      return `The record system ignored the filter “${fault.parameter}” for ${source}; ${fault.rows} rows outside it were left out here.`;
    case 'foreign-link':
      return `The record system linked the next page of ${source} to another server; it was not followed.`;
    case 'foreign-patient':
      return `${source} belongs to another patient and is not used.`;
    case 'session-ended':
      return `The session with the record system ended while ${source} was being read.`;
    case 'not-offered':
      return `The record system does not offer ${source}.`;
    case 'patient-merged':
      return `${source} was merged into ${fault.other}; open that patient’s chart.`;
    case 'not-a-resource':
      return `${source} is not a FHIR resource.`;
    case 'no-patient':
      return `${source} does not say which patient it belongs to and counts for nobody.`;
    case 'modifier-extension':
      return `${source} carries a modifier extension, which may change its meaning, and is not used.`;
    case 'code-conflict':
      return `${source} is coded as different things at once (${fault.concepts.join(', ')}) and is not used.`;
    case 'code-unknown':
      return fault.code === undefined
        ? `What ${source} is about stands in another resource that is not there.`
        : `${source} is coded with something nobody has mapped (${fault.system ?? 'no system'}, ${fault.code}).`;
    case 'status-not-usable':
      return `${source} (${fault.concept}) has the status “${fault.status}” and does not count.`;
    case 'value-missing':
      return `${source} (${fault.concept}) has no value${fault.reason === undefined ? '' : `: ${fault.reason}`}.`;
    case 'value-unreadable':
      return `The value of ${source} (${fault.concept}) is not a number with a unit and is not used.`;
    case 'value-censored':
      return `The value of ${source} (${fault.concept}) is only a limit (“below” or “above”).`;
    case 'value-implausible':
      return `The value of ${source} (${fault.concept}) lies outside what is possible, ${fault.plausible.join(' to ')}, and is not used.`;
    case 'unit-missing':
      return `${source} (${fault.concept}) has no unit and is not used.`;
    case 'unit-unknown':
      return `${source} (${fault.concept}) has the unit “${fault.unit}”, which is not listed for it, and is not used.`;
    case 'unit-conflict':
      return `The unit of ${source} (${fault.concept}) contradicts its code or its own reference range, and it is not used.`;
    case 'specimen-unknown':
      return `${source} (${fault.concept}) does not say whether the blood was arterial and is not used.`;
    case 'time-missing':
      return `${source} (${fault.concept}) does not say when it was and is not used.`;
    case 'time-unreadable':
      return `The time of ${source} (${fault.concept}) cannot be read.`;
    case 'time-without-zone':
      return `The time of ${source} (${fault.concept}) has no time zone; only its date is used.`;
    case 'time-in-future':
      return `${source} (${fault.concept}) was released before it was taken and is not used.`;
    case 'time-from-issued':
      return `${source} (${fault.concept}) does not say when it was taken; the time of its release stands in.`;
    case 'time-uncertain':
      return `Of ${source} (${fault.concept}) only the date is known, and whether it lies inside the time asked for cannot be told; it is not used.`;
    case 'look-alike':
      return `${source} looks like what is sought but is something else (${fault.concept}).`;
    case 'order-only':
      return `${source} (${fault.concept}) was ordered or issued; that it reached the patient is not recorded.`;
    case 'support-conflict':
      return `${source} and ${fault.other} disagree about when or how support ran.`;
    case 'start-uncertain':
      return `${source} gives only the date on which support began; the hour can be entered.`;
    case 'amount-assumed':
      return `${source} (${fault.concept}) does not say how much was given; one unit is assumed.`;
    case 'counted-twice':
      return `${source} and ${fault.other} record the same ${fault.concept}; it is counted once.`;
    case 'input-missing':
      return `Nothing is recorded for “${fault.input}”; it can be entered.`;
    case 'look-back-too-short':
      return `Support began before the searches reach back, so “${fault.input}” over the whole run is not known; it can be entered.`;
    case 'outcome-unknown':
      return `Whether the outcome (${fault.concept}) has occurred cannot be told from ${source === 'record' ? 'this record' : source}; a risk holds only if it has not.`;
    case 'input-not-loaded':
      return `What the record holds for “${fault.input}” could not be read completely.`;
    case 'input-withheld':
      return `What the record holds for “${fault.input}” cannot be used with certainty.`;
    case 'input-out-of-range':
      return `“${fault.input}” lies outside the range the model holds for, ${fault.valid.join(' to ')}.`;
    case 'file-unreadable':
      return `${place(fault)} cannot be read: ${fault.problem}.`;
    case 'setting-wrong':
      return `${place(fault)} is set wrongly: ${fault.problem}.`;
    case 'model-wrong':
      return `The model document ${place(fault)} is wrong: ${fault.problem}.`;
    default:
      return fault satisfies never;
  }
}

function times(attempts: number): string {
  return attempts === 1 ? 'one attempt' : `${attempts} attempts`;
}

function place(fault: { readonly source: string; readonly place?: string }): string {
  return fault.place === undefined || fault.place === ''
    ? fault.source
    : `${fault.source} at ${fault.place}`;
}
