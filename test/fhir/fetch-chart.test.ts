import { describe, expect, test } from 'vitest';
import { fetchChart } from '../../src/fhir/fetch-chart.ts';
import { readCapabilities } from '../../src/fhir/capabilities.ts';
import type { Progress } from '../../src/fhir/chart.ts';
import { conceptsOf, readSmall as read, refuse, smallSite as site } from './fixtures/read-small.ts';
import { smallCodebook } from './fixtures/small-codebook.ts';
import {
  bundle,
  fhirJson,
  outcome,
  platelets,
  smallBase,
  smallServer,
} from './fixtures/small-server.ts';
import { testNow, testSession, testTransport } from './fixtures/test-session.ts';

describe('complete or void', () => {
  test('an empty record is read completely', async () => {
    const chart = await read({});
    expect(chart).toMatchObject({
      patient: { id: 'p1' },
      encounter: null,
      notLoaded: [],
      void: [],
    });
    expect(chart.resources).toHaveLength(1);
  });

  test.each([
    ['fault 22: no connection', () => Promise.reject(new TypeError('down')), 'not-answered'],
    [
      'fault 23: a server that stays busy',
      () => fhirJson(outcome('throttled'), { status: 429 }),
      'not-answered',
    ],
    ['fault 26: a login page', () => new Response('<html>'), 'unexpected-answer'],
    [
      'fault 27: cut-off JSON',
      () => new Response('{"resourceType":"Bundle",'),
      'unexpected-answer',
    ],
    ['fault 27: XML', () => new Response('<Bundle/>'), 'unexpected-answer'],
    ['fault 25: 406', refuse(406), 'unexpected-answer'],
    [
      'fault 47: a locked record',
      () => fhirJson(outcome('security', '4130'), { status: 403 }),
      'suppressed',
    ],
  ] as const)('%s at one search voids the run', async (_, answer, kind) => {
    const chart = await read({
      Condition: answer as () => Response,
      Observation: () => fhirJson(bundle([platelets('o1')])),
    });
    expect(chart.void.map((fault) => fault.kind)).toContain(kind);
    expect(chart).toMatchObject({ patient: null, resources: [] });
  });

  test('fault 24: 403 on one type leaves its concepts unknown, and no others', async () => {
    const chart = await read({
      Condition: refuse(403),
      Observation: () => fhirJson(bundle([platelets('o1')])),
    });
    expect(chart.void).toEqual([]);
    expect(conceptsOf(chart)).toEqual(['stroke']);
    expect(chart.notLoaded[0]?.fault).toEqual({
      kind: 'not-permitted',
      source: 'Condition',
      status: 403,
    });
    expect(chart.resources.map(({ id }) => id)).toEqual(['p1', 'o1']);
  });

  test('fault 25: a type the server answers with an HTML 404 is not offered, and unknown', async () => {
    const chart = await read({
      DeviceUseStatement: () => new Response('<html>IIS</html>', { status: 404 }),
    });
    expect(chart.void).toEqual([]);
    expect(conceptsOf(chart)).toEqual(['ecmo']);
    expect(chart.notLoaded[0]?.fault).toEqual({
      kind: 'not-offered',
      source: 'DeviceUseStatement',
    });
  });

  test('fault 14: what was not granted is not even asked for', async () => {
    const asked: string[] = [];
    const chart = await read(
      {},
      { scope: 'patient/Patient.rs patient/Observation.rs patient/Procedure.rs' },
      asked,
    );
    expect(asked.some((target) => target.startsWith('Condition'))).toBe(false);
    expect(conceptsOf(chart)).toEqual(['ecmo', 'plasma', 'stroke']);
  });

  test('fault 14: a grant of some categories leaves the concepts of others unknown', async () => {
    const scope =
      'patient/Patient.rs patient/Observation.rs?category=x|vital-signs patient/Condition.rs';
    const chart = await read({}, { scope });
    expect(conceptsOf(chart)).toContain('platelets');
  });

  test('a type missing from the CapabilityStatement is not asked for', async () => {
    const resource = ['Patient', 'Encounter', 'Observation', 'Condition', 'Procedure'].map(
      (type) => ({ type }),
    );
    const statement = {
      resourceType: 'CapabilityStatement',
      fhirVersion: '4.0.1',
      rest: [{ mode: 'server', resource }],
    };
    const asked: string[] = [];
    const chart = await read({}, { capabilities: readCapabilities(statement) }, asked);
    expect(asked.some((target) => /^(?:Medication|Device)/.test(target))).toBe(false);
    expect(conceptsOf(chart)).toEqual(['ecmo', 'plasma']);
  });

  test('fault 38: a search the server held something back from leaves its concepts unknown', async () => {
    const held = bundle([platelets('o1'), outcome('suppressed', '59204', 'information')]);
    const chart = await read({ Observation: () => fhirJson(held) });
    expect(chart.notLoaded).toEqual([
      {
        concept: 'platelets',
        fault: { kind: 'suppressed', source: 'Observation 1 of 1', code: '59204' },
      },
    ]);
    expect(chart.resources.map(({ id }) => id)).toContain('o1');
  });

  test('fault 18: one 401 ends the session and voids everything (probe 10)', async () => {
    const chart = await read({
      Procedure: refuse(401),
      Observation: () => fhirJson(bundle([platelets('o1')])),
    });
    expect(chart.void).toEqual([{ kind: 'session-ended', source: 'Procedure' }]);
    expect(chart.resources).toEqual([]);
  });

  test('fault 16: a token that ends in the middle leaves no half run', async () => {
    let now = testNow;
    const server = smallServer({
      Observation: () => {
        now = testNow + 10_000;
        return fhirJson(bundle([platelets('o1')], `${smallBase}/Observation?page=2`));
      },
    });
    const transport = testTransport(server, { now: () => now });
    const session = testSession(transport, { expiresAt: testNow + 5_000 });
    const chart = await fetchChart(session, { site, codebook: smallCodebook, now, transport });
    expect(chart.void.map(({ kind }) => kind)).toEqual(['session-ended']);
    expect(chart.resources).toEqual([]);
  });

  test('fault 29: a cancelled run gives nothing, and costs no session (probe 9)', async () => {
    const stop = new AbortController();
    const transport = testTransport(
      smallServer({
        Observation: async () => {
          stop.abort();
          return fhirJson(bundle([platelets('late')]));
        },
      }),
    );
    const session = testSession(transport);
    const run = fetchChart(session, {
      site,
      codebook: smallCodebook,
      now: testNow,
      transport,
      signal: stop.signal,
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(session.authorization()).not.toBeNull();
  });

  test('progress is told by query and never by patient', async () => {
    const steps: Progress[] = [];
    const transport = testTransport(
      smallServer({ Observation: () => fhirJson(bundle([platelets('o1')])) }),
    );
    await fetchChart(testSession(transport), {
      site,
      codebook: smallCodebook,
      now: testNow,
      transport,
      onProgress: (step) => steps.push(step),
    });
    const last = steps.at(-1);
    expect(last?.done).toBe(last?.total);
    expect(last?.rows).toBe(1);
    expect(JSON.stringify(steps)).not.toContain('p1');
  });
});
