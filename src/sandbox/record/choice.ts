import type { Choice } from '../auth/authorize-page.ts';
import type { Stored } from '../fhir/store.ts';
import { valuesAt } from '../fhir/path.ts';

/** Who a Patient is, in the few words lists and headers show. */
export function choiceOf(patient: Stored): Choice {
  const text = (path: string): string => String(valuesAt(patient, path)[0] ?? '');
  const full = [...valuesAt(patient, 'name.given'), ...valuesAt(patient, 'name.family')].join(' ');
  return {
    id: patient.id,
    name: text('name.text') || full,
    birthDate: text('birthDate'),
    mrn: text('identifier.value'),
  };
}
