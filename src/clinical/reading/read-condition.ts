import type { Fault } from '../../faults.ts';
import type { Happened, Source } from '../event.ts';
import { ALWAYS } from '../moment.ts';
import { facet, readCodings, readMeaning } from './codings.ts';
import { asText, choices, type Json } from './json.ts';
import { type Read, type Reading, refused, says, UNMATCHED, withFaults } from './read.ts';
import { readTimes, readUsualMoment, type Times, zoneFaults } from './times.ts';
import { isPublished } from './unmapped.ts';
import { readUsable } from './usable.ts';

/**
 * A diagnosis somebody makes, confirmed or not: some systems call every entry
 * unconfirmed until it is ticked. One of several possibilities, or its
 * opposite, is none.
 */
const VERIFIED = ['confirmed', 'provisional', 'unconfirmed', 'not-stated'] as const;

/** All words of the standard. Any other is a hospital's own, and nobody can say which way it points. */
const VERIFICATION = ['differential', 'refuted', 'entered-in-error', ...VERIFIED];

const CLINICAL: Readonly<Record<string, Happened['status']>> = {
  active: 'active',
  recurrence: 'active',
  relapse: 'active',
  inactive: 'inactive',
  remission: 'inactive',
  resolved: 'resolved',
};

/** A diagnosis, with when it began and how far it is over, as far as the record says so. */
export function readCondition(resource: Json, source: Source, reading: Reading): Read {
  const meaning = readMeaning(readCodings(resource['code']), 'Condition', reading.codebook);
  if (meaning.match === null && meaning.conflict.length === 0) return UNMATCHED;
  const status = statusOf(resource, 'verificationStatus') ?? 'not-stated';
  const known = VERIFICATION.includes(status);
  const verified = { ...resource, status: known ? status : 'not-stated' };
  const usable = readUsable(verified, meaning, source, VERIFIED, reading);
  if ('refusal' in usable) return usable.refusal;
  const { match } = usable;
  const concept = match.concept.id;
  if (!known) {
    const fault: Fault = { kind: 'value-unreadable', source: source.reference, concept };
    return refused(source, concept, 'value-unreadable', fault);
  }
  const zone = reading.site.timeZone;
  const recorded = readUsualMoment(resource['recordedDate'], zone);
  const onset = readOnset(resource, zone);
  const faults: Fault[] = [];
  if (onset === 'time-unreadable') faults.push({ kind: onset, source: source.reference, concept });
  const began = typeof onset === 'object' ? onset.start : undefined;
  faults.push(...zoneFaults(source.reference, concept, began, recorded ?? undefined));
  const ambiguity = facet(match, 'ambiguity');
  const happened: Happened = {
    kind: 'happened',
    concept,
    source,
    availableAt: recorded ?? began ?? ALWAYS,
    ...(began === undefined ? {} : { onset: began }),
    status: CLINICAL[statusOf(resource, 'clinicalStatus') ?? ''] ?? 'unknown',
    code: match.code.code,
    ...(facet(match, 'time') === 'past' ? { past: true } : {}),
    ...(ambiguity === undefined ? {} : { ambiguity }),
  };
  return withFaults(says(happened), faults);
}

/**
 * Whether a Condition, of any code, shows that the record holds diagnoses one
 * can read: it is believed, and coded in a published system. Of a list in a
 * hospital's own codes or words nobody can say that no stroke is among them.
 */
export function isUsableCondition(resource: Json, reading: Reading): boolean {
  const status = statusOf(resource, 'verificationStatus') ?? 'not-stated';
  if (status === 'entered-in-error' || status === 'refuted') return false;
  return readCodings(resource['code']).some(
    ({ system, code }) => code !== undefined && isPublished(reading.codebook.system(system ?? '')),
  );
}

function readOnset(resource: Json, zone: string): Times | 'time-missing' | 'time-unreadable' {
  return choices(resource, 'onset').length === 0
    ? 'time-missing'
    : readTimes(resource, 'onset', zone);
}

const STATUS_SYSTEM = /\/condition-(?:clinical|ver-status)$/;

/** The standard's own word among the codings, else the first; compared in lower case. */
function statusOf(resource: Json, name: string): string | null {
  const codings = readCodings(resource[name]);
  const own = codings.find(({ system }) => STATUS_SYSTEM.test(system ?? '')) ?? codings[0];
  return asText(own?.code)?.toLowerCase() ?? null;
}
