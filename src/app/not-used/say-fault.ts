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
  const { kind, ...facts } = fault;
  const values = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, plainText(String(value), 80)]),
  );
  const said = words.find(`fault.${kind}`, values) ?? plainText(describe(fault), 400);
  if (fault.kind !== 'value-implausible' || codebook === undefined) return said;
  const { concept, plausible } = fault;
  const unit = codebook.concepts.get(concept)?.measurement?.unit;
  if (unit === undefined) return said;
  const [low, high] = plausible.map((value) => formatMeasured(words, concept, { value, unit }));
  return `${said} ${words.say('not-used.possible', { low: low ?? '', high: high ?? '' })}`;
}
