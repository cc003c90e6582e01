import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../../src/faults.ts';

/** Resources in, answers out: a case as it stands in its file. */
export interface Case {
  readonly title: string;
  readonly why: string;
  /** Rows of the fault matrix the case proves. */
  readonly rows?: readonly number[];
  /** Resources of `bases/<base>.json` come first; those named in `without` are left out. */
  readonly base?: string;
  readonly without?: readonly string[];
  readonly moment?: string;
  readonly site?: Readonly<Record<string, unknown>>;
  readonly siteId?: string;
  readonly patient?: string;
  readonly entries?: readonly { key: string; value: number | boolean | string; at: string }[];
  readonly notLoaded?: readonly { concept: string; fault: Fault }[];
  readonly void?: readonly Fault[];
  readonly resources: readonly unknown[];
  readonly expect: Expected;
}

/** What a case expects; members left out are not looked at, except `faults`. */
export interface Expected {
  readonly refused: string | null;
  readonly refusals?: readonly string[];
  /** Kinds, each as often as it occurs, in alphabetical order. */
  readonly faults: readonly string[];
  readonly inputs?: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  readonly ecmo?: Readonly<Record<string, unknown>> | null;
  readonly endedRun?: Readonly<Record<string, unknown>>;
  readonly bound?: 'at-least' | 'at-most' | null;
  readonly candidates?: Readonly<
    Record<string, { used?: readonly string[]; notUsed?: Readonly<Record<string, string>> }>
  >;
  /** Events of a concept known at the moment, in order; members left out are not looked at. */
  readonly events?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly unmapped?: readonly Readonly<Record<string, unknown>>[];
}

const KEYS = [
  'title',
  'why',
  'rows',
  'base',
  'without',
  'moment',
  'site',
  'siteId',
  'patient',
  'entries',
  'notLoaded',
  'void',
  'resources',
  'expect',
];
const EXPECTED = [
  'refused',
  'refusals',
  'faults',
  'inputs',
  'ecmo',
  'endedRun',
  'bound',
  'candidates',
  'events',
  'unmapped',
];

const folder = import.meta.dirname;

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Every case, by file name without its ending. A key nobody knows is an error: it would test nothing. */
export function readCases(): readonly (readonly [name: string, case_: Case])[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const read = readJson(join(folder, file)) as Case;
      const unknown = [
        ...Object.keys(read).filter((key) => !KEYS.includes(key)),
        ...Object.keys(read.expect).filter((key) => !EXPECTED.includes(key)),
      ];
      if (unknown.length > 0) throw new Error(`unknown key in ${file}: ${unknown.join(', ')}`);
      if (!file.includes('--')) throw new Error(`file name without an answer: ${file}`);
      return [file.replace(/\.json$/, ''), read] as const;
    });
}

/** The case's resources: those of its base, less what it leaves out, then its own. */
export function resourcesOf({ base, without = [], resources }: Case): readonly unknown[] {
  if (base === undefined) return resources;
  const basis = readJson(join(folder, 'bases', `${base}.json`)) as Record<string, unknown>[];
  const names = basis.map((each) => `${String(each['resourceType'])}/${String(each['id'])}`);
  const missing = without.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`not in ${base}: ${missing.join(', ')}`);
  return [...basis.filter((_, at) => !without.includes(names[at] ?? '')), ...resources];
}
