import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lineFilter } from '../../../../src/cohort/reading/line-filter.ts';
import { readLines, type FilePart } from '../../../../src/cohort/reading/lines.ts';
import { deriveNeedles } from '../../../../src/cohort/reading/needles.ts';
import { LineSkipper } from '../../../../src/cohort/reading/scanning/line-skipper.ts';
import type { LineWindow } from '../../../../src/cohort/reading/scanning/line-window.ts';
import { loadSetting } from '../../../../src/cohort/setting.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'skipper-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { codebook } = await loadSetting('fhir-mappings/sites/default');
const needles = deriveNeedles(codebook)!;
const filter = lineFilter(needles);
const codes = [...codebook.concepts.values()].flatMap((concept) =>
  concept.codes.map(({ code, match }) => (match === 'prefix' ? `${code}.9` : code)),
);

/** The lines that the filter keeps among those that are taken, with their numbers, and how many were taken. */
async function keptOf(
  bytes: Buffer,
  window?: LineWindow,
  cut: Partial<FilePart> = {},
): Promise<{ kept: string[]; taken: number; lines: number }> {
  const path = join(folder, 'lines.ndjson');
  writeFileSync(path, bytes);
  const kept: string[] = [];
  let taken = 0;
  const lines = await readLines(
    { path, number: 0, from: 0, to: Number.MAX_SAFE_INTEGER, ...cut },
    (all, start, end, line) => {
      taken += 1;
      if (filter.keep(all, start, end)) kept.push(`${line} ${all.toString('latin1', start, end)}`);
    },
    () => {},
    window,
  );
  return { kept, taken, lines };
}

const letter = (text: string, hidden: boolean): string =>
  hidden ? `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}` : text;
const spelled = (text: string): fc.Arbitrary<string> =>
  fc
    .oneof(
      { weight: 5, arbitrary: fc.constant([]) },
      fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
    )
    .map((hidden) => [...text].map((one, index) => letter(one, hidden[index] === true)).join(''));
const blank = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  fc.stringMatching(/^[ \t]{1,3}$/),
  fc.constant('\r'),
);
const value = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[A-Za-z0-9. -]{0,40}$/) },
  { weight: 2, arbitrary: fc.constantFrom(...codes).chain(spelled) },
  fc.constantFrom('°', 'ü', '\\\\', '\\"code\\":\\"777-3', '\\u00fc', '\\/', 'code', '', 'ab  c'),
  fc.constantFrom(...codes).map((code) => code.toLowerCase().replace('.', ' . ')),
);
const member = fc
  .tuple(
    fc.oneof(
      fc.constant('code'),
      spelled('code'),
      fc.constantFrom('display', 'codes', 'c', 'cod', 'subject'),
    ),
    blank,
    blank,
    value,
  )
  .map(([name, before, after, text]) => `"${name}"${before}:${after}"${text}"`);
const typed = fc
  .tuple(
    fc.constantFrom('{"resourceType"', '{ "resourceType"', '{"x":1,"resourceType"'),
    blank,
    fc.constantFrom('Observation', 'Claim', 'Patient', 'MedicationRequest', 'Device'),
  )
  .map(([begin, after, type]) => `${begin}:${after}"${type}"`);
const object = fc
  .tuple(typed, fc.array(member, { maxLength: 6 }), fc.constantFrom('}', '}', '} ', '', '}]'))
  .map(([begin, members, end]) => [begin, ...members].join(',') + end);
const line = fc.oneof(
  { weight: 8, arbitrary: object },
  fc.constantFrom('', ' ', '[]', '{}', 'null', '{"resourceType":"Observation', '\uFEFF{}'),
);
const text = fc
  .tuple(
    fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\n\n')), { maxLength: 12 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 2 }),
    fc.boolean(),
  )
  .map(([lines, damages, isEnded]) => {
    const all = Buffer.from(lines.flat().join(''));
    const bytes = isEnded || lines.length === 0 ? all : all.subarray(0, -lines.at(-1)![1].length);
    for (const [place, byte] of bytes.length > 0 ? damages : []) bytes[place % bytes.length] = byte;
    return bytes;
  });

describe('passing over lines', () => {
  test('passes over no line that the filter would keep, and counts right, whatever the bytes', async () => {
    let taken = 0;
    let lines = 0;
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.integer({ min: 8, max: 400 }),
        fc.nat(300),
        async (bytes, room, cut) => {
          const plain = await keptOf(bytes);
          const types = ['Patient', 'Encounter', 'Condition', 'Bundle', 'OperationOutcome'];
          const pointing = ['MedicationRequest', 'DeviceUseStatement', 'Procedure'];
          const skipper = new LineSkipper(needles, [...types, ...pointing], room);
          const skipping = await keptOf(bytes, skipper);
          expect(skipping.kept).toEqual(plain.kept);
          expect(skipping.lines).toBe(plain.lines);
          const own = await keptOf(bytes, filter.openWindow(), { from: cut, to: cut + 200 });
          const part = await keptOf(bytes, undefined, { from: cut, to: cut + 200 });
          expect(own.kept).toEqual(part.kept);
          expect(own.lines).toBe(part.lines);
          taken += skipping.taken;
          lines += plain.taken;
        },
      ),
      { numRuns: 150 },
    );
    expect(taken).toBeLessThan(lines);
  });

  test('leaves every code of the codebook to the filter', async () => {
    const rows = codes.map((code) =>
      JSON.stringify({ resourceType: 'Observation', code: { coding: [{ code }] } }),
    );
    const { kept } = await keptOf(Buffer.from(rows.join('\n')), filter.openWindow());
    expect(kept).toHaveLength(codes.length);
  });

  test('passes over what the filter drops, in the usual way of writing', async () => {
    const rows = [
      '{"resourceType":"Observation","code":{"coding":[{"code":"2951-2"}]}}',
      '{"resourceType": "Claim", "code": "777-31", "text": "a \\"quote\\" and an \\u00fc"}\r',
    ];
    const found = await keptOf(Buffer.from(`${rows.join('\n')}\n`), filter.openWindow());
    expect(found).toEqual({ kept: [], taken: 0, lines: 2 });
  });
});
