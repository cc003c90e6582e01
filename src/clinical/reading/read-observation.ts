import type { Match } from '../codebook.ts';
import type { ClinicalEvent, Source } from '../event.ts';
import type { Fault } from '../../faults.ts';
import { HOUR, type Moment } from '../moment.ts';
import { facet, listedUnder, type Meaning, readCodings, readMeaning } from './codings.ts';
import { asObjects, type Json } from './json.ts';
import { readValue, type ReadQuantity } from './quantity.ts';
import { type Read, type Reading, refused, says, together, UNMATCHED, withFaults } from './read.ts';
import { localReference } from './references.ts';
import { readSpecimen } from './specimen.ts';
import { readSubject } from './subject.ts';
import { readSupportRow } from './support-row.ts';
import { readTimes, readUsualMoment, zoneFaults } from './times.ts';
import { isModified, readUsable } from './usable.ts';

/** Results a hospital stands by. A preliminary result may still change and does not count. */
const STATUSES = ['final', 'amended', 'corrected'] as const;

/** How far `issued` may lie before the effective time until one of the clocks is not believed. */
const CLOCK_SKEW = HOUR;

/**
 * An Observation, with its components: laboratory results, blood gases,
 * flowsheet rows, recorded intake of blood products.
 */
export function readObservation(resource: Json, source: Source, reading: Reading): Read {
  const whole = readMeaning(readCodings(resource['code']), 'Observation', reading.codebook);
  const reads: Read[] = [];
  if (isMeant(whole)) reads.push(readPart(resource, resource, whole, source, reading));
  for (const component of asObjects(resource['component'])) {
    const part = readMeaning(readCodings(component['code']), 'Observation', reading.codebook);
    if (isMeant(part)) reads.push(readPart(resource, component, part, source, reading));
  }
  return reads.length === 0 ? UNMATCHED : together(reads);
}

function isMeant(meaning: Meaning): boolean {
  return meaning.match !== null || meaning.conflict.length > 0;
}

/** The value of a whole Observation (`holder` is the resource) or of one component of it. */
function readPart(
  resource: Json,
  holder: Json,
  meaning: Meaning,
  source: Source,
  reading: Reading,
): Read {
  const usable = readUsable(resource, meaning, source, STATUSES, reading);
  if ('refusal' in usable) return usable.refusal;
  const { match } = usable;
  const concept = listedUnder(match.concept, reading.codebook);
  if (holder !== resource && isModified(holder)) {
    const fault: Fault = { kind: 'modifier-extension', source: source.reference };
    return refused(source, concept, 'modifier-extension', fault);
  }
  if (isOfAnother(resource)) {
    const fault: Fault = { kind: 'foreign-patient', source: source.reference };
    return refused(source, concept, 'other-patient', fault);
  }
  const when = readWhen(resource, match, source, reading);
  if ('refusal' in when) return when.refusal;
  if (match.concept.kind === 'supported') {
    return withFaults(readSupportRow(holder, match, source, when, reading), when.faults);
  }
  const { at, availableAt } = when;
  const about = { source: source.reference, concept };
  if (match.concept.kind === 'happened') {
    const fault: Fault = { kind: 'value-unreadable', ...about };
    return refused(source, concept, 'value-unreadable', fault, { at, availableAt });
  }
  const value = readValue(holder, match, source, reading);
  if ('because' in value) {
    const { because, fault, asWritten } = value;
    const more = { at, availableAt, ...(asWritten === undefined ? {} : { asWritten }) };
    return withFaults(refused(source, concept, because, fault, more), when.faults);
  }
  if (facet(match, 'specimen') === 'unspecified' && !readSpecimen(resource, reading)) {
    const fault: Fault = { kind: 'specimen-unknown', ...about };
    const more = { at, availableAt, asWritten: value.asWritten };
    return refused(source, concept, 'specimen', fault, more);
  }
  const read =
    match.concept.kind === 'given'
      ? readIntake(value, match, source, when)
      : says(...measured(value, match, source, when));
  return withFaults(read, when.faults);
}

