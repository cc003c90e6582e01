import { describe, expect, test } from 'vitest';
import { assess } from '../../src/assess.ts';
import type { Chart } from '../../src/fhir/chart.ts';
import { fetchCapabilities } from '../../src/fhir/fetch-capabilities.ts';
import { fetchChart } from '../../src/fhir/fetch-chart.ts';
import { planScopes } from '../../src/fhir/launch/plan-scopes.ts';
import { createHospital } from '../../src/sandbox/hospital.ts';
import { smartConfiguration } from './fixtures/configuration.ts';
import { sandboxCodebook, sandboxSite, zhu } from './fixtures/published.ts';
import { testNow, testSession, testTransport } from './fixtures/test-session.ts';

const hospital = createHospital({
  origin: 'http://hospital.test',
  appOrigin: 'http://app.test',
  now: () => new Date(testNow),
});
const site = sandboxSite(hospital.base);
const codebook = sandboxCodebook();
const model = zhu();
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
  );

  test('what the risk depends on is read in one parallel round, the rest in one more', async () => {
    const waiting: string[] = [];
    const rounds: string[][] = [];
    const transport = testTransport(async (request) => {
      waiting.push(request.url.slice(hospital.base.length + 1));
      await new Promise((resolve) => {
        setTimeout(resolve, 0);
      });
      if (waiting.length > 0) rounds.push(waiting.splice(0));
      return hospital.fetch(request);
    });
    const capabilities = await fetchCapabilities(hospital.base, transport);
    const accessToken = hospital.grant({ patient: 'clean-va', scope });
    const known = { base: hospital.base, patient: 'clean-va', scope, accessToken, capabilities };
    rounds.length = 0;
    const early: [number, Chart][] = [];
    const whole = await fetchChart(testSession(transport, known), {
      site,
      codebook,
      model,
      now: testNow,
      transport,
      onEssential: (chart) => early.push([rounds.length, chart]),
    });
    const [[roundsBefore, essential] = [0, null]] = early;
    expect(roundsBefore).toBe(1);
    expect(rounds).toHaveLength(2);
    expect(early).toHaveLength(1);
    expect(essential?.pending).toContain('aptt');
    expect(essential?.pending).not.toContain('platelets');
    expect(whole.pending).toBeUndefined();

    const riskOf = ({ resources }: Chart) =>
      assess(resources, { codebook, model, site, moment: testNow, patient: 'clean-va' });
    expect(riskOf(whole).risk).not.toBeNull();
    expect(riskOf(essential!).risk).toEqual(riskOf(whole).risk);
    expect(riskOf(essential!).inputs).toEqual(riskOf(whole).inputs);
    expect(riskOf(essential!).ecmo).toEqual(riskOf(whole).ecmo);
  });

  test.each(hospital.patients.map(({ id }) => id).filter((id) => id !== 'largest'))(
    '%s: what comes after the essential changes neither risk, inputs nor refusals',
    async (patient) => {
      const transport = testTransport((request) => hospital.fetch(request));
      const capabilities = await fetchCapabilities(hospital.base, transport);
      const accessToken = hospital.grant({ patient, scope });
      const known = { base: hospital.base, patient, scope, accessToken, capabilities };
      let essential: Chart | null = null;
      const whole = await fetchChart(testSession(transport, known), {
        site,
        codebook,
        model,
        now: testNow,
        transport,
        onEssential: (chart) => {
          essential = chart;
        },
      });
      const conclude = (chart: Chart) => {
        const context = { codebook, model, site, moment: testNow, patient };
        const { risk, inputs, refusals, ecmo } = assess(chart.resources, context);
        return { risk, inputs, refusals, ecmo };
      };
      expect(conclude(essential!)).toEqual(conclude(whole));
    },
  );

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
