import { describe, type Fault } from '../../faults.ts';
import { plainText } from '../plain-text.ts';
import type { Words } from '../words/words.ts';

/** A fault in one sentence: the catalogue's where the language has it, else the English one. */
export function sayFault(words: Words, fault: Fault): string {
  const { kind, ...facts } = fault;
  const values = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, plainText(String(value), 80)]),
  );
  return words.find(`fault.${kind}`, values) ?? plainText(describe(fault), 400);
}
