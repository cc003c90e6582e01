import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCohort } from '../reference/read-reference.ts';
import { run, scratch } from './fixture.ts';

const folder = scratch();
const { gwr, stroke, ffp, plt, ich } = readCohort('cohort-600');
const whole = folder.file('whole.csv');
writeFileSync(
  whole,
  [
    'gwr,stroke,ffp_units,plt_min,ich',
    ...gwr.map((ratio, i) => [ratio, stroke[i], ffp[i], plt[i], ich[i]].join(',')),
  ].join('\n'),
);

/** The document of one rung. */
const written = async (rung: string): Promise<Record<string, unknown>> => {
  const out = folder.file(`${rung}.json`);
  const { code } = await run(
    'recalibrate',
    '--table',
    whole,
    '--rung',
    rung,
    '--resamples',
    '2',
    '--name',
    'Here',
    '--out',
    out,
  );
  expect(code).toBe(0);
  return JSON.parse(readFileSync(out, 'utf8')) as Record<string, unknown>;
};

describe('a rung written from a table', () => {
  test('a kept model is called checked, not recalibrated, and keeps its intercept and limits', async () => {
    const parent = JSON.parse(readFileSync('src/model/documents/zhu-2025.json', 'utf8')) as {
      intercept: object;
      limits: string[];
    };
    const kept = await written('keep');
    expect(kept).toMatchObject({ status: 'locally-validated', intercept: parent.intercept });
    expect(kept['title']).toMatch(/checked at Here$/);
    expect(kept['limits']).toEqual(expect.arrayContaining(parent.limits));
  });

  test('one with another intercept is called recalibrated, with its standard error', async () => {
    expect(await written('intercept')).toMatchObject({
      status: 'recalibrated',
      site: { name: 'Here', n: 600 },
      intercept: { standing: 'site-fitted', standardError: expect.any(Number) },
    });
  });

  test('one with other slopes says what still holds of its parent, and nothing that does not', async () => {
    const { limits, covariance } = (await written('intercept-and-slope')) as {
      limits: string[];
      covariance: number[][];
    };
    expect(covariance).toHaveLength(5);
    expect(limits.join(' ')).toMatch(/rests on 22 events. Not for deciding anticoagulation/);
    expect(limits.join(' ')).not.toMatch(/reconstructed|covariances/);
  });

  test('the file is refused before the work is done when it exists', async () => {
    const { code, notes } = await run(
      'recalibrate',
      '--table',
      'not-there.csv',
      '--out',
      folder.file('keep.json'),
    );
    expect([code, notes]).toEqual([2, [expect.stringContaining('never overwritten')]]);
  });
});
