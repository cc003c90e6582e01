import { readFileSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../src/cohort/distributions/random.ts';
import { readCsv } from '../../src/cohort/table/csv.ts';
import { run, scratch } from './fixture.ts';

const folder = scratch();

/** Patients drawn from the published model, in the paper's own columns. */
function draw(rows: number, seed: number): readonly string[] {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, () => {
    const gwr = Math.min(1.45, Math.max(1.05, 1.24 + 0.085 * random.normal()));
    const stroke = random.bernoulli(0.07) ? 1 : 0;
    const ffp = random.bernoulli(0.6) ? Math.min(12, Math.round(random.gamma(1.4) * 2.4)) : 0;
    const plt = Math.round(Math.min(290, Math.max(6, 56 * Math.exp(0.6 * random.normal()))));
    const eta = 11.96 - 11.205 * gwr + 1.4504 * stroke + 0.189 * ffp - 0.02327 * plt;
    const ich = random.bernoulli(1 / (1 + Math.exp(-eta))) ? 1 : 0;
    return [gwr.toFixed(3), stroke, ffp, plt, ich, random.bernoulli(0.6) ? 'male' : 'female'].join(
      ',',
    );
  });
}
const header = 'gwr,stroke,ffp_units,plt_min,ich,sex';
function table(name: string, rows: readonly string[], head = header): string {
  const path = folder.file(name);
  writeFileSync(path, `${head}\n${rows.join('\n')}\n`);
  return path;
}
const rows = draw(600, 3);
const whole = table('whole.csv', rows);
const json = async (...args: readonly string[]): Promise<Record<string, unknown>> => {
  const { code, out, notes } = await run(...args, '--json');
  expect([code, notes.filter((note) => note.startsWith('cohort'))]).toEqual([0, []]);
  return JSON.parse(out.join('\n')) as Record<string, unknown>;
};

describe('cohort validate --table', () => {
  test('prints the members promised to scripts', async () => {
    const found = await json(
      'validate',
      '--table',
      whole,
      '--model',
      'src/model/documents/zhu-2025.json',
      '--outcome',
      'ich',
    );
    const promised =
      'n events auc aucCi brier scaledBrier logLoss calibrationInTheLarge calibrationIntercept calibrationSlope oe oeCi ici e50 e90 emax netBenefit';
    expect(Object.keys(found)).toEqual(expect.arrayContaining(promised.split(' ')));
    expect(found['n']).toBe(600);
    expect(found['ici']).toEqual({ loess: expect.any(Number), rcs: expect.any(Number) });
    const points = found['netBenefit'] as readonly Record<string, number>[];
    expect(points[0]).toMatchObject({
      threshold: 0.02,
      model: expect.any(Number),
      all: expect.any(Number),
      none: 0,
    });
    expect(points.at(-1)).toMatchObject({ threshold: 0.5 });
  });

  test('holds nothing that has one entry a patient', async () => {
    const found = JSON.stringify(await json('validate', '--table', whole));
    const longest = Math.max(
      ...[...found.matchAll(/\[[^[\]]*\]/g)].map(([list]) => list.split(',').length),
    );
    expect(longest).toBeLessThan(600);
  });

  test('takes columns of any name, order, delimiter and end of line', async () => {
    const expected = await json('validate', '--table', whole);
    const renamed = table(
      'renamed.csv',
      rows.map((row) => {
        const [gwr, stroke, ffp, plt, ich, sex] = row.split(',');
        return [`"${plt}"`, stroke === '1' ? 'yes' : 'no', ich, gwr, ffp, sex].join(';') + '\r';
      }),
      'nadir;apoplexy;bleed;ratio;plasma;sex\r',
    );
    const columns = 'gwr=ratio,stroke-history=apoplexy,ffp-units=plasma,platelets-lowest=nadir';
    const found = await json(
      'validate',
      '--table',
      renamed,
      '--outcome',
      'bleed',
      '--columns',
      columns,
    );
    expect({ ...found, source: '', site: '' }).toEqual({ ...expected, source: '', site: '' });
  });

  test('treats a missing ratio as the bedside does, and shows imputation and complete cases beside it', async () => {
    const some = rows.map((row, index) => (index % 3 === 0 ? row.replace(/^[\d.]+/, 'NA') : row));
    const found = (await json('validate', '--table', table('gaps.csv', some))) as {
      n: number;
      rows: { integrated: number };
      missingData: { completeCase: { n: number }; multipleImputation: { imputations: number } };
    };
    expect(found).toMatchObject({ n: 600, rows: { integrated: 200 } });
    expect(found.missingData.completeCase.n).toBe(400);
    expect(found.missingData.multipleImputation.imputations).toBe(34);
  });

  test.each([
    [
      'a column that is not there',
      header.replace('plt_min', 'count'),
      rows,
      /platelets-lowest.*columns are/,
    ],
    [
      'a cell that is no number',
      header,
      [...rows.slice(0, 3), 'high,0,1,50,0,male'],
      /:5: the cell in "gwr"/,
    ],
    ['an outcome that is neither 0 nor 1', header, ['1.2,0,1,50,2,male'], /:2: the outcome/],
    ['a row of another length', header, ['1.2,0,1,50'], /:2: 4 cells/],
    ['no event at all', header, ['1.2,0,1,50,0,male', '1.3,0,1,60,0,male'], /0 of 2 patients/],
    ['no rows', header, [], /no rows/],
  ])('refuses %s with a sentence', async (_, head, some, sentence) => {
    const { code, out, notes } = await run('validate', '--table', table('bad.csv', some, head));
    expect([code, out]).toEqual([2, []]);
    expect(notes.at(-1)).toMatch(sentence);
  });
});

