import { parseArgs } from 'node:util';
import type { CDPSession, Page } from 'playwright-core';
import { setStage, type Stage } from '../flows/stage.ts';

const USAGE = `Opens, assesses and closes launches in one browser tab, then reads one chart again and again, and watches the heap.

  npm run soak                               1,000 launches, 200 readings
  npm run soak -- --launches 200 --reads 50
  npm run soak -- --minutes 10               stop after so many minutes, whatever is left`;

/** Share by which the last heaps may exceed the first. */
const MOST_GROWTH = 0.1;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);

/** Bytes of JavaScript heap in use once all garbage is collected. */
async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  return ((await cdp.send('Runtime.getHeapUsage')) as { usedSize: number }).usedSize;
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

/** Heaps after each of so many rounds, as far as the time reaches; every hundredth is printed as it comes. */
async function heapsOver(
  what: string,
  rounds: number,
  until: number,
  round: () => Promise<void>,
  cdp: CDPSession,
): Promise<readonly number[]> {
  const heaps: number[] = [];
  while (heaps.length < rounds && Date.now() < until) {
    await round();
    heaps.push(await heapOf(cdp));
    if (heaps.length % 100 === 0)
      process.stderr.write(`${what} ${heaps.length}: ${megabytes(heaps.at(-1) ?? 0)} MB\n`);
  }
  return heaps;
}

/** One line with the first heaps after warming up against the last; whether the heap is flat. */
function report(what: string, heaps: readonly number[], seconds: number): boolean {
  const warm = heaps.slice(Math.min(20, Math.floor(heaps.length / 10)));
  const width = Math.min(100, Math.floor(warm.length / 2));
  if (width === 0) {
    process.stdout.write(`${what}: too few to judge (${heaps.length})\n`);
    return false;
  }
  const [first, last] = [mean(warm.slice(0, width)), mean(warm.slice(-width))];
  const growth = last / first - 1;
  process.stdout.write(
    `${what}: ${heaps.length} in ${seconds.toFixed(0)} s; heap of the first ${width} after warm-up ` +
      `${megabytes(first)} MB, of the last ${width} ${megabytes(last)} MB: ${(growth * 100).toFixed(1)} %\n`,
  );
  return growth <= MOST_GROWTH;
}

/** Measures both; the exit status says whether both heaps were flat. */
async function main(launches: number, reads: number, minutes: number): Promise<void> {
  const stage = await setStage();
  try {
    const page = await (await stage.browser.newContext()).newPage();
    page.setDefaultTimeout(60_000);
    const cdp = await page.context().newCDPSession(page);
    const began = Date.now();
    const until = began + minutes * 60_000;
    const forLaunches = reads > 0 ? began + (until - began) * 0.8 : until;
    const opened = await heapsOver(
      'launch',
      launches,
      forLaunches,
      () => openAndClose(stage, page),
      cdp,
    );
    const between = Date.now();
    if (reads > 0) await openChart(stage, page);
    const read = await heapsOver('reading', reads, until, () => readAgain(page), cdp);
    const flat = [
      report('launches opened, assessed and closed', opened, (between - began) / 1000),
      reads === 0 || report('readings of one open chart', read, (Date.now() - between) / 1000),
    ];
    process.exitCode = flat.every(Boolean) ? 0 : 1;
  } finally {
    await stage.stop();
  }
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
