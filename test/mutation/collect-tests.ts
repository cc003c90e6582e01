import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TestRunner } from 'vitest';
import { collectTests as collect } from 'vitest/internal/browser';

/** One test, loaded and ready to run again and again. */
export interface CollectedTest {
  /** Unique, and the same in every process. */
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly run: () => unknown;
}

type Runner = Parameters<typeof collect>[1];
type Task = Awaited<ReturnType<typeof collect>>[number]['tasks'][number];

/** The rooms whose tests mutants must not survive; where the quick ones are, first. */
const ROOMS = ['cases', 'model', 'clinical', 'course'];

const CONFIG: Runner['config'] = {
  root: '/',
  setupFiles: [],
  name: undefined,
  passWithNoTests: false,
  testNamePattern: undefined,
  allowOnly: false,
  sequence: { seed: 0, hooks: 'stack', setupFiles: 'list' },
  chaiConfig: undefined,
  maxConcurrency: 1,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
  tagsFilter: undefined,
  strictTags: false,
};

/**
 * Loads the tests of the rooms below a copy of the project, without running one.
 * `ROOM=model` loads that room alone.
 *
 * @throws Error when a file cannot be loaded.
 */
export async function collectTests(root: string): Promise<readonly CollectedTest[]> {
  const files = (process.env['ROOM']?.split(',') ?? ROOMS).flatMap((room) => testFiles(root, room));
  const runner: Runner = {
    config: CONFIG,
    importFile: (file) => import(pathToFileURL(file).href),
  };
  const collected: CollectedTest[] = [];
  for (const file of await collect(files, runner)) {
    const failed = file.result?.errors?.[0];
    if (failed !== undefined) throw new Error(`${file.filepath}: ${failed.message}`);
    for (const task of file.tasks) add(task, file.filepath.slice(root.length + 1), collected);
  }
  return collected;
}

function testFiles(root: string, room: string): readonly string[] {
  const all = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' });
  return all
    .filter((file) => file === `${room}.test.ts` || file.startsWith(`${room}/`))
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .map((file) => join(root, 'test', file));
}

function add(task: Task, path: string, collected: CollectedTest[]): void {
  const name = `${path} ${task.name}`;
  if (task.type === 'suite') {
    for (const each of task.tasks) add(each, name, collected);
    return;
  }
  if (task.mode !== 'run') return;
  const run = TestRunner.getTestFn(task);
  const file = path.slice(0, path.indexOf('.test.ts') + '.test.ts'.length);
  collected.push({ id: `${collected.length}: ${name}`, name, file, run });
}
