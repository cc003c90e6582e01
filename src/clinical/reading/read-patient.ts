import type { Fault, Found } from '../../faults.ts';
import { readMoment } from '../moment.ts';
import type { Person } from '../timeline.ts';
import { asObject, asObjects, asText, type Json } from './json.ts';

const SEXES = ['male', 'female', 'other', 'unknown'] as const;

/** The patient's own facts. A birth date that is no date is absent, with a fault. */
export function readPatient(resource: Json, reference: string, zone: string): Found<Person> {
  const faults: Fault[] = [];
  const about = { source: reference, concept: 'patient' };
  const read = (name: string) => {
    if (resource[name] === undefined) return undefined;
    const moment = readMoment(resource[name], zone);
    if (moment === null) faults.push({ kind: 'time-unreadable', ...about });
    return moment ?? undefined;
  };
  const birth = read('birthDate');
  const died = read('deceasedDateTime');
  const dead = resource['deceasedBoolean'] === true || resource['deceasedDateTime'] !== undefined;
  const deceased = died ?? (dead ? true : undefined);
  const sex = SEXES.find((each) => each === resource['gender']);
  for (const link of asObjects(resource['link'])) {
    const other = asText(asObject(link['other'])?.['reference']);
    if (link['type'] === 'replaced-by' && other !== null) {
      faults.push({ kind: 'patient-merged', source: reference, other });
    }
  }
  return {
    value: {
      reference,
      ...(birth === undefined ? {} : { birth }),
      ...(deceased === undefined ? {} : { deceased }),
      ...(sex === undefined ? {} : { sex }),
    },
    faults,
  };
}
