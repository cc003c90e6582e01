import type { RiskAssessment } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { describeWrite } from '../../../src/fhir/record/write-result.ts';
import { openRecord } from '../fixtures/open-record.ts';
import { testNow } from '../fixtures/test-session.ts';

const patient = 'clean-va';

describe('writing to the record', () => {
  test.each(['RiskAssessment', 'Observation', 'DocumentReference'] as const)(
    'a %s is written once, read back and found the same',
    async (rung) => {
      const record = await openRecord();
      const before = record.stored(rung).length;
      const result = await record.write(rung);
      expect(result).toMatchObject({ kind: 'written', differences: [], provenance: 'written' });
      expect(record.stored(rung)).toHaveLength(before + 1);
      expect(describeWrite(result)).toMatch(/^Written and read back: /);
    },
  );

  test('the probability in the record is the band of the screen, in per cent', async () => {
    const record = await openRecord();
    await record.write();
    const [written] = record.stored() as unknown as RiskAssessment[];
    const { low, high } = written?.prediction?.[0]?.probabilityRange ?? {};
    const { risk } = record.conclusion.assessment;
    expect([low?.value, high?.value]).toEqual([
      Math.round(risk!.low * 100),
      Math.round(risk!.high * 100),
    ]);
  });

  test('fault 74: two clicks write one resource', async () => {
    const record = await openRecord();
    const [one, other] = await Promise.all([record.write(), record.write()]);
    expect(one).toBe(other);
    expect(record.stored()).toHaveLength(1);
  });

  test('fault 74: a second attempt later finds the first one', async () => {
    const record = await openRecord();
    await record.write();
    expect(await record.write()).toMatchObject({ kind: 'already-there' });
    expect(record.stored()).toHaveLength(1);
  });

  test('fault 74: stored, but no answer came: it is looked for, not sent again', async () => {
    const record = await openRecord({ deadline: 500 }, (request) => {
      if (request.method !== 'POST') return null;
      void record.hospital.fetch(request);
      return new Promise(() => {});
    });
    expect(await record.write()).toMatchObject({ kind: 'written', differences: [] });
    expect(record.posts().filter((path) => path.endsWith('/RiskAssessment'))).toHaveLength(1);
    expect(record.stored()).toHaveLength(1);
  });

  test('fault 74: no answer and nothing found is said to be unknown', async () => {
    const record = await openRecord({}, (request) =>
      request.method === 'POST' ? Promise.reject(new TypeError('down')) : null,
    );
    const result = await record.write();
    expect(result).toEqual({ kind: 'unconfirmed' });
    expect(describeWrite(result)).toMatch(/check the chart/i);
    expect(record.posts()).toHaveLength(1);
  });

  test.each(['created-empty', 'created-without-location'])(
    'fault 73: %s is confirmed by reading',
    async (fault) => {
      const record = await openRecord();
      record.hospital.faults.turnOn(fault);
      expect(await record.write()).toMatchObject({ kind: 'written', differences: [] });
    },
  );

  test('fault 73: without any way to read it back it is not called written', async () => {
    const record = await openRecord({}, (request) =>
      request.method === 'POST' ? Promise.resolve(new Response(null, { status: 201 })) : null,
    );
    expect(await record.write()).toEqual({ kind: 'unconfirmed' });
  });

  test('fault 75: what the server changed is shown by name', async () => {
    const record = await openRecord();
    record.hospital.faults.turnOn('write-altered');
    const result = await record.write();
    if (result.kind !== 'written') throw new Error(result.kind);
    expect(result.differences).toEqual(expect.arrayContaining(['status', 'note']));
    expect(describeWrite(result)).toMatch(/but the record system changed: .*status/);
  });

  test.each([
    ['write-conflict', 'conflict', 409],
    ['write-precondition-failed', 'precondition', 412],
    ['write-unprocessable', 'rejected', 422],
  ] as const)(
    'fault 76: %s is explained with its codes, and not tried again',
    async (fault, code, status) => {
      const record = await openRecord();
      record.hospital.faults.turnOn(fault);
      const result = await record.write();
      expect(result).toMatchObject({ kind: 'not-written', code, status });
      expect(describeWrite(result)).toContain(String(status));
      expect(record.posts()).toHaveLength(1);
      expect(record.stored()).toHaveLength(0);
    },
  );

  test('old data cannot be written', async () => {
    const record = await openRecord();
    expect(await record.write('RiskAssessment', testNow + 61 * 60_000)).toMatchObject({
      code: 'stale',
    });
    expect(record.sent).toEqual([]);
  });

  test.each([
    ['another name', { name: [{ family: 'Somebody', given: ['Else'] }] }],
    ['another birth date', { birthDate: '1950-01-01' }],
    ['another number', { identifier: [{ value: 'MRN-999' }] }],
    ['a successor', { link: [{ type: 'replaced-by', other: { reference: 'Patient/x' } }] }],
  ])(
    'fault 19: a Patient with %s since it was confirmed is not written about',
    async (_, change) => {
      const record = await openRecord();
      record.hospital.store.put({ ...record.confirmed, ...change } as never);
      expect(await record.write()).toMatchObject({ kind: 'not-written', code: 'patient-changed' });
      expect(record.posts()).toEqual([]);
    },
  );

  test('fault 19: a stay that is another patient’s is not written about', async () => {
    const record = await openRecord();
    const [stay] = record.hospital.store.all('Encounter', patient);
    record.hospital.store.put({ ...stay, subject: { reference: 'Patient/vv-no-ct' } } as never);
    const result = await record.write();
    expect(result.kind).toBe('not-written');
    expect(record.posts()).toEqual([]);
  });

  test('an ended session writes nothing', async () => {
    const record = await openRecord();
    record.session.end();
    expect(await record.write()).toMatchObject({ kind: 'not-written', code: 'session-ended' });
    expect(record.sent).toEqual([]);
  });
});
