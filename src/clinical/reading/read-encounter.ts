import type { Fault } from '../../faults.ts';
import type { Source } from '../event.ts';
import type { Stay } from '../timeline.ts';
import { listedUnder, readCodings, readMeaning } from './codings.ts';
import { asObject, asObjects, type Json } from './json.ts';
import { type Read, type Reading, refused, says, UNMATCHED } from './read.ts';
import { modeOf } from './support-row.ts';
import { readPeriod } from './times.ts';
import { isModified, readUsable } from './usable.ts';

const STATUSES = ['in-progress', 'onleave', 'finished'] as const;

/**
 * Classes of a stay as an inpatient, HL7 v3 ActCode. Any other, a vendor's own
 * included, may be a visit of an hour and says nothing about an open run.
 */
const INPATIENT = ['IMP', 'ACUTE', 'NONAC'];

/** A stay whose coded type or reason is support itself. The weakest evidence there is. */
export function readEncounter(resource: Json, source: Source, reading: Reading): Read {
  const codings = [
    ...asObjects(resource['type']).flatMap(readCodings),
    ...readCodings(resource['serviceType']),
    ...asObjects(resource['reasonCode']).flatMap(readCodings),
  ];
  const meaning = readMeaning(codings, 'Encounter', reading.codebook);
  if (meaning.match === null && meaning.conflict.length === 0) return UNMATCHED;
  const usable = readUsable(resource, meaning, source, STATUSES, reading);
  if ('refusal' in usable) return usable.refusal;
  const { match } = usable;
  const period = readPeriod(resource['period'], reading.site.timeZone);
  const concept = listedUnder(match.concept, reading.codebook);
  if (typeof period === 'string') {
    const fault: Fault = { kind: period, source: source.reference, concept };
    return refused(source, concept, 'time-missing', fault);
  }
  if (match.concept.kind !== 'supported') return UNMATCHED;
  const { start, end } = period;
  return says({
    kind: 'supported',
    concept,
    source,
    availableAt: start,
    mode: modeOf(match),
    evidence: 'encounter',
    start,
    ...(end === undefined ? {} : { end }),
  });
}

/** A stay as an inpatient with its times, whatever it was for; null when it is none. */
export function readStay(resource: Json, source: Source, zone: string): Stay | null {
  const status = resource['status'];
  if (!STATUSES.some((each) => each === status) || isModified(resource)) return null;
  const code = asObject(resource['class'])?.['code'];
  if (typeof code !== 'string' || !INPATIENT.includes(code)) return null;
  const period = readPeriod(resource['period'], zone);
  if (typeof period === 'string') return null;
  const { start, end } = period;
  const row = source.row ?? -1;
  return { source: source.reference, row, start, ...(end === undefined ? {} : { end }) };
}
