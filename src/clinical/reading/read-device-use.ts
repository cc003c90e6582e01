import type { Fault } from '../../faults.ts';
import type { Source } from '../event.ts';
import { listedUnder, readCodings, readMeaning } from './codings.ts';
import { asObject, type Json } from './json.ts';
import {
  type Read,
  type Reading,
  refused,
  says,
  UNMATCHED,
  unresolved,
  withFaults,
} from './read.ts';
import { cannulationOf, modeOf } from './support-row.ts';
import { readTimes, zoneFaults } from './times.ts';
import { readUsable } from './usable.ts';

/** The device is or was in use; `intended` is a plan. */
const STATUSES = ['active', 'completed', 'stopped', 'on-hold'] as const;

/** The use of a device whose type is an oxygenator or a circuit. */
export function readDeviceUse(resource: Json, source: Source, reading: Reading): Read {
  const reference = asObject(resource['device'])?.['reference'];
  const device = reading.resolve(reference, resource);
  if (device === null && reference !== undefined) return unresolved(source);
  const meaning = readMeaning(readCodings(device?.['type']), 'Device', reading.codebook);
  if (meaning.match === null && meaning.conflict.length === 0) return UNMATCHED;
  const usable = readUsable(resource, meaning, source, STATUSES, reading);
  if ('refusal' in usable) return usable.refusal;
  const { match } = usable;
  const concept = listedUnder(match.concept, reading.codebook);
  const times = readTimes(resource, 'timing', reading.site.timeZone);
  if (typeof times === 'string') {
    const fault: Fault = { kind: times, source: source.reference, concept };
    return refused(source, concept, 'time-missing', fault);
  }
  const { start, end } = times;
  const faults = zoneFaults(source.reference, concept, start, end);
  const support = {
    kind: 'supported',
    concept,
    source,
    availableAt: start,
    mode: modeOf(match),
    ...cannulationOf(match),
    evidence: 'device',
    start,
    ...(end === undefined ? {} : { end }),
  } as const;
  return withFaults(says(support), faults);
}

/** A device by itself: there is one, but nothing says when it ran. */
export function readDevice(resource: Json, source: Source, reading: Reading): Read {
  const meaning = readMeaning(readCodings(resource['type']), 'Device', reading.codebook);
  if (meaning.match === null && meaning.conflict.length === 0) return UNMATCHED;
  const statuses = ['active', 'inactive', 'missing'] as const;
  const status = resource['status'] ?? 'missing';
  const usable = readUsable({ ...resource, status }, meaning, source, statuses, reading);
  if ('refusal' in usable) return usable.refusal;
  const concept = listedUnder(usable.match.concept, reading.codebook);
  const fault: Fault = { kind: 'time-missing', source: source.reference, concept };
  return refused(source, concept, 'time-missing', fault);
}
