import { parseArgs } from 'node:util';
import type { CDPSession, Page } from 'playwright-core';
import { setStage, type Stage } from '../flows/stage.ts';

const USAGE = `Opens, assesses and closes launches in one browser tab, then reads one chart again and again in another, and watches the heap.

  npm run soak                               1,000 launches, 200 readings
  npm run soak -- --launches 200 --reads 50
  npm run soak -- --minutes 10               stop after so many minutes, whatever is left`;

/** Share by which the last heaps may exceed the first. */
const MOST_GROWTH = 0.1;

/**
 * Readings are counted in a browser that compiles nothing. One page that lives long
 * is compiled bit by bit for hundreds of readings, and that machine code lies in the
 * same heap: what the page itself keeps would be hidden under it.
 */
const WITHOUT_COMPILER = ['--js-flags=--jitless'];

/** What is in use once all garbage is collected. */
interface Usage {
  /** Bytes of JavaScript heap. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);

async function usageOf(cdp: CDPSession): Promise<Usage> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await cdp.send('Runtime.getHeapUsage')) as { usedSize: number };
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes, listeners: jsEventListeners };
}

async function launchAddress({ hospital }: Stage): Promise<string> {
  const answer = await fetch(`${hospital}/sandbox/launch`, {
    method: 'POST',
    body: JSON.stringify({ patient: 'clean-va' }),
  });
  return ((await answer.json()) as { url: string }).url;
}

async function openChart(stage: Stage, page: Page): Promise<void> {
  await page.goto(await launchAddress(stage));
  await page
    .locator('.headline')
    .filter({ hasText: /in 100/ })
    .waitFor();
}

async function openAndClose(stage: Stage, page: Page): Promise<void> {
  await openChart(stage, page);
  await page.getByRole('button', { name: /^End/ }).click();
  await page.locator('main.closed').waitFor();
}

async function readAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByRole('button', { name: 'Reading …' }).waitFor({ state: 'detached' });
}

/** What is in use after each of so many rounds, as far as the time reaches; every hundredth is printed as it comes. */
async function usageOver(
  what: string,
  rounds: number,
  until: number,
  round: () => Promise<void>,
  cdp: CDPSession,
): Promise<readonly Usage[]> {
  const usages: Usage[] = [];
  while (usages.length < rounds && Date.now() < until) {
    await round();
    const usage = await usageOf(cdp);
    usages.push(usage);
    if (usages.length % 100 === 0)
      process.stderr.write(`${what} ${usages.length}: ${megabytes(usage.heap)} MB\n`);
  }
  return usages;
}

/** One line with the first heaps after warming up against the last; whether the heap is flat. */
function report(what: string, usages: readonly Usage[], seconds: number): boolean {
  const warm = usages.slice(Math.min(20, Math.floor(usages.length / 10)));
  const width = Math.min(100, Math.floor(warm.length / 2));
  if (width === 0) {
    process.stdout.write(`${what}: too few to judge (${usages.length})\n`);
    return false;
  }
  const heaps = warm.map(({ heap }) => heap);
  const [first, last] = [mean(heaps.slice(0, width)), mean(heaps.slice(-width))];
  const growth = last / first - 1;
  const counts = (['nodes', 'listeners'] as const).map(
    (name) => `${name} ${warm[0]?.[name]} and ${warm.at(-1)?.[name]}`,
  );
  process.stdout.write(
    `${what}: ${usages.length} in ${seconds.toFixed(0)} s; heap of the first ${width} after warm-up ` +
      `${megabytes(first)} MB, of the last ${width} ${megabytes(last)} MB: ` +
      `${(growth * 100).toFixed(1)} %; ${counts.join(', ')}\n`,
  );
  return growth <= MOST_GROWTH;
}

/** One soak in a browser of its own: what comes before the first round, and the rounds. */
interface Soak {
  readonly what: string;
  readonly rounds: number;
  readonly minutes: number;
  readonly browserArguments: readonly string[];
  readonly before?: (stage: Stage, page: Page) => Promise<void>;
  readonly round: (stage: Stage, page: Page) => Promise<void>;
}

/** Runs one soak and reports it; whether the heap was flat. */
async function soak({ what, rounds, minutes, ...how }: Soak): Promise<boolean> {
  const stage = await setStage({}, how.browserArguments);
  try {
    const page = await (await stage.browser.newContext()).newPage();
    page.setDefaultTimeout(60_000);
    const cdp = await page.context().newCDPSession(page);
    await how.before?.(stage, page);
    const began = Date.now();
    const until = began + minutes * 60_000;
    const usages = await usageOver(what, rounds, until, () => how.round(stage, page), cdp);
    return report(what, usages, (Date.now() - began) / 1000);
  } finally {
    await stage.stop();
  }
}

/** Runs both; the exit status says whether both heaps were flat. */
async function main(launches: number, reads: number, minutes: number): Promise<void> {
  const soaks: readonly Soak[] = [
    {
      what: 'launches opened, assessed and closed',
      rounds: launches,
      minutes: reads > 0 ? minutes * 0.8 : minutes,
      browserArguments: [],
      round: openAndClose,
    },
    {
      what: 'readings of one open chart',
      rounds: reads,
      minutes: launches > 0 ? minutes * 0.2 : minutes,
      browserArguments: WITHOUT_COMPILER,
      before: openChart,
      round: (_, page) => readAgain(page),
    },
  ];
  const flat: boolean[] = [];
  for (const one of soaks) if (one.rounds > 0) flat.push(await soak(one));
  process.exitCode = flat.every(Boolean) ? 0 : 1;
}

const { values } = parseArgs({
  options: {
    launches: { type: 'string', default: '1000' },
    reads: { type: 'string', default: '200' },
    minutes: { type: 'string', default: '90' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(`${USAGE}\n`);
else await main(Number(values.launches), Number(values.reads), Number(values.minutes));
