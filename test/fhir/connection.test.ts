import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCodebook } from '../../src/clinical/codebook.ts';
import type { Site } from '../../src/clinical/site.ts';
import type { AnyResource } from '../../src/fhir/answer.ts';
import { explainConnection } from '../../src/fhir/connection/explain-connection.ts';

const root = resolve(import.meta.dirname, '../..');
const mappings = join(root, 'fhir-mappings');
const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

const codebook = readCodebook(
  readdirSync(mappings)
    .filter((file) => file.endsWith('.valueset.json'))
    .map((file) => ({ file, json: read(join(mappings, file)) })),
).value;

const site: Site = {
  id: 'test',
  name: 'Test hospital',
  enabled: true,
  contact: 'IT',
  timeZone: 'UTC',
  language: 'en',
  units: 'conventional',
  model: 'zhu-2025',
  issuers: [],
  writeBack: {
    enabled: true,
    resources: ['RiskAssessment', 'DocumentReference'],
    staleAfterMinutes: 15,
  },
  transfusion: { bagMillilitres: 200, recordComplete: false },
  lookBackDays: 60,
  targets: [],
  conceptMaps: [],
  frameAncestors: [],
  idleLockMinutes: 10,
};

const statementOf = (vendor: string): AnyResource =>
  read(join(root, 'test/captures', vendor, 'CapabilityStatement.json')) as AnyResource;

const explain = (capabilityStatement: AnyResource | null, configuration: unknown = null) =>
  new Map(
    explainConnection(
      { configuration, capabilityStatement },
      { iss: 'https://greenfield-prod-apis.meditech.com/v2', clientId: 'x' },
      site,
      codebook,
      Date.parse('2026-03-10T12:00:00Z'),
    ).map((row) => [row.feature, row]),
  );

describe('what the captured servers will and will not give', () => {
  const expected: Record<string, Record<string, string>> = {
    epic: {
      'FHIR version': 'yes',
      'search MedicationAdministration': 'yes',
      'search DeviceUseStatement': 'yes',
      'write-back': 'yes',
    },
    oracle: {
      'FHIR version': 'yes',
      'search MedicationAdministration': 'yes',
      'search Procedure': 'yes',
      'search DeviceUseStatement': 'no',
      'write-back': 'no',
    },
    meditech: {
      'FHIR version': 'yes',
      'search MedicationAdministration': 'no',
      'search DeviceUseStatement': 'no',
      'write-back': 'no',
    },
  };
  test.each(Object.entries(expected))('%s', (vendor, verdicts) => {
    const rows = explain(statementOf(vendor));
    const found = Object.fromEntries(Object.keys(verdicts).map((f) => [f, rows.get(f)?.verdict]));
    expect(found).toEqual(verdicts);
  });

  test('every "no" and every search that is not whole says what follows and what to ask', () => {
    for (const vendor of ['epic', 'oracle', 'meditech'])
      for (const row of explain(statementOf(vendor)).values()) {
        expect(row.meaning).toMatch(/\.$/);
        if (row.feature.startsWith('search') && row.verdict !== 'yes')
          expect(row.ask).toMatch(/\?$/);
      }
  });

  test("the discovery document of MEDITECH's test system is read", () => {
    const configuration = read(join(root, 'test/captures/meditech/smart-configuration.json'));
    const rows = explain(statementOf('meditech'), configuration);
    expect(rows.get('PKCE')?.verdict).toBe('yes');
    expect(rows.get('discovery')?.verdict).toBe('yes');
  });
});

describe('a server that says little', () => {
  test('without any statement nothing is promised', () => {
    const rows = explain(null);
    expect(rows.get('discovery')?.verdict).toBe('no');
    expect(rows.get('FHIR version')?.verdict).toBe('unknown');
    expect(rows.get('search Observation')?.verdict).toBe('unknown');
  });

  test('a foreign token endpoint is told before anybody launches', () => {
    const rows = explain(null, {
      authorization_endpoint: 'https://greenfield-prod-apis.meditech.com/authorize',
      token_endpoint: 'https://elsewhere.example/token',
      capabilities: ['launch-ehr'],
    });
    expect(rows.get('endpoints')?.verdict).toBe('no');
  });

  test('a server that does not list S256 is no reason to stop', () => {
    expect(explain(null, { capabilities: [] }).get('PKCE')?.verdict).toBe('partly');
  });

  test('an STU3 server is told apart', () => {
    const rows = explain({
      resourceType: 'CapabilityStatement',
      fhirVersion: '3.0.2',
      rest: [{ mode: 'server', resource: [] }],
    });
    expect(rows.get('FHIR version')?.verdict).toBe('no');
  });
});
