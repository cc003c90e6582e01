import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLines, type FilePart } from '../../../src/cohort/reading/lines.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lines-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, bytes: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const whole = (path: string): FilePart => ({
  path,
  number: 0,
  from: 0,
  to: Number.MAX_SAFE_INTEGER,
});

async function linesOf(
  part: FilePart,
): Promise<{ texts: string[]; numbers: number[]; count: number }> {
  const texts: string[] = [];
  const numbers: number[] = [];
  const count = await readLines(part, (bytes, start, end, line) => {
    texts.push(bytes.toString('utf8', start, end));
    numbers.push(line);
  });
  return { texts, numbers, count };
}

describe('reading lines', () => {
  test('takes any end of line, a byte order mark, empty lines and a last line without an end', async () => {
    const path = written('mixed.ndjson', '\uFEFF{"a":1}\r\n\r\n{"b":"ü"}\n  {"c":3}  \n{"d":4}');
    const { texts, numbers, count } = await linesOf(whole(path));
    expect(texts).toEqual(['{"a":1}', '{"b":"ü"}', '{"c":3}', '{"d":4}']);
    expect(numbers).toEqual([1, 3, 4, 5]);
    expect(count).toBe(5);
  });

  test('reads gzip by its name, in several members too', async () => {
    const bytes = Buffer.concat([gzipSync('{"a":1}\n{"b"'), gzipSync(':2}\n')]);
    const { texts } = await linesOf(whole(written('two.ndjson.gz', bytes)));
    expect(texts).toEqual(['{"a":1}', '{"b":2}']);
  });

  test('reads lines longer than its buffer', async () => {
    const long = JSON.stringify({ text: 'x'.repeat(3 << 20) });
    const { texts } = await linesOf(whole(written('long.ndjson', `{}\n${long}\n{}`)));
    expect(texts.map((text) => text.length)).toEqual([2, long.length, 2]);
    const packed = written('long.ndjson.gz', gzipSync(`{}\n${long}\n{}`));
    expect((await linesOf(whole(packed))).texts).toEqual(texts);
  });

  test('reads gzip whose name ends in capitals', async () => {
    const path = written('THREE.NDJSON.GZ', gzipSync('{"a":1}\n{"b":2}\n'));
    expect((await linesOf(whole(path))).texts).toEqual(['{"a":1}', '{"b":2}']);
  });

  test('says that a damaged gzip is damaged', async () => {
    const path = written('damaged.ndjson.gz', Buffer.from('not gzip at all'));
    await expect(linesOf(whole(path))).rejects.toThrow(/header/);
  });

  test('gives every line to exactly one part, wherever a file is cut', async () => {
    const line = fc.stringMatching(/^[a-z{}"]{0,12}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 12 }),
        fc.array(fc.nat(120), { maxLength: 4 }),
        fc.constantFrom('\n', '\r\n'),
        async (lines, cuts, end) => {
          const text = lines.join(end);
          const path = written('cut.ndjson', text);
          const edges = [
            0,
            ...cuts.filter((cut) => cut > 0 && cut < text.length).toSorted((a, b) => a - b),
          ];
          const parts = edges.map((from, index) => ({
            path,
            number: index,
            from,
            to: edges[index + 1] ?? Number.MAX_SAFE_INTEGER,
          }));
          const pieces = await Promise.all(parts.map(linesOf));
          expect(pieces.flatMap(({ texts }) => texts)).toEqual((await linesOf(whole(path))).texts);
          expect(pieces.reduce((sum, { count }) => sum + count, 0)).toBe(
            (await linesOf(whole(path))).count,
          );
        },
      ),
    );
  });
});
