import type { Stage } from '../flows/stage.ts';
import { type Measurement, medianOf } from './measure.ts';

/**
 * A slow ward link: 200 ms from each request to its answer, 1.6 Mbit/s for all
 * together, as Chromium emulates it; it does not delay the preflight questions
 * of a browser, and both servers are on this machine.
 */
const link = {
  offline: false,
  latency: 200,
  downloadThroughput: 200_000,
  uploadThroughput: 96_000,
};

interface Figures {
  readonly frame: number;
  readonly risk: number;
  readonly fromClick: number;
  readonly shift: number;
  readonly transferred: number;
}

interface Seen {
  readonly frame: number;
  readonly shift: number;
  readonly risk: number;
  readonly began: number;
}

/** Watches a page from its start: largest contentful paint, layout shift, and when the risk is there. */
function watch(): void {
  const seen = { frame: 0, shift: 0, risk: 0, began: performance.timeOrigin };
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (seen.frame === 0) seen.frame = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as unknown as { value: number }[])
      seen.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  new MutationObserver(() => {
    if (seen.risk === 0 && /\d+ in 100/.test(document.body?.innerText ?? ''))
      seen.risk = performance.now();
  }).observe(document, { childList: true, subtree: true, characterData: true });
}

async function openLargest(stage: Stage): Promise<Figures> {
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  const answer = await fetch(`${stage.hospital}/sandbox/launch`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ patient: 'largest' }),
  });
  const { url } = (await answer.json()) as { url: string };
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', link);
  let transferred = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    transferred += encodedDataLength;
  });
  const clicked = Date.now();
  await page.goto(url, { timeout: 60_000 });
  await page
    .getByText(/\d+ in 100/)
    .first()
    .waitFor({ timeout: 60_000 });
  const untilRisk = transferred;
  await page.getByRole('button', { name: 'Read again', disabled: false }).waitFor();
  await page.waitForTimeout(1_000);
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);
  await context.close();
  const { frame, risk, shift, began } = seen;
  return { frame, risk, fromClick: began + risk - clicked, shift, transferred: untilRisk };
}

/**
 * Opens the sandbox's largest patient over a slow link, as often as asked, each
 * time in a browser that has never seen the app, and gives the medians.
 *
 * The clock is the app's page's own. It starts when the launch page sends the
 * browser to the authorization, so that it counts the authorization's redirect,
 * the page, the token, the searches and the computing; the launch page before
 * it is in the row that counts from the click. Layout shift is summed until the
 * whole record has been read and drawn.
 */
export async function benchFirstRisk(stage: Stage, times: number): Promise<readonly Measurement[]> {
  const figures: Figures[] = [];
  for (let time = 0; time < times; time += 1) figures.push(await openLargest(stage));
  const median = (pick: (one: Figures) => number): number => medianOf(figures.map(pick));
  const milliseconds = (pick: (one: Figures) => number): string =>
    `${Math.round(median(pick)).toLocaleString('en')} ms`;
  return [
    {
      what: 'largest contentful paint of the frame, 200 ms and 1.6 Mbit/s',
      measured: milliseconds(({ frame }) => frame),
      budget: '1,000 ms',
    },
    {
      what: 'largest patient: risk on screen, from the authorization request',
      measured: milliseconds(({ risk }) => risk),
      budget: '2,500 ms',
    },
    {
      what: 'largest patient: risk on screen, from the click in the record',
      measured: `${milliseconds(({ fromClick }) => fromClick)}, ${Math.round(median((one) => one.transferred) / 1000)} kB`,
      budget: '',
    },
    {
      what: 'largest patient: layout shift until the whole record is drawn',
      measured: Math.max(...figures.map(({ shift }) => shift)).toFixed(3),
      budget: '0',
    },
  ];
}
