import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { contentHash } from '../../model/content-hash.ts';
import type { ModelDocument } from '../../model/document.ts';
import { readModel } from '../../model/read-model.ts';
import { describe } from '../../faults.ts';
import { CommandError } from '../command-error.ts';

/**
 * A document with its hash, checked as the app checks it when it loads one.
 *
 * @throws Error when it would be refused there: a mistake of ours
 */
export async function seal(document: Omit<ModelDocument, 'sha256'>): Promise<ModelDocument> {
  const sealed = { ...document, sha256: await contentHash(document) };
  const { value, faults } = readModel(document.id, JSON.parse(JSON.stringify(sealed)));
  if (!value)
    throw new Error(`invalid document; not one the app loads: ${faults.map(describe).join(' ')}`);
  return value;
}

/** Writes a text whole or not at all. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
}

/**
 * Insists that a document can be written there, before the work is done.
 *
 * @throws CommandError when the file exists: released documents are never overwritten
 */
export function insistOnNewFile(path: string): void {
  if (existsSync(path))
    throw new CommandError(
      `${path} exists; a model document is never overwritten. Name another file.`,
    );
}

/**
 * Writes a document.
 *
 * @throws CommandError when the file exists by now
 */
export function writeDocument(path: string, document: ModelDocument): void {
  insistOnNewFile(path);
  writeWhole(path, `${JSON.stringify(document, null, 2)}\n`);
}
