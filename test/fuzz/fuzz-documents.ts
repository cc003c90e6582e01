import { assess, type AssessmentContext } from '../../src/assess.ts';
import { basePatient, fuzzMoment } from './base-patient.ts';
import { judge } from './judge.ts';
import type { Json } from './json-tree.ts';
import { mutations } from './mutations.ts';
import { oracle } from './oracle.ts';
import { seededRandom } from './random.ts';

/** One broken document and what was wrong with the product's answer to it. */
export interface Finding {
  readonly seed: number;
  readonly done: readonly string[];
  readonly wrong: readonly string[];
}

/** A document broken by the seed: one fault for even seeds, up to five for odd ones. */
export function brokenDocument(seed: number): { document: Json; done: readonly string[] } {
  const random = seededRandom(seed);
  const document = structuredClone(basePatient(random)) as unknown as Json;
  const times = seed % 2 === 0 ? 1 : 1 + random.whole(5);
  const done = Array.from({ length: times }, () => random.pick(mutations).apply(document, random));
  return { document, done: done.filter((what) => what !== null) };
}

/** Assesses the broken document of one seed and judges the answer; null when all promises hold. */
export function fuzzOne(seed: number, context: AssessmentContext): Finding | null {
  const { document, done } = brokenDocument(seed);
  const verdict = oracle(document, 'p1', fuzzMoment);
  const entries = (document as { entry?: unknown }).entry;
  const resources = Array.isArray(entries)
    ? entries.map((entry) => (entry as { resource?: unknown } | null)?.resource)
    : [];
  try {
    const wrong = judge(assess(resources, context), verdict);
    return wrong.length === 0 ? null : { seed, done, wrong };
  } catch (error) {
    return { seed, done, wrong: [`threw ${error instanceof Error ? error.stack : String(error)}`] };
  }
}
