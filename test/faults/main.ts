import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { faultTable, hazardLog, type Matrix, type Outcome } from './fault-table.ts';

const root = resolve(import.meta.dirname, '../..');

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Runs every test whose name holds `fault <row>` and gives name, file and result of each. */
function runFaultTests(): readonly Outcome[] {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const file = join(folder, 'report.json');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  try {
    spawnSync(
      process.execPath,
      [vitest, 'run', '-t', String.raw`\bfaults? \d+`, '--reporter=json', `--outputFile=${file}`],
      { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    return report.testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === 'passed' || status === 'failed')
        .map(({ fullName, status }) => ({
          file: name.slice(root.length + 1),
          name: fullName,
          passed: status === 'passed',
        })),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const matrix = JSON.parse(readFileSync(join(import.meta.dirname, 'matrix.json'), 'utf8')) as Matrix;
const outcomes = runFaultTests();
const { text, proved } = faultTable(matrix, outcomes);
process.stdout.write(text);
if (process.argv.includes('--hazards'))
  writeFileSync(join(root, '.github/HAZARD_LOG.md'), hazardLog(matrix, outcomes));
process.exitCode = proved === matrix.rows.length ? 0 : 1;
