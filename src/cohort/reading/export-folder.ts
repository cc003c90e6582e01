import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CommandError } from '../command-error.ts';
import type { FilePart } from './lines.ts';

/** The files of an input, and what each is read as. */
export interface ExportFiles {
  /** Lines of resources. */
  readonly lines: readonly FilePart[];
  /** Whole JSON documents: Bundles or arrays. */
  readonly documents: readonly string[];
  /** Files that hold no resources, by their names. */
  readonly passedOver: readonly string[];
  readonly bytes: number;
}

/** A plain file longer than this is read in parts. */
const partBytes = 32 << 20;

const isLines = (name: string): boolean => /\.(ndjson|jsonl)(\.gz)?$/i.test(name);
const isDocument = (name: string): boolean => /\.json(\.gz)?$/i.test(name);
/** What bulk export clients write beside the resources. */
const isRecord = (name: string): boolean => /^(manifest\.json|log\.ndjson|\..*)$/i.test(name);

/** A file cut so that several workers can share it; compressed files cannot be. */
function partsOf(path: string, bytes: number, before: number): readonly FilePart[] {
  if (/\.gz$/i.test(path)) return [{ path, number: before, from: 0, to: bytes }];
  const count = Math.max(1, Math.ceil(bytes / partBytes));
  return Array.from({ length: count }, (_, index) => ({
    path,
    number: before + index,
    from: Math.floor((bytes * index) / count),
    to: index === count - 1 ? Number.MAX_SAFE_INTEGER : Math.floor((bytes * (index + 1)) / count),
  }));
}

/**
 * What there is to read at a path: a folder of NDJSON and Bundles, searched
 * through and through, or one such file.
 *
 * @throws CommandError when there is nothing there to read
 */
export function listExport(path: string): ExportFiles {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new CommandError(`${path} does not exist.`);
  const names = stat.isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort()
    : [''];
  const lines: FilePart[] = [];
  const documents: string[] = [];
  const passedOver: string[] = [];
  let bytes = 0;
  for (const name of names) {
    const file = name === '' ? path : join(path, name);
    const size = statSync(file, { throwIfNoEntry: false });
    if (!size || size.isDirectory()) continue;
    const base = file.split(/[/\\]/).at(-1) ?? file;
    if (isRecord(base) && name !== '') passedOver.push(relative(path, file));
    else if (isLines(base)) lines.push(...partsOf(file, size.size, lines.length));
    else if (isDocument(base) || name === '') documents.push(file);
    else {
      passedOver.push(relative(path, file));
      continue;
    }
    bytes += size.size;
  }
  if (lines.length === 0 && documents.length === 0)
    throw new CommandError(
      `${path} holds no .ndjson or .json file, packed as .gz or not: a Bulk FHIR export or Bundles are looked for.`,
    );
  return { lines, documents, passedOver, bytes };
}