/**
 * Whether a row in this patient's chart is about somebody else: a donor, a
 * mother, an unborn child.
 *
 * @source HL7 FHIR R4, Observation.focus: https://hl7.org/fhir/R4/observation-definitions.html#Observation.focus
 */
function isOfAnother(resource: Json): boolean {
  const focuses = asObjects(resource['focus']);
  if (focuses.length === 0) return false;
  const own = readSubject(resource);
  return focuses.some(({ reference, type }) => {
    const about = localReference(reference) ?? `${String(type)}/`;
    const isPerson = /^(?:Patient|RelatedPerson|Group)\//.test(about);
    return isPerson && (typeof own === 'string' || about !== own.patient);
  });
}

/** When a row was true and when it was known. */
interface When {
  readonly at: Moment;
  readonly start: Moment;
  readonly availableAt: Moment;
  readonly faults: readonly Fault[];
}

function readWhen(
  resource: Json,
  match: Match,
  source: Source,
  reading: Reading,
): When | { readonly refusal: Read } {
  const concept = listedUnder(match.concept, reading.codebook);
  const about = { source: source.reference, concept };
  const zone = reading.site.timeZone;
  const issued = readUsualMoment(resource['issued'], zone);
  const times = readTimes(resource, 'effective', zone);
  if (times === 'time-unreadable' || (times === 'time-missing' && issued === null)) {
    return { refusal: refused(source, concept, 'time-missing', { kind: times, ...about }) };
  }
  if (times === 'time-missing') {
    const only = issued as Moment;
    const faults: Fault[] = [{ kind: 'time-from-issued', ...about }];
    return { at: only, start: only, availableAt: only, faults };
  }
  const at = notAfter(times.end ?? times.start, issued);
  const availableAt = issued === null || issued.text === at.text ? at : issued;
  if (at.earliest > availableAt.latest + CLOCK_SKEW) {
    const fault: Fault = { kind: 'time-in-future', ...about };
    return { refusal: refused(source, concept, 'future', fault, { at, availableAt }) };
  }
  const faults = zoneFaults(source.reference, concept, times.start, times.end);
  return { at, start: times.start, availableAt, faults };
}

/** A date ends, at the latest, when the result of that day was released. */
function notAfter(at: Moment, issued: Moment | null): Moment {
  const narrows = issued !== null && issued.latest >= at.earliest && issued.latest < at.latest;
  return narrows ? { ...at, latest: issued.latest } : at;
}

function measured(
  value: ReadQuantity,
  match: Match,
  source: Source,
  { at, availableAt }: When,
): ClinicalEvent[] {
  const concept = match.concept.id;
  const events: ClinicalEvent[] = [
    { kind: 'measured', concept, source, availableAt, at, ...value },
  ];
  if (facet(match, 'supports') === 'ecmo' && value.comparator === undefined) {
    const evidence = 'flowsheet';
    const ends = value.value > 0 ? {} : { end: at, ends: true };
    events.push({
      kind: 'supported',
      concept,
      source,
      availableAt,
      mode: 'unknown',
      evidence,
      start: at,
      ...ends,
    });
  }
  return events;
}

/** A recorded intake, such as 250 mL of plasma in the fluid balance. */
function readIntake(value: ReadQuantity, match: Match, source: Source, when: When): Read {
  const concept = match.concept.id;
  if (value.comparator !== undefined || value.value <= 0) {
    const fault: Fault = {
      kind: value.comparator === undefined ? 'value-implausible' : 'value-censored',
      source: source.reference,
      concept,
      plausible: match.concept.measurement?.plausible ?? [0, Infinity],
    };
    const because = value.comparator === undefined ? 'implausible' : 'censored';
    const { at, availableAt } = when;
    return refused(source, concept, because, fault, {
      at,
      availableAt,
      asWritten: value.asWritten,
    });
  }
  return says({
    kind: 'given',
    concept,
    source,
    availableAt: when.availableAt,
    start: when.start,
    ...(when.start.text === when.at.text ? {} : { end: when.at }),
    use: match.concept.facets['class'] === 'blood-product' ? 'transfusion' : 'unknown',
    amount: { value: value.value, unit: value.unit },
    asWritten: `${value.asWritten.value} ${value.asWritten.unit}`.trim(),
  });
}
