import { setStage } from '../flows/stage.ts';

/** A slow ward link: 200 ms each way and back, 1.6 Mbit/s. */
const link = {
  offline: false,
  latency: 200,
  downloadThroughput: 200_000,
  uploadThroughput: 96_000,
};

interface Figures {
  readonly frame: number;
  readonly risk: number;
  readonly shift: number;
  readonly transferred: number;
}

/** Watches a page from its start: largest contentful paint, layout shift, and when the risk is there. */
function watch(): void {
  const seen = { frame: 0, shift: 0, risk: 0 };
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

/**
 * Opens the sandbox's largest patient over a slow link, as often as asked, and
 * prints the medians: largest contentful paint of the frame, time from the app's
 * page to the risk, layout shift, bytes.
 */
async function benchFirstRisk(times: number): Promise<void> {
  const stage = await setStage();
  const figures: Figures[] = [];
  for (let time = 0; time < times; time += 1) {
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
    await page.goto(url, { timeout: 60_000 });
    await page
      .getByText(/\d+ in 100/)
      .first()
      .waitFor({ timeout: 60_000 });
    const seen = await page.evaluate(
      () => (globalThis as unknown as { seen: Omit<Figures, 'transferred'> }).seen,
    );
    figures.push({ ...seen, transferred });
    await context.close();
  }
  await stage.stop();
  const median = (pick: (one: Figures) => number): number =>
    figures.map(pick).toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
  process.stdout.write(
    [
      `largest patient, 200 ms and 1.6 Mbit/s, median of ${times}`,
      `  largest contentful paint of the frame  ${Math.round(median(({ frame }) => frame))} ms (budget 1,000)`,
      `  risk on screen                         ${Math.round(median(({ risk }) => risk))} ms (budget 2,500)`,
      `  layout shift                           ${median(({ shift }) => shift).toFixed(3)} (budget 0)`,
      `  transferred                            ${Math.round(median((one) => one.transferred) / 1000)} kB`,
      '',
    ].join('\n'),
  );
}

await benchFirstRisk(3);
