import type { Fault } from '../../faults.ts';
import type { Happened, Source } from '../event.ts';
import { listedUnder, type Meaning, readCodings, readMeaning } from './codings.ts';
import { asObjects, type Json } from './json.ts';
import { type Read, type Reading, refused, says, together, UNMATCHED, withFaults } from './read.ts';
import { readTimes, readUsualMoment, zoneFaults } from './times.ts';
import { readUsable } from './usable.ts';

const STATUSES = ['final', 'amended', 'corrected', 'appended', 'available'] as const;

/**
 * A DiagnosticReport or an ImagingStudy: that the study took place, and what
 * its coded conclusion says. The report's text is never read.
 */
export function readReport(resource: Json, source: Source, reading: Reading): Read {
  const type = String(resource['resourceType']);
  const study = [
    ...readCodings(resource['code']),
    ...asObjects(resource['procedureCode']).flatMap(readCodings),
  ];
  const meanings = [
    readMeaning(study, type, reading.codebook),
    ...asObjects(resource['conclusionCode']).map((concept) =>
      readMeaning(readCodings(concept), type, reading.codebook),
    ),
  ].filter((meaning) => meaning.match !== null || meaning.conflict.length > 0);
  if (meanings.length === 0) return UNMATCHED;
  return together(meanings.map((meaning) => readOne(resource, meaning, source, reading)));
}

function readOne(resource: Json, meaning: Meaning, source: Source, reading: Reading): Read {
  const usable = readUsable(resource, meaning, source, STATUSES, reading);
  if ('refusal' in usable) return usable.refusal;
  const { match } = usable;
  const concept = listedUnder(match.concept, reading.codebook);
  const zone = reading.site.timeZone;
  const issued = readUsualMoment(resource['issued'], zone);
  const started = readUsualMoment(resource['started'], zone);
  const times = readTimes(resource, 'effective', zone);
  const onset = started ?? (typeof times === 'object' ? times.start : issued);
  if (onset === null || match.concept.kind !== 'happened') {
    const because = onset === null ? 'time-missing' : 'value-unreadable';
    const fault: Fault = { kind: because, source: source.reference, concept };
    return refused(source, concept, because, fault);
  }
  const happened: Happened = {
    kind: 'happened',
    concept,
    source,
    availableAt: issued ?? onset,
    onset,
    status: 'done',
    code: match.code.code,
  };
  return withFaults(says(happened), zoneFaults(source.reference, concept, onset));
}
