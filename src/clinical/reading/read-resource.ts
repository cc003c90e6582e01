import type { Source } from '../event.ts';
import { listedUnder, readCodings, readMeaning } from './codings.ts';
import type { Json } from './json.ts';
import { readCondition } from './read-condition.ts';
import { readDevice, readDeviceUse } from './read-device-use.ts';
import { readEncounter } from './read-encounter.ts';
import { readMedicationAdministration } from './read-medication-administration.ts';
import { readObservation } from './read-observation.ts';
import { readOrder } from './read-order.ts';
import { readProcedure } from './read-procedure.ts';
import { readReport } from './read-report.ts';
import { type Read, type Reading, UNMATCHED } from './read.ts';

type Reader = (resource: Json, source: Source, reading: Reading) => Read;

const READERS: ReadonlyMap<unknown, Reader> = new Map<string, Reader>([
  ['Observation', readObservation],
  ['MedicationAdministration', readMedicationAdministration],
  ['Procedure', readProcedure],
  ['Condition', readCondition],
  ['DeviceUseStatement', readDeviceUse],
  ['Device', readDevice],
  ['Encounter', readEncounter],
  ['DiagnosticReport', readReport],
  ['ImagingStudy', readReport],
  ['BiologicallyDerivedProduct', readProduct],
  ['MedicationRequest', readOrder],
  ['MedicationDispense', readOrder],
  ['MedicationStatement', readOrder],
  ['ServiceRequest', readOrder],
  ['SupplyDelivery', readOrder],
  ['SupplyRequest', readOrder],
  ['ChargeItem', readOrder],
]);

/** What one resource says, by its type; a type without a reader says nothing of ours. */
export function readResource(resource: Json, source: Source, reading: Reading): Read {
  return READERS.get(resource['resourceType'])?.(resource, source, reading) ?? UNMATCHED;
}

/** Whether resources of this type can say anything. */
export function isReadable(resource: Json): boolean {
  return READERS.has(resource['resourceType']);
}

/** A product counts through the transfusion that used it; without one it was only issued. */
function readProduct(resource: Json, source: Source, reading: Reading): Read {
  if (!reading.usedProducts.has(source.reference)) return readOrder(resource, source, reading);
  const codings = readCodings(resource['productCode']);
  const { match } = readMeaning(codings, 'BiologicallyDerivedProduct', reading.codebook);
  if (match === null) return UNMATCHED;
  const concept = listedUnder(match.concept, reading.codebook);
  const row = source.row === undefined ? {} : { row: source.row };
  const aside = {
    source: source.reference,
    concept,
    because: 'counted-elsewhere',
    ...row,
  } as const;
  return { matched: true, events: [], setAside: [aside], faults: [] };
}
