import type { Fault, Found } from '../faults.ts';
import { list, number, object, oneOf, orNull, text, variant } from './json-shape.ts';
import type { Shape, Tell } from './json-shape.ts';
import type { MarkerDocument } from './marker.ts';

const positive = number(Number.MIN_VALUE);
const threshold = object({
  comparison: oneOf('<', '<=', '>', '>='),
  value: number(),
  unit: text,
});

const rule = variant('look', {
  level: object({
    look: text,
    concept: text,
    threshold,
    window: object({ from: number() }, { to: number() }),
  }),
  'level-at-start': object({
    look: text,
    concept: text,
    threshold,
    hoursBefore: number(0),
    hoursAfter: number(0),
  }),
  sustained: object({ look: text, concept: text, threshold, hours: positive }),
  fall: object({ look: text, measure: oneOf('absolute', 'relative'), threshold }),
  sex: object({ look: text, is: oneOf('female', 'male') }),
  cannulation: object({ look: text, is: oneOf('central', 'peripheral') }),
  exposed: object({ look: text, concepts: list(text, 1) }),
  'hours-of-support': object({ look: text, above: positive }),
});

const shape: Shape = object({
  version: text,
  markers: list(
    object({
      id: text,
      label: text,
      rule,
      population: text,
      modes: list(oneOf('VA', 'VV', 'VAV', 'ECPR')),
      outcome: text,
      effect: object({
        measure: oneOf('odds ratio', 'hazard ratio'),
        adjusted: oneOf('yes', 'no', 'not said'),
        value: positive,
        low: orNull(positive),
        high: orNull(positive),
      }),
      n: orNull(positive),
      events: orNull(positive),
      read: oneOf('source', 'secondary'),
      source: text,
      caveat: text,
    }),
  ),
  leftOut: list(object({ label: text, reason: text, source: text })),
});

/**
 * Reads the published markers.
 * @param file Named in every fault.
 * @returns The document, or `null` with a `model-wrong` fault for each place.
 */
export function readMarkers(file: string, json: unknown): Found<MarkerDocument | null> {
  const faults: Fault[] = [];
  const tell: Tell = (place, problem) => {
    faults.push({ kind: 'model-wrong', source: file, place, problem });
  };
  shape(json, '', tell);
  if (faults.length > 0) return { value: null, faults };
  const document = json as MarkerDocument;
  const ids = document.markers.map(({ id }) => id);
  document.markers.forEach(({ id, effect: { value, low, high } }, i) => {
    if (ids.indexOf(id) !== i) tell(`markers[${i}].id`, `used twice: ${id}`);
    if ((low === null) !== (high === null)) {
      tell(`markers[${i}].effect`, 'low and high go together');
    } else if (low !== null && high !== null && !(low <= value && value <= high)) {
      tell(`markers[${i}].effect`, 'not within its interval');
    }
  });
  return faults.length === 0 ? { value: document, faults } : { value: null, faults };
}
