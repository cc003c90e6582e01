import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ModelDocument } from '../../src/model/document.ts';
import { run, scratch } from './fixture.ts';

const folder = scratch();
const here = folder.file('here');
const fresh = folder.file('fresh');
const document = folder.file('north.json');
const truth = { shift: 1, slope: 0.4 };

const places = (registry: string): readonly string[] => [
  join(registry, 'exports/north'),
  '--site',
  join(registry, 'sites/north'),
];

interface Found {
  readonly n: number;
  readonly events: number;
  readonly oe: number;
  readonly logLoss: number;
  readonly calibrationInTheLarge: number;
  readonly slope: { readonly value: number; readonly low: number; readonly high: number };
  readonly citl: { readonly low: number; readonly high: number };
  readonly cohort: {
    readonly flow: readonly {
      readonly n: number;
      readonly left: readonly { readonly n: number }[];
    }[];
    readonly landmarks: readonly {
      readonly at: number | string;
      readonly n: number;
      readonly oe: number;
    }[];
    readonly leakage: readonly { readonly input: string; readonly changed: number }[];
  };
}

const sum = (left: readonly { readonly n: number }[]): number =>
  left.reduce((total, { n }) => total + n, 0);
/** How far a calibration slope is from 1. */
const off = ({ slope }: Found): number => Math.abs(Math.log(slope.value));

async function validated(registry: string, ...more: readonly string[]): Promise<Found> {
  const { code, out, notes } = await run('validate', ...places(registry), ...more, '--json');
  expect([code, notes.filter((note) => note.startsWith('cohort'))]).toEqual([0, []]);
  return JSON.parse(out[0]!) as Found;
}

let found: Found;
let before: Found;

beforeAll(async () => {
  const common = ['--patients', '350', '--filler', '0', '--measured', '1'];
  const bent = ['--shift', String(truth.shift), '--slope', String(truth.slope)];
  expect((await run('simulate', '--out', here, '--seed', '21', ...common, ...bent)).code).toBe(0);
  expect((await run('simulate', '--out', fresh, '--seed', '22', ...common, ...bent)).code).toBe(0);
  found = await validated(here);
  before = await validated(fresh);
});

describe('the loop: a registry whose truth is known', () => {
  test('validation finds by how much the model is wrong', () => {
    expect(found.slope.low).toBeLessThan(truth.slope);
    expect(found.slope.high).toBeGreaterThan(truth.slope);
    expect(found.slope.high).toBeLessThan(1);
    expect(found.citl.low).toBeGreaterThan(0);
  });

  test('every patient of the export is in the flow, or left it once', () => {
    const { cohort, n } = found;
    const [all, onEcmo, adults] = cohort.flow;
    expect(all!.n).toBe(350);
    expect(onEcmo!.n).toBe(all!.n - sum(all!.left));
    expect(adults!.n).toBe(onEcmo!.n - sum(onEcmo!.left));
    for (const step of cohort.flow.slice(3)) expect(step.n).toBe(adults!.n - sum(step.left));
    expect(cohort.flow.at(-1)).toMatchObject({ name: expect.stringContaining('analysed'), n });
    expect(n).toBe(adults!.n);
  });

  test('early landmarks read low against the whole run, and the whole run leaks', () => {
    const { cohort } = before;
    const oe = Object.fromEntries(cohort.landmarks.map((one) => [one.at, one.oe]));
    expect(oe[24]).toBeGreaterThan(oe[72]!);
    expect(oe[72]).toBeGreaterThan(oe['whole-run']!);
    const leaking = cohort.leakage.filter(({ changed }) => changed > 0).map(({ input }) => input);
    expect(leaking).toEqual(expect.arrayContaining(['ffp-units', 'platelets-lowest']));
    expect(leaking).not.toContain('gwr');
  });

  test('recalibration writes a document that is right in patients it has not met', async () => {
    const recalibrated = await run(
      'recalibrate',
      ...places(here),
      '--resamples',
      '20',
      '--rung',
      'intercept-and-slope',
      '--synthetic',
      '--out',
      document,
    );
    expect([recalibrated.code, existsSync(document)]).toEqual([0, true]);
    const after = await validated(fresh, '--model', document);
    expect(off(after)).toBeLessThan(off(before));
    expect(Math.abs(after.calibrationInTheLarge)).toBeLessThan(
      Math.abs(before.calibrationInTheLarge),
    );
    expect(after.logLoss).toBeLessThan(before.logLoss);
  });

  test('the document names parent, hospital and cohort, and is never overwritten', async () => {
    const made = JSON.parse(readFileSync(document, 'utf8')) as ModelDocument;
    const parent = JSON.parse(
      readFileSync('src/model/documents/zhu-2025.json', 'utf8'),
    ) as ModelDocument;
    expect(made.parent).toEqual({ id: parent.id, version: parent.version, sha256: parent.sha256 });
    expect(made.site).toMatchObject({
      name: expect.stringContaining('Northfield'),
      n: expect.any(Number),
    });
    expect(made.status).toBe('synthetic');
    expect(made.limits[0]).toContain('Not for patients');
    const again = await run('recalibrate', ...places(here), '--resamples', '0', '--out', document);
    expect([again.code, again.notes.at(-1)]).toEqual([
      2,
      expect.stringContaining('never overwritten'),
    ]);
  });

  test('a site that names the document assesses with it', async () => {
    const site = folder.file('site');
    mkdirSync(site);
    const settings = JSON.parse(
      readFileSync(join(here, 'sites/north/site.json'), 'utf8'),
    ) as object;
    writeFileSync(join(site, 'site.json'), JSON.stringify({ ...settings, model: 'north.json' }));
    writeFileSync(join(site, 'north.json'), readFileSync(document));
    const { code, out } = await run(
      'assess',
      places(here)[0]!,
      '--site',
      site,
      '--at',
      '2022-06-15T12:00:00Z',
    );
    expect([code, out.length]).toEqual([0, 350]);
  });

  test('the report is one page without network, with the same numbers beside it', async () => {
    const out = folder.file('report');
    const { code } = await run('report', ...places(here), '--out', out, '--resamples', '2');
    const html = readFileSync(join(out, 'report.html'), 'utf8');
    const numbers = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as {
      validation: Found;
    };
    expect(code).toBe(0);
    expect(html).not.toMatch(/<script|<link|src=|url\(|@import/);
    expect(html.match(/<svg/g)!.length).toBeGreaterThanOrEqual(6);
    expect(html).toContain('TRIPOD+AI');
    for (const words of [
      'DeLong',
      'loess on the risks',
      'lowest platelets',
      'closed test',
      'withheld',
    ])
      expect(html).toContain(words);
    expect(html).not.toMatch(/NaN|undefined|north-0\d/);
    expect(numbers.validation.oe).toBe(found.oe);
  });
});
