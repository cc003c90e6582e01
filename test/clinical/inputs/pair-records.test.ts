import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Given } from '../../../src/clinical/event.ts';
import { pairRecords } from '../../../src/clinical/inputs/pair-records.ts';
import { momentAt } from '../../../src/clinical/moment.ts';
import { pairRecordsPlainly } from './pair-records-plainly.ts';

const MINUTE = 60_000;

function bag(reference: string, from: number, to: number, millilitres?: number): Given {
  const start = momentAt(from * MINUTE);
  return {
    kind: 'given',
    concept: 'plasma',
    source: { reference },
    availableAt: start,
    start,
    end: momentAt(to * MINUTE),
    use: 'transfusion',
    ...(millilitres === undefined ? {} : { amount: { value: millilitres, unit: 'mL' } }),
  };
}

function pairsOf(...events: Given[]): Record<string, string> {
  return Object.fromEntries(
    [...pairRecords(events)].map(([event, other]) => [
      event.source.reference,
      other.source.reference,
    ]),
  );
}

describe('fault 62: records of one bag', () => {
  const given = bag('MedicationAdministration/1', 0, 60, 200);

  test('a procedure at the same time is the same bag', () => {
    expect(pairsOf(given, bag('Procedure/1', 10, 50))).toEqual({
      'Procedure/1': 'MedicationAdministration/1',
    });
  });

  test.each([
    [89, true],
    [90, true],
    [91, false],
  ])('a procedure begun %d minutes after the start of the bag: %s', (from, same) => {
    expect('Procedure/1' in pairsOf(given, bag('Procedure/1', from, from + 5))).toBe(same);
  });

  test.each([
    [-30, true],
    [-31, false],
  ])('a procedure ended at minute %d: %s', (to, same) => {
    expect('Procedure/1' in pairsOf(given, bag('Procedure/1', to - 5, to))).toBe(same);
  });

  test('two administrations are two bags', () => {
    expect(pairsOf(given, bag('MedicationAdministration/2', 0, 60, 200))).toEqual({});
  });

  test('two procedures are two bags', () => {
    expect(pairsOf(bag('Procedure/1', 0, 60), bag('Procedure/2', 0, 60))).toEqual({});
  });

  test('one administration stands for one intake row, and for one procedure with an amount', () => {
    const rows = [bag('Observation/1', 0, 60, 200), bag('Observation/2', 0, 60, 200)];
    expect(pairsOf(given, ...rows)).toEqual({ 'Observation/1': 'MedicationAdministration/1' });
    const done = [bag('Procedure/1', 0, 60, 200), bag('Procedure/2', 0, 60, 200)];
    expect(pairsOf(given, ...done)).toEqual({ 'Procedure/1': 'MedicationAdministration/1' });
  });

  test('a procedure without an amount is the episode of every bag given in it', () => {
    expect(pairsOf(given, bag('Procedure/1', 0, 60), bag('Procedure/2', 0, 60))).toEqual({
      'Procedure/1': 'MedicationAdministration/1',
      'Procedure/2': 'MedicationAdministration/1',
    });
  });

  test('an intake row stands for a procedure where there is no administration', () => {
    expect(pairsOf(bag('Observation/1', 0, 0, 200), bag('Procedure/1', 0, 10))).toEqual({
      'Procedure/1': 'Observation/1',
    });
  });

  test('another product is another bag', () => {
    expect(pairsOf(given, { ...bag('Procedure/1', 0, 60), concept: 'red-cells' })).toEqual({});
  });
});

const record = fc
  .record({
    kind: fc.constantFrom('MedicationAdministration', 'Observation', 'Procedure', 'entered'),
    concept: fc.constantFrom('plasma', 'red-cells'),
    start: fc.integer({ min: 0, max: 600 }),
    /** How long the start may be later, as with a date. */
    vague: fc.constantFrom(0, 0, 0, 90),
    lasts: fc.option(fc.integer({ min: 0, max: 240 })),
    hangs: fc.boolean(),
    amount: fc.boolean(),
  })
  .map(({ kind, concept, start, vague, lasts, hangs, amount }): Given => {
    const earliest = momentAt(start * MINUTE);
    const from = { ...earliest, latest: earliest.latest + vague * MINUTE };
    return {
      kind: 'given',
      concept,
      source: { reference: `${kind}/1` },
      availableAt: from,
      start: from,
      ...(lasts === null ? {} : { end: momentAt((start + vague + lasts) * MINUTE) }),
      ...(lasts === null && hangs ? { open: 'running' } : {}),
      use: 'transfusion',
      ...(amount ? { amount: { value: 200, unit: 'mL' } } : {}),
    };
  });

test('fault 62: for any records the pairs are those of the rule as it reads', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 60 }), (records) => {
      const events = records.sort((one, other) => one.start.earliest - other.start.earliest);
      const plain = pairRecordsPlainly(events);
      const quick = pairRecords(events);
      expect(quick.size).toBe(plain.size);
      for (const [event, other] of plain) expect(quick.get(event)).toBe(other);
    }),
    { numRuns: 500 },
  );
});
