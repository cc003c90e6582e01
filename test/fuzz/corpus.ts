import type { Assessment } from '../../src/assess.ts';
import { basePatient } from './base-patient.ts';
import type { Json } from './json-tree.ts';
import { seededRandom } from './random.ts';

/** Seed of the patient all corpus files are broken from. */
export const corpusBase = 20_260_314;

/** What the product said of a document, short enough to read in a file. */
export interface Told {
  readonly refused: string | null;
  readonly inputs: Readonly<Record<string, number | boolean | string>>;
  readonly faults: readonly string[];
}

/** One file of the corpus: the base patient with one entry replaced. */
export interface CorpusFile {
  readonly fault: string;
  readonly changed: Readonly<Record<string, Json>>;
  readonly expect: Told;
}

/** The document of a corpus file, as a Bundle. */
export function corpusDocument({ changed }: CorpusFile): { entry: unknown[] } {
  const document = structuredClone(basePatient(seededRandom(corpusBase))) as { entry: unknown[] };
  for (const [index, entry] of Object.entries(changed)) document.entry[Number(index)] = entry;
  return document;
}

/** The resources of a corpus file. */
export function rebuild(file: CorpusFile): readonly unknown[] {
  return corpusDocument(file).entry.map(
    (entry) => (entry as { resource?: unknown } | null)?.resource,
  );
}

/** The short form of an assessment. */
export function told({ refused, inputs, faults }: Assessment): Told {
  return {
    refused,
    inputs: Object.fromEntries(inputs.map((input) => [input.id, input.value ?? input.state])),
    faults: faults.map(({ kind }) => kind).toSorted(),
  };
}
