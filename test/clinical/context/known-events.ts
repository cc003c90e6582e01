import type { MarkerContext } from '../../../src/clinical/context/find-marker.ts';
import type { EcmoRun } from '../../../src/clinical/ecmo-run.ts';
import type { ClinicalEvent, Given, Measured, Supported } from '../../../src/clinical/event.ts';
import { HOUR, momentAt } from '../../../src/clinical/moment.ts';
import type { Moment } from '../../../src/clinical/moment.ts';

/** Cannulation in these tests. */
export const START = Date.UTC(2026, 2, 1, 12);

/** So many hours after cannulation. */
export function hour(hours: number): number {
  return START + hours * HOUR;
}

/** The day around an hour, as a moment without an hour. */
export function dayOf(hours: number): Moment {
  const earliest = Math.floor(hour(hours) / (24 * HOUR)) * 24 * HOUR;
  const text = new Date(earliest).toISOString().slice(0, 10);
  return { text, precision: 'day', earliest, latest: earliest + 24 * HOUR - 1 };
}

/** A run that started at {@link START} and still goes on. */
export function run(changes: Partial<EcmoRun> = {}): EcmoRun {
  return {
    start: momentAt(START),
    mode: 'VV',
    modes: [],
    evidence: 'procedure',
    sources: ['Procedure/ecmo'],
    hours: { least: 48, most: 48 },
    ...changes,
  };
}

let row = 0;

function source(type: string) {
  row += 1;
  return { reference: `${type}/${row}` };
}

/** A measurement at an hour of support. */
export function measured(
  concept: string,
  hours: number,
  value: number,
  unit: string,
  changes: Partial<Measured> = {},
): Measured {
  return {
    kind: 'measured',
    concept,
    source: source('Observation'),
    availableAt: momentAt(hour(hours)),
    value,
    unit,
    asWritten: { value: String(value), unit },
    at: momentAt(hour(hours)),
    ...changes,
  };
}

/** Something given from an hour of support on. */
export function given(concept: string, hours: number, changes: Partial<Given> = {}): Given {
  return {
    kind: 'given',
    concept,
    source: source('MedicationAdministration'),
    availableAt: momentAt(hour(hours)),
    start: momentAt(hour(hours)),
    use: 'infusion',
    ...changes,
  };
}

/** Evidence of support that may say where the cannulae lie. */
export function supported(reference: string, cannulation?: 'central' | 'peripheral'): Supported {
  return {
    kind: 'supported',
    concept: 'ecmo',
    source: { reference },
    availableAt: momentAt(START),
    mode: 'VA',
    evidence: 'procedure',
    ...(cannulation && { cannulation }),
    start: momentAt(START),
  };
}

/** References of events, for comparison with `sources`. */
export function references(events: readonly ClinicalEvent[]): string[] {
  return events.map((event) => event.source.reference);
}

/** A platelet count at an hour of support. */
export function platelets(hours: number, value: number, changes: Partial<Measured> = {}): Measured {
  return measured('platelets', hours, value, '10*9/L', changes);
}

/** What markers are looked for in, at hour 48 unless said otherwise. */
export function context(
  known: MarkerContext['known'],
  changes: Partial<MarkerContext> = {},
): MarkerContext {
  return { person: null, known, run: run(), moment: hour(48), ...changes };
}
