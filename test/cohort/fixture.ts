import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Console } from '../../src/cohort/console.ts';
import { runCommand } from '../../src/cohort/run-command.ts';

/** What a command said and did. */
export interface Ran {
  readonly code: number;
  /** Lines of data. */
  readonly out: readonly string[];
  /** Sentences on standard error. */
  readonly notes: readonly string[];
}

/** Runs one command in this process. */
export async function run(...args: readonly string[]): Promise<Ran> {
  const out: string[] = [];
  const notes: string[] = [];
  const console: Console = {
    out: (line) => void out.push(line),
    note: (sentence) => void notes.push(sentence),
    progress: () => {},
  };
  return { code: await runCommand(args, console), out, notes };
}

/** A folder for one test file, removed when its tests are done. */
export function scratch(): { readonly path: string; file(name: string): string } {
  const path = mkdtempSync(join(tmpdir(), 'cohort-test-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return { path, file: (name) => join(path, name) };
}
