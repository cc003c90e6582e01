import { chromium, type Page } from 'playwright-core';
import { startBoth, type Both } from '../../src/sandbox/both.ts';
import { findBrowser } from '../flows/find-browser.ts';
import { freePorts } from '../free-ports.ts';
import { densePatient } from './dense-patient.ts';
import { traceFrames } from './main-thread.ts';
import { type Measurement, quantileOf } from './measure.ts';

/** Milliseconds between two frames at 60 a second. */
const BUDGET = '16 ms';

/** Opens the dense patient, and waits until the course stands. */
async function openCourse(page: Page, { hospitalOrigin }: Both): Promise<void> {
  const answer = await fetch(`${hospitalOrigin}/sandbox/launch`, {
    method: 'POST',
    body: JSON.stringify({ patient: 'dense' }),
  });
  const { url } = (await answer.json()) as { url: string };
  page.setDefaultTimeout(180_000);
  await page.goto(url);
  await page.getByRole('button', { name: 'Read again', disabled: false }).waitFor();
  await page.locator('.lanes .uplot').nth(10).waitFor();
}

/** How many different times the course's table has rows for: those of results, and of what else happened. */
async function countTimes(page: Page): Promise<number> {
  const table = page.getByRole('button', { name: 'Table', exact: true });
  await table.click();
  const rows = await page.locator('.course-table tbody tr').count();
  const more = await page.getByRole('button', { name: /more times/ }).innerText();
  await table.click();
  return rows + Number(more.replace(/\D/g, ''));
}

/** The times of all results the hospital holds; the ratio of the head CT is in no lane. */
function heldTimes({ hospital }: Both): { readonly results: number; readonly times: number } {
  const held = hospital.store
    .all('Observation', 'dense')
    .flatMap((row) => (row.id.startsWith('dense-obs-') ? [row] : []))
    .map((row) => ('effectiveDateTime' in row ? row.effectiveDateTime : undefined));
  return { results: held.length, times: new Set(held).size };
}

/** Zooms in a little, so that there is room to pan, and drags the lanes to and fro. */
async function pan(page: Page, moves: number): Promise<void> {
  const lanes = page.locator('.lanes');
  await lanes.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await lanes.boundingBox();
  if (box === null) throw new Error('the course has no lanes on the page');
  const x = box.x + box.width / 2;
  const y = 450;
  await page.mouse.move(x, y);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  await page.mouse.down();
  for (let move = 0; move < moves; move += 1) {
    await page.mouse.move(x + 100 * Math.sin(move / 5), y);
  }
  await page.mouse.up();
}

/**
 * Drags the course of a patient with that many results in its lanes, four
 * fifths of them on the screen, in the real page in Chromium without a graphics
 * card, and gives what the main thread does for each frame.
 *
 * @throws when the course has not a time for every result the hospital holds
 */
export async function benchPan(points: number): Promise<readonly Measurement[]> {
  const [sandboxPort = 0, appPort = 0] = await freePorts(2);
  const both = await startBoth({
    host: 'localhost',
    sandboxPort,
    appPort,
    patients: [densePatient(points)],
  });
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await openCourse(page, both);
    const { results, times } = heldTimes(both);
    const shown = await countTimes(page);
    if (shown < times || results < points)
      throw new Error(`the course shows ${shown} of ${times} times, ${results} results`);
    await page.locator('.lanes .uplot').nth(10).waitFor();
    const session = await context.newCDPSession(page);
    const frames = await traceFrames(session, 'pointermove', () => pan(page, 150));
    const say = (pick: (frame: (typeof frames)[number]) => number): string => {
      const [half, most] = [0.5, 0.95].map((share) => quantileOf(frames.map(pick), share));
      return `median ${half?.toFixed(1)} ms, 95 % within ${most?.toFixed(1)} ms`;
    };
    return [
      {
        what: `pan ${results.toLocaleString('en')} points, processor time of a frame (${frames.length})`,
        measured: say(({ processor }) => processor),
        budget: BUDGET,
      },
      {
        what: 'the same by the clock, with whatever else runs here',
        measured: say(({ clock }) => clock),
        budget: BUDGET,
      },
    ];
  } finally {
    await browser.close();
    await both.close();
  }
}
