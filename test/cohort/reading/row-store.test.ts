import { mkdtempSync, rmSync, statSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RowStore, sharedKey } from '../../../src/cohort/reading/row-store.ts';

const row = fc.record({
  key: fc.constantFrom('Patient/a', 'Patient/b', 'Patient/ä', 'Patient/*', sharedKey),
  length: fc.oneof({ weight: 4, arbitrary: fc.nat(400) }, fc.nat(60_000)),
  line: fc.nat(4_000_000_000),
  writer: fc.nat(1),
  flush: fc.boolean(),
});

describe('rows on their way to patients', () => {
  test('come back whole, each once, under their key, from memory or from the files of all writers', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 40 }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        (rows, partitions, onDisk) => {
          const folder = onDisk ? mkdtempSync(join(tmpdir(), 'rows-')) : null;
          try {
            const writers = onDisk ? ['w0', 'w1'] : ['w0'];
            const stores = writers.map((writer) => new RowStore(folder, writer, partitions));
            const put: string[] = [];
            rows.forEach(({ key, length, line, writer, flush }, index) => {
              const text = String.fromCharCode(97 + (index % 26)).repeat(length);
              const store = stores[writer % stores.length]!;
              store.add(Buffer.from(key), Buffer.from(text), { part: index - 1, line });
              if (flush) store.flush();
              put.push(`${key} ${index - 1} ${line} ${text}`);
            });
            stores.forEach((store) => store.flush());
            const places = Array.from({ length: partitions + 1 }, (_, index) => index);
            const read = places.flatMap((place) =>
              [...stores[0]!.read(place, writers)].map(([key, stored]) => ({
                place,
                key,
                rows: stored.map(
                  ({ origin, bytes }) => `${key} ${origin.part} ${origin.line} ${bytes.toString()}`,
                ),
              })),
            );
            expect(read.flatMap((one) => one.rows).toSorted()).toEqual(put.toSorted());
            expect(new Set(read.map(({ key }) => key)).size).toBe(read.length);
            for (const { place, key } of read) expect(place === partitions).toBe(key === sharedKey);
            if (folder)
              for (const name of readdirSync(folder))
                expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
          } finally {
            if (folder) rmSync(folder, { recursive: true });
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test('are written before they are more than a few megabytes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rows-'));
    try {
      const store = new RowStore(folder, 'w0', 2);
      const large = Buffer.alloc(1 << 20, 'x');
      for (let line = 0; line < 8; line += 1)
        store.add(Buffer.from('Patient/a'), large, { part: 0, line });
      const written = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
      expect(written.reduce((a, b) => a + b, 0)).toBeGreaterThan(4 << 20);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
