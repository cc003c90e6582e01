import { valuesAt } from '../fhir/path.ts';
import type { Stored } from '../fhir/store.ts';
import type { Hospital } from '../house.ts';
import { choiceOf } from './choice.ts';

const HOUR = 3_600_000;

/** What the list and the header of a chart say about a patient. */
export interface Summary {
  readonly id: string;
  readonly name: string;
  readonly mrn: string;
  readonly birthDate: string;
  readonly age: number;
  readonly gender: string;
  readonly bed: string;
  /** Such as `VA-ECMO, day 3 (hour 61)`, or what else is known of support. */
  readonly support: string;
  readonly lesson: string;
}

/** The first text at a path, or nothing. */
export function textAt(resource: unknown, path: string): string {
  const found = valuesAt(resource, path)[0];
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

function isEcmo(procedure: Stored): boolean {
  return valuesAt(procedure, 'code.coding.display').some((text) =>
    /ECMO|membrane oxygenation|Extracorporeal Oxygenation/i.test(String(text)),
  );
}

function supportWords(procedures: readonly Stored[], at: number): string {
  const runs = procedures
    .filter(
      (each) => isEcmo(each) && !['not-done', 'entered-in-error'].includes(textAt(each, 'status')),
    )
    .map((each) => ({
      words: /venoven|VV/i.test(JSON.stringify(each))
        ? 'VV-ECMO'
        : /venoart|veno-art|VA/i.test(JSON.stringify(each))
          ? 'VA-ECMO'
          : 'ECMO',
      start: textAt(each, 'performedPeriod.start') || textAt(each, 'performedDateTime'),
      end: textAt(each, 'performedPeriod.end'),
    }))
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const last = runs.at(-1);
  if (!last) return 'no ECMO recorded';
  const running = last.end === '' || Date.parse(last.end) > at;
  if (!running) return `${last.words} until ${last.end.slice(0, 10)}`;
  const first =
    runs.findLast(
      (each, index) =>
        index === 0 || Date.parse(runs[index - 1]?.end ?? '') < Date.parse(each.start) - 6 * HOUR,
    ) ?? last;
  const hours = (at - Date.parse(first.start)) / HOUR;
  const day = `day ${Math.floor(hours / 24) + 1}`;
  return first.start.length > 10
    ? `${last.words}, ${day} (hour ${Math.floor(hours)})`
    : `${last.words}, ${day}`;
}

/** Who a patient is, in the words of the record screen. */
export function summaryOf(hospital: Hospital, patient: Stored): Summary {
  const at = hospital.now().getTime();
  const { id, name, birthDate, mrn } = choiceOf(patient);
  const stay = hospital.store.all('Encounter', id)[0];
  return {
    id,
    name,
    mrn,
    birthDate,
    age: Math.floor((at - Date.parse(birthDate)) / (365.25 * 24 * HOUR)),
    gender: textAt(patient, 'gender'),
    bed: textAt(stay, 'location.location.display'),
    support: supportWords(hospital.store.all('Procedure', id), at),
    lesson: hospital.patients.find((each) => each.id === id)?.lesson ?? '',
  };
}
