import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Collector, collectPart, type PartReport } from './collect.ts';
import { readJsonFile } from './json-file.ts';
import { lineFilter } from './line-filter.ts';
import type { FilePart } from './lines.ts';
import type { Needles } from './needles.ts';
import { patientOf, sharedRows, type Patient } from './patient.ts';
import { RowStore, sharedKey } from './row-store.ts';

/** What is made of one patient: a line of text, or null for nothing. */
export type PatientTask = (patient: Patient) => string | null;

/** How a workshop is set up; the same for all workers of a run but for `writer`. */
export interface WorkshopSettings {
  /** Where rows are grouped; null holds them in memory and allows one worker only. */
  readonly folder: string | null;
  /** This worker's name in file names. */
  readonly writer: string;
  /** All workers' names. */
  readonly writers: readonly string[];
  readonly partitions: number;
}

/** A line of text about one patient. */
export interface PatientLine {
  readonly patient: string;
  readonly text: string;
}

/** The two halves of the work, as one worker does them. */
export interface Workshop {
  collect(part: FilePart, advanced: (bytes: number) => void): Promise<PartReport>;
  /** Null for JSON that is neither a Bundle nor a list. */
  collectDocument(path: string): PartReport | null;
  /** Call when all is collected, before any worker reads patients. */
  flush(): void;
  /** Works through one partition, patients in order; written to `<partition>.out` where there is a folder. */
  patients(
    partition: number,
    deleted: ReadonlySet<string>,
  ): {
    readonly lines: readonly PatientLine[];
    readonly seen: number;
    /** Where rows came from that turned out not to be JSON. */
    readonly bad: readonly string[];
  };
}

/** Compares by code unit, the same on every machine. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Sets up one worker.
 *
 * @param needles null turns the byte filter off
 */
export function openWorkshop(
  settings: WorkshopSettings,
  needles: Needles | null,
  task: PatientTask,
): Workshop {
  const { folder, writer, writers, partitions } = settings;
  const store = new RowStore(folder, writer, partitions);
  const filter = lineFilter(needles);
  const window = filter.openWindow();
  const shared: { rows?: ReadonlyMap<string, string> } = {};
  return {
    collect: (part, advanced) => collectPart(part, filter, window, store, advanced),
    collectDocument: (path) => {
      const value = readJsonFile(path);
      const collector = new Collector(store, { path, number: -1, from: 0, to: 0 });
      const isList = Array.isArray(value);
      const type = (value as { resourceType?: unknown } | null)?.resourceType;
      if (!isList && type !== 'Bundle') return null;
      collector.takeAll(value, 1);
      return collector.report(1);
    },
    flush: () => store.flush(),
    patients: (partition, deleted) => {
      shared.rows ??= sharedRows(store.read(partitions, writers).get(sharedKey) ?? []);
      const groups = [...store.read(partition, writers)].sort(([a], [b]) => byCodeUnit(a, b));
      const lines: PatientLine[] = [];
      let seen = 0;
      const bad: string[] = [];
      for (const [reference, rows] of groups) {
        const patient = patientOf(reference, rows, shared.rows, deleted, bad);
        if (!patient) continue;
        seen += 1;
        const text = task(patient);
        if (text !== null) lines.push({ patient: reference, text });
      }
      if (folder === null) return { lines, seen, bad };
      const all = lines.map(({ patient, text }) => `${patient}\t${text}\n`).join('');
      writeFileSync(join(folder, `${partition}.out`), all, { mode: 0o600 });
      return { lines: [], seen, bad };
    },
  };
}
