import { readCodings } from './codings.ts';
import { asObject, type Json } from './json.ts';
import type { Reading } from './read.ts';

/** The concept whose codes say that blood was drawn from an artery. */
const ARTERIAL = 'arterial-specimen';

/** Whether the Observation's specimen is coded as arterial blood; a text, or no specimen, says nothing. */
export function readSpecimen(resource: Json, reading: Reading): boolean {
  const specimen = reading.resolve(asObject(resource['specimen'])?.['reference'], resource);
  const codings = readCodings(specimen?.['type']);
  return reading.codebook.match(codings, 'Specimen').some((match) => match.concept.id === ARTERIAL);
}
