import { fork } from 'node:child_process';
import { inspect, parseArgs } from 'node:util';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { canary } from './base-patient.ts';
import { type Finding, fuzzOne } from './fuzz-documents.ts';
import { fuzzResponse } from './fuzz-responses.ts';
import { fuzzContext } from './setting.ts';
import { names, tally } from './tally.ts';

/** Seeds of one process: from, to (exclusive). */
interface Share {
  readonly from: number;
  readonly to: number;
}

/** Takes the console away; gives what was printed since it was last asked. */
function watchConsole(): () => string {
  let printed = '';
  for (const name of ['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir', 'table'] as const) {
    console[name] = (...said: unknown[]) => {
      printed += `${said.map((one) => inspect(one, { depth: 10 })).join(' ')}\n`;
    };
  }
  return () => {
    const said = printed;
    printed = '';
    return said;
  };
}

/** Every fifth seed is put to the transport, the others to the assessment. */
async function fuzzShare({ from, to }: Share): Promise<readonly Finding[]> {
  const context = fuzzContext();
  const printed = watchConsole();
  const findings: Finding[] = [];
  for (let seed = from; seed < to; seed += 1) {
    const finding = seed % 5 === 0 ? await fuzzResponse(seed) : fuzzOne(seed, context);
    if (finding !== null) findings.push(finding);
    if (printed().includes(canary)) findings.push({ seed, done: [], wrong: [names.console] });
  }
  return findings;
}

/** Runs a share in a process of its own; what it prints is one finding a line. */
async function startShare({ from, to }: Share): Promise<readonly Finding[]> {
  return new Promise((done, failed) => {
    const share = ['--share', `${from},${to}`];
    const child = fork(fileURLToPath(import.meta.url), share, {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    let printed = '';
    child.stdout?.on('data', (chunk) => (printed += String(chunk)));
    child.once('close', (code) => {
      if (code !== 0) failed(new Error(`a share ended with ${String(code)}`));
      const lines = printed.split('\n').filter((line) => line !== '');
      done(lines.map((line) => JSON.parse(line) as Finding));
    });
  });
}

async function fuzzAll(first: number, count: number): Promise<void> {
  const processes = Math.max(1, availableParallelism());
  const start = (index: number): number => first + Math.floor((index * count) / processes);
  const shares = Array.from({ length: processes }, (_, index) => ({
    from: start(index),
    to: start(index + 1),
  }));
  const findings = (await Promise.all(shares.map(startShare))).flat();
  for (const finding of findings.slice(0, 50)) process.stdout.write(`${JSON.stringify(finding)}\n`);
  const { uncaught, disagreements, named } = tally(findings);
  process.stdout.write(
    `${count} broken documents and answers, seeds ${first} to ${first + count - 1}: ` +
      `uncaught ${uncaught}, disagreements with the oracle ${disagreements}, patient named ${named}\n`,
  );
  process.exitCode = findings.length === 0 ? 0 : 1;
}

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    share: { type: 'string' },
  },
});
if (values.share === undefined) await fuzzAll(Number(values.seed), Number(values.count));
else {
  const [from = 0, to = 0] = values.share.split(',').map(Number);
  for (const finding of await fuzzShare({ from, to }))
    process.stdout.write(`${JSON.stringify(finding)}\n`);
}
