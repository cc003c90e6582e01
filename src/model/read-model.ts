import type { Fault, Found } from '../faults.ts';
import { contentHash } from './content-hash.ts';
import { checkSense, checkTestVectors } from './document-sense.ts';
import { documentShape } from './document-shape.ts';
import type { ModelDocument } from './document.ts';
import { isObject } from './json-shape.ts';
import type { Tell } from './json-shape.ts';

/**
 * Reads a parsed model document: every member and its type, whether they agree
 * with each other, and whether the document computes its own test vectors.
 * Nothing is computed from a document with a fault.
 * @param file Named in every fault.
 * @returns The document, or `null` with a `model-wrong` fault for each place.
 */
export function readModel(file: string, json: unknown): Found<ModelDocument | null> {
  const faults: Fault[] = [];
  const tell: Tell = (place, problem) => {
    faults.push({ kind: 'model-wrong', source: file, place, problem });
  };
  documentShape(json, '', tell);
  if (faults.length > 0) return { value: null, faults };
  const model = json as ModelDocument;
  checkSense(model, tell);
  if (faults.length === 0) checkTestVectors(model, tell);
  return faults.length === 0 ? { value: model, faults } : { value: null, faults };
}

/**
 * Checks a document's `sha256` against its content. Separate from
 * {@link readModel} because browsers hash asynchronously.
 * @returns No fault, or one `model-wrong` at `sha256`.
 */
export async function verifyHash(file: string, json: unknown): Promise<readonly Fault[]> {
  const expected = isObject(json) ? await contentHash(json) : '';
  if (isObject(json) && json['sha256'] === expected) return [];
  const problem = 'not the hash of this content: the document was changed after it was sealed';
  return [{ kind: 'model-wrong', source: file, place: 'sha256', problem }];
}
