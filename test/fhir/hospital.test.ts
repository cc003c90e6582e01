import { describe, expect, test } from 'vitest';
import { fetchCapabilities } from '../../src/fhir/fetch-capabilities.ts';
import { fetchChart } from '../../src/fhir/fetch-chart.ts';
import { planScopes } from '../../src/fhir/launch/plan-scopes.ts';
import { createHospital } from '../../src/sandbox/hospital.ts';
import { smartConfiguration } from './fixtures/configuration.ts';
import { sandboxCodebook, sandboxSite } from './fixtures/published.ts';
import { testNow, testSession, testTransport } from './fixtures/test-session.ts';

const hospital = createHospital({
  origin: 'http://hospital.test',
  appOrigin: 'http://app.test',
  now: () => new Date(testNow),
});
const site = sandboxSite(hospital.base);
const codebook = sandboxCodebook();
const scope = planScopes(site, site.issuers[0]!, smartConfiguration(), 'ehr');

async function read(patient: string, asked: string[] = []) {
  const transport = testTransport((request) => {
    asked.push(request.url.slice(hospital.base.length + 1));
    return hospital.fetch(request);
  });
  const capabilities = await fetchCapabilities(hospital.base, transport);
  const accessToken = hospital.grant({ patient, scope });
  const known = { base: hospital.base, patient, scope, accessToken, capabilities };
  const session = testSession(transport, known);
  return fetchChart(session, { site, codebook, now: testNow, transport });
}

/** What the store holds of a type in the look-back and with a code we ask for is known only to it; whole types are countable. */
const wholeTypes = [
  'Condition',
  'Procedure',
  'MedicationAdministration',
  'DeviceUseStatement',
] as const;

function patients(rows: readonly object[]): readonly string[] {
  return [
    ...new Set(rows.flatMap((row) => ('subject' in row ? [JSON.stringify(row.subject)] : []))),
  ];
}

describe('reading the pretend hospital', () => {
  test.each(hospital.patients.map(({ id }) => id))(
    '%s is read completely, and belongs to nobody else',
    async (patient) => {
      const chart = await read(patient);
      expect(chart.void).toEqual([]);
      expect(chart.notLoaded).toEqual([]);
      expect(chart.faults).toEqual([]);
      expect(chart.patient?.id).toBe(patient);
      for (const type of wholeTypes) {
        const rows = chart.resources.filter(({ resourceType }) => resourceType === type);
        expect(rows.map(({ id }) => id).sort(), type).toEqual(
          hospital.store
            .all(type, patient)
            .map(({ id }) => id)
            .sort(),
        );
      }
    },
    20_000,
  );

  test('asks everything in one parallel round, and what rows point at in a second', async () => {
    const waiting: string[] = [];
    const rounds: number[] = [];
    const transport = testTransport(async (request) => {
      waiting.push(request.url);
      await new Promise((resolve) => {
        setTimeout(resolve, 0);
      });
      if (waiting.length > 0) rounds.push(waiting.splice(0).length);
      return hospital.fetch(request);
    });
    const accessToken = hospital.grant({ patient: 'clean-va', scope });
    const session = testSession(transport, {
      base: hospital.base,
      patient: 'clean-va',
      scope,
      accessToken,
    });
    await fetchChart(session, { site, codebook, now: testNow, transport });
    expect(rounds.length).toBe(2);
  });

  test('every address stays short enough for every proxy', async () => {
    const asked: string[] = [];
    await read('clean-va', asked);
    expect(Math.max(...asked.map((target) => target.length))).toBeLessThan(2_000);
  });

  test('two readings at once give each patient only its own rows', async () => {
    const [one, other] = await Promise.all([read('clean-va'), read('vv-no-ct')]);
    expect(patients(one.resources).join()).toContain('clean-va');
    expect(patients(one.resources).join()).not.toContain('vv-no-ct');
    expect(patients(other.resources).join()).not.toContain('clean-va');
  });
});
