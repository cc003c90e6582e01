import type { Patient, RiskAssessment } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import type { Session } from '../../../src/fhir/context.ts';
import { fetchCapabilities } from '../../../src/fhir/fetch-capabilities.ts';
import { fetchEarlier } from '../../../src/fhir/record/earlier.ts';
import type { Rung } from '../../../src/fhir/record/plan-write.ts';
import { retractFromRecord } from '../../../src/fhir/record/retract.ts';
import { writeToRecord } from '../../../src/fhir/record/write.ts';
import { describeWrite, type WriteResult } from '../../../src/fhir/record/write-result.ts';
import type { Transport } from '../../../src/fhir/transport.ts';
import { createHospital } from '../../../src/sandbox/hospital.ts';
import { cleanVa } from '../../../src/sandbox/patients/clean-va.ts';
import { testConclusion } from '../fixtures/conclusion.ts';
import { testNow, testSession, testTransport } from '../fixtures/test-session.ts';

const scope = 'patient/*.cruds';
const patient = 'clean-va';

/** A hospital of its own, a session in it, and everything that was sent. */
async function open(
  changes: Partial<Transport> = {},
  answer?: (request: Request) => Promise<Response> | null,
) {
  const hospital = createHospital({
    origin: 'http://hospital.test',
    appOrigin: 'http://app.test',
    now: () => new Date(testNow),
    patients: [cleanVa],
  });
  const sent: Request[] = [];
  const transport = testTransport(async (request) => {
    sent.push(request.clone());
    return (await answer?.(request)) ?? hospital.fetch(request);
  }, changes);
  const session = testSession(transport, {
    base: hospital.base,
    patient,
    encounter: 'clean-va-stay',
    user: `${hospital.base}/Practitioner/dr-adler`,
    scope,
    accessToken: hospital.grant({ patient, scope }),
    capabilities: await fetchCapabilities(hospital.base, transport),
  });
  sent.length = 0;
  const confirmed = hospital.store.all('Patient', patient)[0] as Patient;
  const conclusion = testConclusion({ session });
  const write = (
    rung: Rung = 'RiskAssessment',
    now = testNow,
    asked = conclusion,
  ): Promise<WriteResult> =>
    writeToRecord(session, {
      rung,
      conclusion: asked,
      confirmed: { patient: confirmed },
      now,
      transport,
    });
  const stored = (type: Rung | 'Provenance' = 'RiskAssessment') =>
    hospital.store.all(type, patient);
  const posts = () =>
    sent.filter(({ method }) => method === 'POST').map(({ url }) => new URL(url).pathname);
  return { hospital, session, transport, write, stored, posts, sent, confirmed, conclusion };
}

type Opened = Awaited<ReturnType<typeof open>>;
const earlier = (session: Session, { transport }: Opened) => fetchEarlier(session, transport);

describe('writing to the record', () => {
  test.each(['RiskAssessment', 'Observation', 'DocumentReference'] as const)(
    'a %s is written once, read back and found the same',
    async (rung) => {
      const record = await open();
      const before = record.stored(rung).length;
      const result = await record.write(rung);
      expect(result).toMatchObject({ kind: 'written', differences: [], provenance: 'written' });
      expect(record.stored(rung)).toHaveLength(before + 1);
      expect(describeWrite(result)).toMatch(/^Written and read back: /);
    },
  );

  test('the probability in the record is the band of the screen, in per cent', async () => {
    const record = await open();
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
    const record = await open();
    const [one, other] = await Promise.all([record.write(), record.write()]);
    expect(one).toBe(other);
    expect(record.stored()).toHaveLength(1);
  });

  test('fault 74: a second attempt later finds the first one', async () => {
    const record = await open();
    await record.write();
    expect(await record.write()).toMatchObject({ kind: 'already-there' });
    expect(record.stored()).toHaveLength(1);
  });

  test('fault 74: stored, but no answer came: it is looked for, not sent again', async () => {
    const record = await open({ deadline: 20 }, (request) => {
      if (request.method !== 'POST') return null;
      void record.hospital.fetch(request);
      return new Promise(() => {});
    });
    expect(await record.write()).toMatchObject({ kind: 'written', differences: [] });
    expect(record.posts().filter((path) => path.endsWith('/RiskAssessment'))).toHaveLength(1);
    expect(record.stored()).toHaveLength(1);
  });

  test('fault 74: no answer and nothing found is said to be unknown', async () => {
    const record = await open({}, (request) =>
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
      const record = await open();
      record.hospital.faults.turnOn(fault);
      expect(await record.write()).toMatchObject({ kind: 'written', differences: [] });
    },
  );

  test('fault 73: without any way to read it back it is not called written', async () => {
    const record = await open({}, (request) =>
      request.method === 'POST' ? Promise.resolve(new Response(null, { status: 201 })) : null,
    );
    expect(await record.write()).toEqual({ kind: 'unconfirmed' });
  });

  test('fault 75: what the server changed is shown by name', async () => {
    const record = await open();
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
      const record = await open();
      record.hospital.faults.turnOn(fault);
      const result = await record.write();
      expect(result).toMatchObject({ kind: 'not-written', code, status });
      expect(describeWrite(result)).toContain(String(status));
      expect(record.posts()).toHaveLength(1);
      expect(record.stored()).toHaveLength(0);
    },
  );

  test('old data cannot be written', async () => {
    const record = await open();
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
      const record = await open();
      record.hospital.store.put({ ...record.confirmed, ...change } as never);
      expect(await record.write()).toMatchObject({ kind: 'not-written', code: 'patient-changed' });
      expect(record.posts()).toEqual([]);
    },
  );

  test('fault 19: a stay that is another patient’s is not written about', async () => {
    const record = await open();
    const [stay] = record.hospital.store.all('Encounter', patient);
    record.hospital.store.put({ ...stay, subject: { reference: 'Patient/vv-no-ct' } } as never);
    const result = await record.write();
    expect(result.kind).toBe('not-written');
    expect(record.posts()).toEqual([]);
  });

  test('an ended session writes nothing', async () => {
    const record = await open();
    record.session.end();
    expect(await record.write()).toMatchObject({ kind: 'not-written', code: 'session-ended' });
    expect(record.sent).toEqual([]);
  });
});

describe('what was written before', () => {
  test('is read back with its band, its model and whose it is', async () => {
    const record = await open();
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
    const record = await open();
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
    const record = await open();
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
      const record = await open({}, async (request) => {
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
    const record = await open();
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
    const record = await open({}, (request) =>
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
