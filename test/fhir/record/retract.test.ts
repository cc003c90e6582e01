import { describe, expect, test } from 'vitest';
import type { Session } from '../../../src/fhir/context.ts';
import { fetchEarlier } from '../../../src/fhir/record/earlier.ts';
import { retractFromRecord } from '../../../src/fhir/record/retract.ts';
import { openRecord } from '../fixtures/open-record.ts';

const patient = 'clean-va';

type Opened = Awaited<ReturnType<typeof openRecord>>;
const earlier = (session: Session, { transport }: Opened) => fetchEarlier(session, transport);

describe('what was written before', () => {
  test('is read back with its band, its model and whose it is', async () => {
    const record = await openRecord();
    await record.write();
    const { value, faults } = await earlier(record.session, record);
    expect(faults).toEqual([]);
    const { risk } = record.conclusion.assessment;
    expect(value).toMatchObject([
      {
        at: '2026-03-10T15:00:00Z',
        model: 'zhu-2025|1.0.0',
        low: Math.round(risk!.low * 100),
        high: Math.round(risk!.high * 100),
        status: 'final',
        mine: true,
      },
    ]);
  });

  test('somebody else’s RiskAssessments are left alone', async () => {
    const record = await openRecord();
    const other = {
      resourceType: 'RiskAssessment',
      status: 'final',
      subject: { reference: `Patient/${patient}` },
    };
    record.hospital.store.put({ ...other, id: 'other' } as never);
    expect((await earlier(record.session, record)).value).toEqual([]);
    const retracted = await retractFromRecord(
      record.session,
      'RiskAssessment/other',
      record.transport,
    );
    expect(retracted).toEqual({ kind: 'not-retracted', code: 'not-yours' });
  });

  test('is retracted by who accepted it, and then reads entered in error', async () => {
    const record = await openRecord();
    const result = await record.write();
    if (result.kind !== 'written') throw new Error(result.kind);
    expect(await retractFromRecord(record.session, result.reference, record.transport)).toEqual({
      kind: 'retracted',
    });
    const put = record.sent.find(({ method }) => method === 'PUT');
    expect(put?.headers.get('If-Match')).toMatch(/^W\/"\d+"$/);
    expect((await earlier(record.session, record)).value[0]?.status).toBe('entered-in-error');
  });

  test.each([
    ['arrived', true, { kind: 'retracted' }, 'entered-in-error'],
    ['was lost', false, { kind: 'not-retracted', code: 'not-confirmed' }, 'final'],
  ] as const)(
    'fault 74: no answer to a retraction that %s: the record is looked at, nothing is sent again',
    async (_, arrives, expected, status) => {
      const record = await openRecord({}, async (request) => {
        if (request.method !== 'PUT') return record.hospital.fetch(request);
        if (arrives) await record.hospital.fetch(request);
        throw new TypeError('down');
      });
      const result = await record.write();
      if (result.kind !== 'written') throw new Error(result.kind);
      expect(await retractFromRecord(record.session, result.reference, record.transport)).toEqual(
        expected,
      );
      expect(record.sent.filter(({ method }) => method === 'PUT')).toHaveLength(1);
      expect((await earlier(record.session, record)).value[0]?.status).toBe(status);
    },
  );

  test('is not retracted by anybody else', async () => {
    const record = await openRecord();
    const result = await record.write();
    if (result.kind !== 'written') throw new Error(result.kind);
    const somebody: Session = {
      ...record.session,
      user: `${record.session.base}/Practitioner/somebody`,
    };
    expect(await retractFromRecord(somebody, result.reference, record.transport)).toEqual({
      kind: 'not-retracted',
      code: 'not-yours',
    });
  });

  test('fault 76: a version that somebody changed meanwhile is left as it is', async () => {
    const record = await openRecord({}, (request) =>
      request.method === 'PUT' ? Promise.resolve(new Response('', { status: 412 })) : null,
    );
    const result = await record.write();
    if (result.kind !== 'written') throw new Error(result.kind);
    expect(await retractFromRecord(record.session, result.reference, record.transport)).toEqual({
      kind: 'not-retracted',
      code: 'changed-meanwhile',
      status: 412,
    });
  });
});
