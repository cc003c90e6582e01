import { jsonFailure } from './json-file.ts';
import { readBundle, type Pages } from './bundle.ts';
import type { LineFilter } from './line-filter.ts';
import { readLines, type FilePart } from './lines.ts';
import {
  identifiersOf,
  isAboutPatient,
  isRow,
  isShared,
  subjectOf,
  withSubject,
  type Row,
} from './reference.ts';
import { quickSubject } from './quick-subject.ts';
import { sharedKey, type RowStore } from './row-store.ts';
import { unreadable } from './unreadable.ts';
import type { LineWindow } from './scanning/line-window.ts';

/** A line or an entry that could not be used, and why; without its content. */
export interface Problem {
  /** Counted from the beginning of the part. */
  readonly line: number;
  readonly place?: string;
  readonly problem: string;
}

/** What one part of the input came to. Sums and lists only; the rows are in the store. */
export interface PartReport {
  readonly part: FilePart;
  readonly lines: number;
  readonly kept: number;
  /** Lines that are not a resource: at most `listed` of them are named. */
  readonly bad: { readonly count: number; readonly first: readonly Problem[] };
  /** Rows whose subject cannot be resolved. */
  readonly ownerless: { readonly count: number; readonly first: readonly Problem[] };
  /** `Type/id` of resources the export says were deleted. */
  readonly deleted: readonly string[];
  /** OperationOutcomes: what the server could not export. */
  readonly exportErrors: number;
  /** Of the Bundles that are pages of a search. */
  readonly pages: Pages;
}

/** How many problems of a kind are named; all are counted. */
const listed = 20;

class Tally {
  count = 0;
  readonly first: Problem[] = [];
  add(problem: Problem): void {
    this.count += 1;
    if (this.first.length < listed) this.first.push(problem);
  }
}

/** Sorts rows into a store, and counts what cannot be sorted. */
export class Collector {
  readonly #store: RowStore;
  readonly #part: FilePart;
  readonly #bad = new Tally();
  readonly #ownerless = new Tally();
  readonly #deleted: string[] = [];
  readonly #pages = { own: [] as string[], next: [] as string[] };
  #exportErrors = 0;
  #kept = 0;

  constructor(store: RowStore, part: FilePart) {
    this.#store = store;
    this.#part = part;
  }

  /** Takes a line whose patient is known, unparsed. */
  takeUnread(patient: Uint8Array, line: number, row: Uint8Array): void {
    this.#kept += 1;
    this.#store.add(patient, row, { part: this.#part.number, line });
  }

  /** Takes one parsed value; `text` is its JSON when it is already at hand. */
  take(value: unknown, line: number, text: string): void {
    if (!isRow(value)) return this.#bad.add({ line, problem: 'not a FHIR resource' });
    if (value.resourceType === 'OperationOutcome') {
      this.#exportErrors += 1;
      return;
    }
    if (value.resourceType === 'Bundle') return this.takeAll(value, line);
    this.#keep(value, line, new Map(), new Set(), text);
  }

  /** Takes every resource of a Bundle or an array. */
  takeAll(value: unknown, line: number): void {
    const content = readBundle(value);
    if (!content) return this.#bad.add({ line, problem: 'not a FHIR resource' });
    this.#deleted.push(...content.deleted);
    this.#pages.own.push(...content.pages.own);
    this.#pages.next.push(...content.pages.next);
    for (const each of content.bad) this.#bad.add({ line, ...each });
    const owners = new Map<string, string | null>();
    for (const row of content.rows) {
      if (row.resourceType !== 'Patient' || !row.id) continue;
      for (const key of identifiersOf(row))
        owners.set(key, owners.has(key) ? null : `Patient/${row.id}`);
    }
    for (const row of content.rows) {
      if (row.resourceType === 'OperationOutcome') this.#exportErrors += 1;
      else this.#keep(row, line, owners, content.homes);
    }
  }

  /** Notes a line that is not even JSON. */
  refuse(line: number, problem: string): void {
    this.#bad.add({ line, problem });
  }

  report(lines: number): PartReport {
    return {
      part: this.#part,
      lines,
      kept: this.#kept,
      bad: { count: this.#bad.count, first: this.#bad.first },
      ownerless: { count: this.#ownerless.count, first: this.#ownerless.first },
      deleted: this.#deleted,
      exportErrors: this.#exportErrors,
      pages: this.#pages,
    };
  }

  #keep(
    row: Row,
    line: number,
    owners: ReadonlyMap<string, string | null>,
    homes: ReadonlySet<string>,
    text?: string,
  ): void {
    const patient = subjectOf(row, owners, homes);
    if (patient !== null && !/[\t\n\r]/.test(patient)) {
      const owned = withSubject(row, patient);
      const whole = text !== undefined && owned === row ? text : JSON.stringify(owned);
      this.takeUnread(Buffer.from(patient), line, Buffer.from(whole));
    } else if (isShared(row)) {
      this.takeUnread(Buffer.from(sharedKey), line, Buffer.from(text ?? JSON.stringify(row)));
    } else if (isAboutPatient(row)) {
      const place = `${row.resourceType}/${row.id ?? '?'}`;
      this.#ownerless.add({ line, place, problem: 'its subject cannot be resolved' });
    }
  }
}

/**
 * Reads one part of a folder of NDJSON into a store.
 *
 * @param window the filter's; nothing else may use it meanwhile
 * @param advanced called with the bytes read since the last call
 * @throws CommandError naming the file when it cannot be read, or unpacked
 */
export async function collectPart(
  part: FilePart,
  filter: LineFilter,
  window: LineWindow,
  store: RowStore,
  advanced: (bytes: number) => void,
): Promise<PartReport> {
  const collector = new Collector(store, part);
  const lines = await readLines(
    part,
    (bytes, start, end, line) => {
      if (!filter.keep(bytes, start, end)) return;
      const row = bytes.subarray(start, end);
      const patient = quickSubject(row);
      if (patient) return collector.takeUnread(row.subarray(...patient), line, row);
      const text = row.toString();
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        const place = jsonFailure(text).replace('at line 1, ', 'at ');
        return collector.refuse(line, place);
      }
      collector.take(value, line, text);
    },
    advanced,
    window,
  ).catch((error: unknown) => {
    throw unreadable(part.path, error);
  });
  return collector.report(lines);
}
