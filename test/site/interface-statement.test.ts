import { describe, expect, test } from 'vitest';
import { fetchCapabilities } from '../../src/fhir/fetch-capabilities.ts';
import { fetchChart } from '../../src/fhir/fetch-chart.ts';
import { planScopes } from '../../src/fhir/launch/plan-scopes.ts';
import { createHospital } from '../../src/sandbox/hospital.ts';
import { interfaceStatement } from '../../src/site/interface-statement.ts';
import { smartConfiguration } from '../fhir/fixtures/configuration.ts';
import { sandboxCodebook, sandboxSite, zhu } from '../fhir/fixtures/published.ts';
import { testNow, testSession, testTransport } from '../fhir/fixtures/test-session.ts';

const hospital = createHospital({
  origin: 'http://hospital.test',
  appOrigin: 'http://app.test',
  now: () => new Date(testNow),
});
const site = sandboxSite(hospital.base);
const codebook = sandboxCodebook();
const statement = interfaceStatement(site, codebook, zhu());
const scope = planScopes(site, site.issuers[0]!, smartConfiguration(), 'ehr');

/** Every FHIR request of one launch, as the statement would print it. */
async function asked(patient: string): Promise<readonly string[]> {
  const sent: string[] = [];
  const transport = testTransport((request) => {
    sent.push(decodeURIComponent(request.url.slice(hospital.base.length + 1)));
    return hospital.fetch(request);
  });
  const capabilities = await fetchCapabilities(hospital.base, transport);
  const accessToken = hospital.grant({ patient, scope });
  const known = { base: hospital.base, patient, scope, accessToken, capabilities };
  const session = testSession(transport, known);
  await fetchChart(session, { site, codebook, model: zhu(), now: testNow, transport });
  return sent
    .filter((each) => !each.includes('_page='))
    .map((each) =>
      each
        .replaceAll(patient, '{patient}')
        .replaceAll(/ge\d{4}-\d\d-\d\dT[\d:.]+Z/g, `ge{${site.lookBackDays} days ago}`),
    );
}

/** The statement's word for a row that another points at, such as `Medication/{id}`. */
const singly = (request: string): string =>
  request
    .replace(/^(Medication|Device|Specimen)\/[\w.-]+$/, '$1/{id}')
    .replace(/^Encounter\/[^?]+$/, 'Encounter/{encounter}');

const section = (title: string): string =>
  statement.split(`## ${title}`)[1]?.split('\n## ')[0] ?? '';

describe('the interface statement', () => {
  test.each(['clean-va', 'infusion-by-volume', 'german-codes', 'orders-only'])(
    'holds every request that a launch of %s sends',
    async (patient) => {
      const requests = await asked(patient);
      expect(requests.length).toBeGreaterThan(10);
      for (const request of requests)
        expect(section('Searches')).toContain(`\`${singly(request)}\``);
    },
  );

  test('holds every scope that is asked for, and no other', () => {
    const listed = [...section('Scopes, SMART v2').matchAll(/`(.+)`/g)].map(([, name]) => name);
    expect(listed).toEqual(scope.split(' '));
  });

  test('is the same on any day, and names every concept and input', () => {
    expect(statement).not.toMatch(/\d{4}-\d\d-\d\dT/);
    for (const { id } of codebook.concepts.values()) expect(statement).toContain(`| ${id} |`);
    for (const { id } of zhu().inputs) expect(section('Inputs')).toContain(`| ${id} |`);
  });
});
