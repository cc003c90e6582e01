import type {
  CodeableConcept,
  Encounter,
  FhirResource,
  Observation,
  Patient,
  Reference,
} from 'fhir/r4';
import { dayInZone, inZone } from '../zone.ts';
import { analytes, type Analyte, type AnalyteName } from './analytes.ts';
import { concept, hl7, local, loinc } from './codings.ts';
import { seeded, valueOn, type Points } from './random.ts';

const HOUR = 3_600_000;

/** When and where a chart is written. */
export interface Bedside {
  /** The moment the pretend hospital opened, ms since 1970; every course leads up to it. */
  readonly at: number;
  /** IANA zone of the hospital's wall clocks. */
  readonly zone: string;
}

/** A resource and the moment it was filed. */
export interface Filed {
  readonly resource: FhirResource & { id: string };
  readonly at: number;
}

/** How one result departs from the usual. */
export interface ResultOptions {
  readonly status?: Observation['status'];
  /** Which codings it carries; both unless said otherwise. */
  readonly codes?: 'both' | 'local' | 'loinc';
  /** Replaces the usual value by anything a hospital might send. */
  readonly instead?: Omit<Partial<Observation>, 'id'>;
  /** UCUM code and printed unit in place of the usual. */
  readonly unit?: readonly [code: string, printed: string];
  /** Minutes from drawing to result. */
  readonly delay?: number;
}

/** Who somebody is. */
export interface Person {
  readonly given: readonly string[];
  readonly family: string;
  /** The name as printed, where it is not simply given and family. */
  readonly text?: string;
  readonly gender: 'female' | 'male';
  readonly age: number;
  readonly mrn: string;
  readonly more?: Omit<Partial<Patient>, 'id'>;
}

/**
 * A patient's record in the making. Hours are hours of ECMO support, counted from
 * the start given to the constructor; earlier is negative. Everything is
 * repeatable: the same id and moment give the same record.
 */
export class Chart {
  readonly id: string;
  readonly bedside: Bedside;
  /** Hours of support at the moment the hospital opened. */
  readonly hours: number;
  readonly filed: Filed[] = [];
  readonly random: () => number;
  readonly #counts = new Map<string, number>();

  constructor(id: string, hours: number, bedside: Bedside) {
    this.id = id;
    this.hours = hours;
    this.bedside = bedside;
    this.random = seeded(id);
  }

  /** The instant of an hour of support, at the last full minute. */
  instant(hour: number): number {
    const minute = 60_000;
    return Math.floor((this.bedside.at + (hour - this.hours) * HOUR) / minute) * minute;
  }

  /** An hour of support as a FHIR dateTime with the zone's offset. */
  time(hour: number): string {
    return inZone(this.bedside.zone, this.instant(hour));
  }

  /** The calendar day of an hour of support. */
  day(hour: number): string {
    return dayInZone(this.bedside.zone, this.instant(hour));
  }

  /** A fresh id, readable: `clean-va-obs-12`. */
  nextId(kind: string): string {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    return `${this.id}-${kind}-${count}`;
  }

  /** Files a resource as of an hour; gives a reference to it. */
  file(resource: FhirResource & { id: string }, hour: number): Reference {
    this.filed.push({ resource, at: Math.min(this.instant(hour), this.bedside.at) });
    return { reference: `${resource.resourceType}/${resource.id}` };
  }

  /** This patient as `subject`. */
  get subject(): Reference {
    return { reference: `Patient/${this.id}` };
  }

  /** The stay as `encounter`. */
  get encounter(): Reference {
    return { reference: `Encounter/${this.id}-stay` };
  }

  /** Files the Patient. */
  person({ given, family, text, gender, age, mrn, more }: Person): void {
    const born = new Date(this.bedside.at - (age * 365.25 + 12 + 330 * seeded(mrn)()) * 24 * HOUR);
    this.file(
      {
        resourceType: 'Patient',
        id: this.id,
        identifier: [
          {
            type: {
              coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }],
            },
            system: 'http://pretend-hospital.example/mrn',
            value: mrn,
          },
        ],
        active: true,
        name: [
          {
            use: 'official',
            family,
            given: [...given],
            text: text ?? `${given.join(' ')} ${family}`,
          },
        ],
        gender,
        birthDate: born.toISOString().slice(0, 10),
        ...more,
      },
      -48,
    );
  }

  /** Files the hospital stay, from an hour of support on, in a bed. */
  stay(from: number, bed: string, more: Omit<Partial<Encounter>, 'id'> = {}): void {
    this.file(
      {
        resourceType: 'Encounter',
        id: `${this.id}-stay`,
        status: 'in-progress',
        class: {
          system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
          code: 'IMP',
          display: 'inpatient encounter',
        },
        subject: this.subject,
        period: { start: this.time(from) },
        location: [{ location: { reference: 'Location/icu', display: bed }, status: 'active' }],
        ...more,
      },
      from,
    );
  }

  /** Files one result or flowsheet row. */
  result(name: AnalyteName, hour: number, value: number, options: ResultOptions = {}): Reference {
    const analyte: Analyte = analytes[name];
    const { status = 'final', codes = 'both', instead = {}, delay = analyte.delay } = options;
    const [code, unit] = options.unit ?? analyte.unit;
    const list = analyte.kind === 'laboratory' ? 'lab' : 'flowsheet';
    const own = local(list, analyte.local, analyte.text);
    const universal = analyte.loinc === undefined ? [] : [loinc(analyte.loinc, analyte.text)];
    const coding = { both: [...universal, own], local: [own], loinc: universal }[codes];
    const ucum = 'http://unitsofmeasure.org';
    const body: Observation & { id: string } = {
      resourceType: 'Observation',
      id: this.nextId('obs'),
      status,
      category: [categoryOf(analyte)],
      code: { coding, text: analyte.text },
      subject: this.subject,
      encounter: this.encounter,
      effectiveDateTime: this.time(hour),
      issued: this.time(hour + delay / 60),
    };
    const usual: Omit<Partial<Observation>, 'id'> = {
      valueQuantity: { value: Number(value.toFixed(analyte.decimals)), unit, system: ucum, code },
      ...(analyte.range
        ? {
            referenceRange: [
              {
                low: { value: analyte.range[0], unit, system: ucum, code },
                high: { value: analyte.range[1], unit, system: ucum, code },
              },
            ],
          }
        : {}),
    };
    const replaced = Object.keys(instead).some(
      (key) => key.startsWith('value') || key === 'dataAbsentReason',
    );
    const observation = { ...body, ...(replaced ? {} : usual), ...instead };
    return this.file(observation, hour + delay / 60);
  }

  /**
   * Files a series along a course, every so many hours within [from, to], with
   * noise of the given share. Results still outstanding at the bedside moment are left out.
   */
  series(
    name: AnalyteName,
    every: number,
    points: Points,
    span: readonly [from: number, to: number],
    noise = 0.03,
    options: ResultOptions = {},
  ): void {
    const analyte: Analyte = analytes[name];
    const offset = this.random() * Math.min(0.5, every / 4);
    for (let due = span[0] + offset; due <= span[1]; due += every) {
      const hour = due + (this.random() - 0.5) * Math.min(0.4, every / 8);
      const value = valueOn(points, hour) * (1 + noise * (2 * this.random() - 1));
      if (hour + (options.delay ?? analyte.delay) / 60 <= this.hours)
        this.result(name, hour, value, options);
    }
  }
}

function categoryOf({ kind }: Analyte): CodeableConcept {
  if (kind !== 'flowsheet') return hl7('observation-category', kind);
  return concept(local('category', 'flowsheet', 'ICU flowsheet'));
}
