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
  ['Device', readThing],
  ['Encounter', readEncounter],
  ['DiagnosticReport', readReport],
  ['ImagingStudy', readReport],
  ['BiologicallyDerivedProduct', readThing],
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

/** A product or a device counts through the transfusion or the use that names it; alone it says nothing of when. */
function readThing(resource: Json, source: Source, reading: Reading): Read {
  const isDevice = resource['resourceType'] === 'Device';
  if (!reading.inUse.has(source.reference)) {
    return isDevice ? readDevice(resource, source, reading) : readOrder(resource, source, reading);
  }
  const codings = readCodings(isDevice ? resource['type'] : resource['productCode']);
  const type = isDevice ? 'Device' : 'BiologicallyDerivedProduct';
  const { match } = readMeaning(codings, type, reading.codebook);
  if (match === null) return UNMATCHED;
  const concept = listedUnder(match.concept, reading.codebook);
  const row = source.row === undefined ? {} : { row: source.row };
  const because = 'counted-elsewhere';
  const aside = { source: source.reference, concept, because, ...row } as const;
  return { matched: true, events: [], setAside: [aside], faults: [] };
}
