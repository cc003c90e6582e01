import type { Fault } from '../../faults.ts';
import type { Source } from '../event.ts';
import { allListed, type Meaning, readCodings, readMeaning } from './codings.ts';
import { asObject, asText, type Json } from './json.ts';
import { readMedication } from './medication.ts';
import { type Read, type Reading, refused, together, UNMATCHED } from './read.ts';

/**
 * An order, a dispensing, an issue from the blood bank, a charge, or what a
 * patient reports to take: MedicationRequest, MedicationDispense,
 * MedicationStatement, ServiceRequest, SupplyDelivery, ChargeItem, and a
 * BiologicallyDerivedProduct that no procedure used. None of them says that
 * anything reached the patient, so they are listed and never counted.
 */
export function readOrder(resource: Json, source: Source, reading: Reading): Read {
  const type = String(resource['resourceType']);
  const meaning = readOrdered(resource, type, reading);
  const { match } = meaning;
  const concepts = allListed(meaning, reading.codebook);
  if (concepts.length === 0) return UNMATCHED;
  const status = asText(resource['status']);
  return together(
    concepts.map((concept) => {
      const about = { source: source.reference, concept };
      if (status === 'entered-in-error') {
        const fault: Fault = { kind: 'status-not-usable', ...about, status };
        return refused(source, concept, 'status', fault, { status });
      }
      if (match?.concept.kind === 'look-alike') {
        const fault: Fault = { kind: 'look-alike', ...about, concept: match.concept.id };
        return refused(source, concept, 'look-alike', fault);
      }
      return refused(source, concept, 'order-only', { kind: 'order-only', ...about });
    }),
  );
}

function readOrdered(resource: Json, type: string, reading: Reading): Meaning {
  if (type.startsWith('Medication')) return readMedication(resource, type, reading).meaning;
  const supplied = asObject(resource['suppliedItem']);
  const product = reading.resolve(asObject(supplied?.['itemReference'])?.['reference'], resource);
  const codings = [
    ...readCodings(resource['code']),
    ...readCodings(resource['productCode']),
    ...readCodings(supplied?.['itemCodeableConcept']),
    ...readCodings(product?.['productCode'] ?? product?.['code']),
  ];
  return readMeaning(codings, type, reading.codebook);
}