describe('cohort develop --table', () => {
  test('reproduces the shape of the study’s table on its own design', async () => {
    const found = (await json(
      'develop',
      '--table',
      whole,
      '--outcome',
      'ich',
      '--predictors',
      'gwr,stroke,ffp_units,plt_min',
      '--method',
      'ml',
      '--resamples',
      '20',
    )) as {
      names: string[];
      coefficients: number[];
      se: number[];
      vcov: number[][];
      logLikelihood: number;
      oddsRatios: object[];
      auc: number;
    };
    expect(found.names).toEqual(['(intercept)', 'gwr', 'stroke', 'ffp_units', 'plt_min']);
    expect(found.coefficients.map(Math.sign)).toEqual([1, -1, 1, 1, -1]);
    found.se.forEach((error, i) => expect(error ** 2).toBeCloseTo(found.vcov[i]![i]!, 12));
    expect(found.logLikelihood).toBeLessThan(0);
    expect(found.oddsRatios[0]).toMatchObject({
      name: 'gwr',
      value: expect.any(Number),
      low: expect.any(Number),
      high: expect.any(Number),
      p: expect.any(Number),
    });
    expect(found.auc).toBeGreaterThan(0.7);
  });

  test('says what the data can carry before it fits', async () => {
    const { notes } = await run(
      'develop',
      '--table',
      whole,
      '--predictors',
      'gwr,stroke',
      '--resamples',
      '2',
    );
    expect(notes[0]).toMatch(/2 candidate parameters.*Riley/);
  });

  test('refuses a predictor that never varies, and a method that is none', async () => {
    const flat = table(
      'flat.csv',
      rows.map((row) => row.replace(/^[\d.]+/, '1.2')),
    );
    const constant = await run('develop', '--table', flat, '--predictors', 'gwr,stroke');
    expect([constant.code, constant.notes.at(-1)]).toEqual([
      2,
      expect.stringContaining('same value'),
    ]);
    const other = await run(
      'develop',
      '--table',
      whole,
      '--predictors',
      'gwr',
      '--method',
      'forest',
    );
    expect([other.code, other.notes.at(-1)]).toEqual([2, expect.stringContaining('firth')]);
  });
});

describe('cohort recalibrate --table', () => {
  test('prints the ladder and the closed test', async () => {
    const found = (await json('recalibrate', '--table', whole, '--resamples', '5')) as {
      rungs: { rung: string }[];
      closedTest: { steps: { against: string }[] };
    };
    expect(found.rungs.map(({ rung }) => rung)).toEqual([
      'keep',
      'intercept',
      'intercept-and-slope',
      'anchored',
      'refit',
    ]);
    expect(found.closedTest.steps.map(({ against }) => against)).toEqual([
      'keep',
      'intercept',
      'intercept-and-slope',
    ]);
  });

  test('writes only a rung that few events allow', async () => {
    const few = table('few.csv', draw(120, 8));
    const out = folder.file('few.json');
    const { code, notes } = await run(
      'recalibrate',
      '--table',
      few,
      '--resamples',
      '0',
      '--rung',
      'refit',
      '--out',
      out,
    );
    expect([code, notes.at(-1)]).toEqual([
      2,
      expect.stringMatching(/refit may not be deployed.*offered/),
    ]);
  });
});

describe('cohort pool', () => {
  test('comes to the fit on the joined rows, from sums alone', async () => {
    const halves = [table('a.csv', rows.slice(0, 300)), table('b.csv', rows.slice(300))];
    const joined = (await json(
      'develop',
      '--table',
      whole,
      '--predictors',
      'gwr,stroke,ffp_units,plt_min',
      '--method',
      'ml',
      '--resamples',
      '2',
    )) as { coefficients: number[] };
    const round = folder.file('round.json');
    let coefficients: readonly number[] = [];
    for (let k = 0; k < 7; k += 1) {
      const before = k === 0 ? [] : ['--round', round];
      const sums = [];
      for (const [index, half] of halves.entries()) {
        const out = folder.file(`sums-${index}.json`);
        expect(
          (await run('pool', '--table', half, '--name', `h${index}`, ...before, '--out', out)).code,
        ).toBe(0);
        expect(readFileSync(out, 'utf8')).not.toContain('patients');
        sums.push(out);
      }
      const pool = (await json('pool', '--combine', ...sums, ...before, '--out', round)) as {
        round: { coefficients: number[] };
      };
      coefficients = pool.round.coefficients;
    }
    // The document counts the ratio in hundredths.
    const raw = coefficients.map((b, j) => (j === 1 ? b * 100 : b));
    raw.forEach((b, j) => expect(b).toBeCloseTo(joined.coefficients[j]!, 6));
  });
});

describe('reading a table', () => {
  test('gives back every cell, quoted or not', () => {
    const cell = fc.stringMatching(/^[ -~]{0,8}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (cells) => {
        const quoted = cells.map((row) =>
          row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','),
        );
        const read = readCsv(table('cells.csv', quoted, 'a,b'));
        expect(read.rows.map((row) => row.cells)).toEqual(cells);
      }),
    );
  });
});
