import type { Codebook } from '../../clinical/codebook.ts';
import { describe, type Fault } from '../../faults.ts';
import { plainText } from '../plain-text.ts';
import { formatMeasured } from '../words/numbers.ts';
import type { Words } from '../words/words.ts';

/**
 * A fault in one sentence: the catalogue's where the language has it, else the
 * English one.
 *
 * @param codebook where given, what is possible for a value is said with its unit, as the site reads it
 */
export function sayFault(words: Words, fault: Fault, codebook?: Codebook): string {
  const named = nameParts(words, fault);
  const { kind, ...facts } = named;
  const values = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, plainText(String(value), 80)]),
  );
  const said = words.find(`fault.${kind}`, values) ?? plainText(describe(named), 400);
  if (fault.kind !== 'value-implausible' || codebook === undefined) return said;
  const { concept, plausible } = fault;
  const unit = codebook.concepts.get(concept)?.measurement?.unit;
  if (unit === undefined) return said;
  const [low, high] = plausible.map((value) => formatMeasured(words, concept, { value, unit }));
  return `${said} ${words.say('not-used.possible', { low: low ?? '', high: high ?? '' })}`;
}

/** The fault with the names of its concept and its input in place of their ids. */
function nameParts(words: Words, fault: Fault): Fault {
  const name = (key: string, id: string) => words.find(`${key}.${id}`) ?? id;
  if ('input' in fault) return { ...fault, input: name('input', fault.input) };
  if ('concept' in fault) return { ...fault, concept: name('concept', fault.concept) };
  return fault;
}
