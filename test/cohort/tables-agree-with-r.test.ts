import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { disagreement, readReference } from '../reference/read-reference.ts';
import { run, scratch } from './fixture.ts';

const folder = scratch();

type Columns = Readonly<
  Record<'gwr' | 'stroke' | 'ffp_units' | 'plt_min' | 'ich', readonly (number | null)[]>
>;
interface Fit {
  readonly coefficients: readonly number[];
  readonly se: readonly number[];
  readonly vcov: readonly (readonly number[])[];
  readonly logLikelihood: number;
}
interface Validated {
  readonly ici: object;
  readonly aucCi: readonly number[];
  readonly oeCi: readonly number[];
  readonly netBenefit: Readonly<Record<'threshold' | 'model' | 'all', readonly number[]>>;
}
const r = readReference<{
  gaps: {
    columns: Columns;
    validate: Validated;
    recalibrate: { intercept: number; both: readonly number[] };
  };
  ties: {
    columns: Columns;
    validate: Validated;
    ml: Fit;
    firth: Fit;
    ridge: number[];
    lasso: number[];
    closedTest: readonly number[];
  };
  separated: { columns: Columns; firth: Fit; flic: number; ridge: number[]; lasso: number[] };
  rare: { columns: Columns; firth: Fit; flic: number };
}>('tables');

const names = ['gwr', 'stroke', 'ffp_units', 'plt_min', 'ich'] as const;
const files = Object.fromEntries(
  (['gaps', 'ties', 'separated', 'rare'] as const).map((name) => {
    const { columns } = r[name];
    const rows = columns.ich.map((_, i) => names.map((c) => columns[c][i] ?? 'NA').join(','));
    const path = folder.file(`${name}.csv`);
    writeFileSync(path, [names.join(','), ...rows, ''].join('\n'));
    return [name, path];
  }),
) as Record<'gaps' | 'ties' | 'separated' | 'rare', string>;

async function json<T>(...args: readonly string[]): Promise<T> {
  const { code, out } = await run(...args, '--json');
  expect(code).toBe(0);
  return JSON.parse(out.join('\n')) as T;
}

const develop = (table: string, method: string, ...more: readonly string[]): Promise<Developed> =>
  json<Developed>(
    'develop',
    '--table',
    table,
    '--predictors',
    'gwr,stroke,ffp_units,plt_min',
    '--method',
    method,
    '--resamples',
    '2',
    ...more,
  );
type Developed = Fit & {
  readonly deployable: readonly number[];
  readonly flicIntercept: number;
  readonly converged: boolean;
  readonly separation: { readonly terms: readonly string[] } | null;
};

/** What R has under the same names, in the shape of R's. */
const likeR = (found: Record<string, unknown>, wanted: Validated): unknown[] =>
  Object.keys(wanted).map((name) =>
    name === 'netBenefit'
      ? (['threshold', 'model', 'all'] as const).map((of) =>
          (found['netBenefit'] as Record<string, number>[]).map((point) => point[of]),
        )
      : found[name],
  );

/** What a fit is compared by. */
const numbersOf = ({ coefficients, se, vcov, logLikelihood }: Fit): readonly unknown[] => [
  coefficients,
  se,
  vcov,
  logLikelihood,
];

describe('a table through the command line, against R', () => {
  test.each(['gaps', 'ties'] as const)('validate, %s', async (name) => {
    const found = await json<Record<string, unknown>>(
      'validate',
      '--table',
      files[name],
      '--model',
      'zhu-2025',
      '--outcome',
      'ich',
    );
    const wanted = r[name].validate;
    expect(disagreement(likeR(found, wanted), Object.values(wanted))).toBeLessThan(1e-8);
  });

  test.each(['ml', 'firth'] as const)('develop by %s', async (method) => {
    const found = await develop(files.ties, method);
    expect(disagreement(numbersOf(found), numbersOf(r.ties[method]))).toBeLessThan(1e-8);
  });

  test.each([
    ['ties', 'ridge', '0.02'],
    ['ties', 'lasso', '0.01'],
    ['separated', 'ridge', '0.02'],
    ['separated', 'lasso', '0.01'],
  ] as const)('develop on %s by %s, as glmnet', async (name, method, lambda) => {
    const found = await develop(files[name], method, '--lambda', lambda);
    expect(found.converged).toBe(true);
    expect(disagreement(found.coefficients, r[name][method])).toBeLessThan(1e-7);
  });

  test.each(['separated', 'rare'] as const)(
    'Firth and the intercept that keeps the event rate, %s',
    async (name) => {
      const found = await develop(files[name], 'firth');
      expect(disagreement(found.coefficients, r[name].firth.coefficients)).toBeLessThan(1e-6);
      expect(disagreement(found.flicIntercept, r[name].flic)).toBeLessThan(1e-6);
    },
  );

  test('maximum likelihood names the separated predictor and claims no answer', async () => {
    const found = await develop(files.separated, 'ml');
    expect(found).toMatchObject({
      converged: false,
      separation: { terms: expect.arrayContaining(['stroke']) },
    });
  });

  test('recalibrate: shift, slope and closed test', async () => {
    const found = await json<Ladder>('recalibrate', '--table', files.ties, '--resamples', '0');
    const ratios = found.closedTest.steps.map(({ likelihoodRatio }) => likelihoodRatio);
    expect(disagreement(ratios, r.ties.closedTest)).toBeLessThan(1e-8);
  });

  test('recalibrate where the ratio is missing starts from the risk the bedside shows', async () => {
    const { rungs } = await json<Ladder>('recalibrate', '--table', files.gaps, '--resamples', '0');
    const [, shifted, stretched] = rungs;
    expect(disagreement(shifted!.shift, r.gaps.recalibrate.intercept)).toBeLessThan(1e-8);
    expect(
      disagreement([stretched!.shift, stretched!.stretch], r.gaps.recalibrate.both),
    ).toBeLessThan(1e-8);
  });

  test('a document recalibrated without most ratios fits the patients it was made on', async () => {
    const rows = r.gaps.columns.ich.map((ich, i) =>
      names
        .map((c) =>
          c === 'gwr' && i % 5 > 0 ? '' : c === 'ich' ? ich : (r.gaps.columns[c][i] ?? ''),
        )
        .join(','),
    );
    const table = folder.file('few-ratios.csv');
    writeFileSync(table, [names.join(','), ...rows, ''].join('\n'));
    const out = folder.file('few-ratios.json');
    const made = await run('recalibrate', '--table', table, '--rung', 'intercept', '--resamples', '0', '--name', 'Here', '--out', out); // prettier-ignore
    expect(made.code).toBe(0);
    const { oe } = await json<{ oe: number }>('validate', '--table', table, '--model', out);
    expect(Math.abs(Math.log(oe))).toBeLessThan(0.05);
  });
});

interface Ladder {
  readonly rungs: readonly { readonly shift: number; readonly stretch: number }[];
  readonly closedTest: { readonly steps: readonly { readonly likelihoodRatio: number }[] };
}
