import type { Source } from '../event.ts';
import type { Match } from '../codebook.ts';
import { allListed, type Meaning } from './codings.ts';
import { asText, type Json } from './json.ts';
import { type Read, type Reading, refused, together } from './read.ts';

/**
 * Whether a matched resource may be believed at all, before any value of it is
 * looked at: its status first, then modifier extensions (which may turn its
 * meaning round), then codes that contradict each other, then look-alikes.
 *
 * @param statuses Statuses that count; a missing one never does.
 * @returns the one concept meant, or the refusal.
 */
export function readUsable(
  resource: Json,
  meaning: Meaning,
  source: Source,
  statuses: readonly string[],
  reading: Reading,
): { readonly match: Match } | { readonly refusal: Read } {
  const concepts = allListed(meaning, reading.codebook);
  const status = asText(resource['status']) ?? 'missing';
  const refuse = (read: (concept: string) => Read) => ({
    refusal: together(concepts.map((concept) => read(concept))),
  });
  if (!statuses.includes(status)) {
    return refuse((concept) => {
      const fault = {
        kind: 'status-not-usable',
        source: source.reference,
        concept,
        status,
      } as const;
      return refused(source, concept, 'status', fault, { status });
    });
  }
  if (isModified(resource)) {
    return refuse((concept) =>
      refused(source, concept, 'modifier-extension', {
        kind: 'modifier-extension',
        source: source.reference,
      }),
    );
  }
  if (meaning.match === null) {
    const fault = {
      kind: 'code-conflict',
      source: source.reference,
      concepts: meaning.conflict,
    } as const;
    const { refusal } = refuse((concept) => refused(source, concept, 'code-conflict', fault));
    return { refusal: { ...refusal, faults: [fault] } };
  }
  if (meaning.match.concept.kind === 'look-alike') {
    const concept = meaning.match.concept.id;
    return refuse((listed) =>
      refused(source, listed, 'look-alike', {
        kind: 'look-alike',
        source: source.reference,
        concept,
      }),
    );
  }
  return { match: meaning.match };
}

/**
 * Whether an element carries a modifier extension or implicit rules, which this
 * reader does not understand and FHIR therefore forbids it to use.
 *
 * @source HL7 FHIR R4, https://hl7.org/fhir/R4/extensibility.html#modifierExtension
 */
export function isModified(element: Json): boolean {
  const extensions = element['modifierExtension'];
  return (
    (Array.isArray(extensions) ? extensions.length > 0 : extensions !== undefined) ||
    element['implicitRules'] !== undefined
  );
}
