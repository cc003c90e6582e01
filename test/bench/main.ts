import { join, resolve } from 'node:path';
import { assess } from '../../src/assess.ts';
import { readTimeline } from '../../src/clinical/read-timeline.ts';
import { HOUR } from '../../src/clinical/moment.ts';
import { loadSetting } from '../../src/cohort/setting.ts';
import { assessCourse } from '../../src/course.ts';
import { setStage } from '../flows/stage.ts';
import { firstLoadKilobytes } from './bundle-size.ts';
import { benchFirstRisk } from './first-risk.ts';
import { mapStay } from './map-stay.ts';
import { inTime, type Measurement, medianMilliseconds } from './measure.ts';
import { benchPan } from './pan-course.ts';
import { CANNULATED, stayOf } from './stay.ts';

/** Measures what the issues give budgets for, and prints it. Nothing here ever fails a build. */
async function main(): Promise<void> {
  const setting = await loadSetting('fhir-mappings/sites/default');
  const context = { ...setting, moment: CANNULATED + 240 * HOUR };
  const small = stayOf(2000);
  const answer = assess(small, context);
  const rows: Measurement[] = [
    {
      what: `assess 2,000 Observations (${answer.risk === null ? answer.refused : 'a risk'})`,
      measured: inTime(medianMilliseconds(() => assess(small, context))),
      budget: '50 ms',
    },
  ];
  for (const n of [1000, 10_000, 100_000]) {
    const { first, median, held, peaks } = await mapStay(n);
    const { beforeReading, beforeMapping, afterMapping } = peaks;
    const memory = [beforeReading, beforeMapping, afterMapping].map((each) => each.toFixed(0));
    rows.push({
      what: `map ${n.toLocaleString('en')} Observations, read page by page`,
      measured: `${inTime(first)} of processor, warm ${inTime(median)}; peak of the process ${memory.join(' → ')} MB (empty → all read → mapped); timeline ${held?.toFixed(1)} MB`,
      budget: '1 s, 300 MB',
    });
  }
  const timeline = readTimeline(stayOf(20_000), context);
  const course = assessCourse(timeline, context);
  rows.push({
    what: `course of 20,000 events (${course?.points.length ?? 0} points)`,
    measured: inTime(medianMilliseconds(() => assessCourse(timeline, context), 3)),
    budget: '1 s',
  });
  for (const [page, budget] of [
    ['index.html', '100 kB'],
    ['launch.html', '25 kB'],
  ] as const) {
    const size = firstLoadKilobytes(join(resolve('dist'), page));
    rows.push({
      what: `${page} with all it loads at once, gzip`,
      measured: size === null ? 'not built: npm run build' : `${size.toFixed(1)} kB`,
      budget,
    });
  }
  process.stdout.write(table(rows));
  process.stdout.write(`\n${table(await inBrowser())}`);
}

/** What a person waits for: the real page in Chromium, against the sandbox. */
async function inBrowser(): Promise<readonly Measurement[]> {
  const stage = await setStage();
  const arrival = await benchFirstRisk(stage, 5).finally(() => stage.stop());
  return [...arrival, ...(await benchPan(20_000))];
}

function table(rows: readonly Measurement[]): string {
  const lines = [
    ['', 'measured', 'budget'],
    ...rows.map((row) => [row.what, row.measured, row.budget]),
  ];
  const widths = [0, 1, 2].map((i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  const text = lines.map((line) =>
    line
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${text.join('\n')}\n`;
}

await main();
