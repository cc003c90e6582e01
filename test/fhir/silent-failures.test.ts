import { describe, expect, test } from 'vitest';
import { assess } from '../../src/assess.ts';
import { fetchCapabilities } from '../../src/fhir/fetch-capabilities.ts';
import { fetchChart } from '../../src/fhir/fetch-chart.ts';
import { createHospital } from '../../src/sandbox/hospital.ts';
import { cleanVa } from '../../src/sandbox/patients/clean-va.ts';
import { sandboxFaults } from '../../src/sandbox/faults/all.ts';
import { sandboxCodebook, sandboxSite, zhu } from './fixtures/published.ts';
import { testNow, testSession, testTransport } from './fixtures/test-session.ts';

const origin = 'http://hospital.test';
const site = sandboxSite(`${origin}/fhir`);
const codebook = sandboxCodebook();
const model = zhu();
const patient = 'clean-va';

/** The way from the search to the risk, at a hospital that commits one fault. */
async function conclude(fault?: string, settings: { only?: string; times?: number } = {}) {
  const hospital = createHospital({
    origin,
    appOrigin: 'http://app.test',
    now: () => new Date(testNow),
    patients: [cleanVa],
  });
  const transport = testTransport((request) => hospital.fetch(request), {
    // a busy machine must not look like a hospital that hangs
    deadline: fault === undefined ? 30_000 : 150,
    attempts: 2,
  });
  const capabilities = await fetchCapabilities(hospital.base, transport);
  const accessToken = hospital.grant({ patient, scope: 'patient/*.rs' });
  const session = testSession(transport, {
    base: hospital.base,
    patient,
    scope: 'patient/*.rs',
    accessToken,
    capabilities,
  });
  if (fault !== undefined) hospital.faults.turnOn(fault, settings);
  const chart = await fetchChart(session, { site, codebook, now: testNow, transport });
  const assessment = assess(chart.resources, {
    codebook,
    model,
    site,
    moment: testNow,
    patient,
    notLoaded: chart.notLoaded,
    void: chart.void,
  });
  const notices = [...chart.void, ...chart.faults, ...assessment.faults];
  const inputs = assessment.inputs.map(({ id, state, value }) => [id, state, value]);
  const set = Object.values(assessment.candidates).flatMap(({ notUsed }) => notUsed);
  return { chart, assessment, notices, inputs, set };
}

/** What a reading meets; the one that sends 1.7 million rows has its own test. */
const reading = sandboxFaults.filter(
  ({ name, doors, methods }) =>
    doors.includes('fhir') &&
    (methods === undefined || methods.includes('GET')) &&
    name !== 'hundred-thousand-entries',
);

const names = cleanVa
  .write({ at: testNow, zone: 'UTC' })
  .filed.flatMap(({ resource }) =>
    resource.resourceType === 'Patient'
      ? (resource.name ?? []).flatMap(({ family, given }) => [family ?? '', ...(given ?? [])])
      : [],
  );

describe('a hospital that misbehaves', () => {
  const usually = conclude();

  test('the patient has a risk when nothing is wrong', async () => {
    expect((await usually).assessment.risk).not.toBeNull();
    expect(names.length).toBeGreaterThan(1);
  });

  test.each(reading.map(({ name, rows }) => [name, rows.join(', ')] as const))(
    '%s never changes the risk silently, nor names anybody (faults %s)',
    async (name) => {
      const usual = await usually;
      const found = await conclude(name);
      const isSame =
        JSON.stringify(found.inputs) === JSON.stringify(usual.inputs) &&
        JSON.stringify(found.assessment.risk) === JSON.stringify(usual.assessment.risk);
      const isSaid =
        found.notices.length > usual.notices.length ||
        found.set.length !== usual.set.length ||
        found.assessment.refused !== null;
      expect(isSame || isSaid).toBe(true);
      const { chart, assessment } = found;
      if (chart.void.length > 0) expect(assessment.risk).toBeNull();
      const said = JSON.stringify([chart.void, chart.faults, chart.notLoaded]);
      expect(names.filter((each) => said.includes(each))).toEqual([]);
    },
  );

  test('faults 30, 80: a hundred thousand entries at once void the run', async () => {
    const found = await conclude('hundred-thousand-entries', { only: 'Observation', times: 1 });
    expect(found.chart.void).toMatchObject([{ kind: 'cut-short', pagesRead: 1 }]);
    expect(found.assessment.risk).toBeNull();
  });
});
