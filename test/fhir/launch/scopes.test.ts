import { describe, expect, test } from 'vitest';
import { readGrantedScopes } from '../../../src/fhir/launch/granted-scopes.ts';
import { planScopes } from '../../../src/fhir/launch/plan-scopes.ts';
import { readTypes } from '../../../src/fhir/read-types.ts';
import { smartConfiguration } from '../fixtures/configuration.ts';
import { sandboxSite } from '../fixtures/published.ts';

const site = sandboxSite('https://hospital.test/fhir', {
  writeBack: { enabled: false, resources: [], staleAfterMinutes: 60 },
});
const issuer = site.issuers[0]!;
const category = 'http://terminology.hl7.org/CodeSystem/observation-category';

describe('what is asked for', () => {
  test('one scope for each type that is read, and nothing wider', () => {
    const asked = planScopes(site, issuer, smartConfiguration(), 'ehr').split(' ');
    expect(asked).toEqual([
      'launch',
      'openid',
      'fhirUser',
      ...readTypes.map((type) => `patient/${type}.rs`),
    ]);
    expect(asked.join(' ')).not.toMatch(/\*|user\/|system\/|offline_access|online_access/);
  });

  test('SMART v1 where the server has nothing newer', () => {
    const old = smartConfiguration({ capabilities: ['permission-v1'] });
    expect(planScopes(site, issuer, old, 'ehr')).toContain('patient/Observation.read');
  });

  test('writing only what the site turned on, in the order of the standard', () => {
    const writing = {
      ...site,
      writeBack: { enabled: true, resources: ['RiskAssessment' as const], staleAfterMinutes: 60 },
    };
    const asked = planScopes(writing, issuer, smartConfiguration(), 'ehr');
    expect(asked).toContain('patient/RiskAssessment.crus');
    expect(asked).toContain('patient/Provenance.c');
    expect(asked).not.toMatch(/DocumentReference|Observation\.c/);
  });

  test('Observations by category where the server offers that', () => {
    const scopesSupported = ['laboratory', 'vital-signs'].map(
      (code) => `patient/Observation.rs?category=${category}|${code}`,
    );
    const asked = planScopes(site, issuer, smartConfiguration({ scopesSupported }), 'ehr').split(
      ' ',
    );
    expect(asked).toEqual(expect.arrayContaining(scopesSupported));
    expect(asked).not.toContain('patient/Observation.rs');
  });

  test('a site’s own list as it stands', () => {
    const own = { ...issuer, scopes: ['launch', 'patient/*.read'] };
    expect(planScopes(site, own, smartConfiguration(), 'ehr')).toBe('launch patient/*.read');
  });

  test('a renewable session only where the site asks for it', () => {
    const online = { ...issuer, onlineAccess: true };
    expect(planScopes(site, online, smartConfiguration(), 'ehr')).toContain('online_access');
  });
});

describe('fault 14: what was granted', () => {
  const table: readonly (readonly [string, string, 'c' | 'r' | 'u' | 's', boolean])[] = [
    ['patient/Observation.rs', 'Observation', 's', true],
    ['patient/Observation.rs', 'Observation', 'c', false],
    ['patient/Observation.rs', 'Condition', 's', false],
    ['patient/*.read', 'Condition', 'r', true],
    ['patient/*.read', 'Condition', 'c', false],
    ['patient/*.write', 'RiskAssessment', 'c', true],
    ['patient/*.write', 'RiskAssessment', 's', false],
    ['patient/*.*', 'RiskAssessment', 'u', true],
    ['user/Observation.rs', 'Observation', 's', true],
    ['patient/Observation.sr', 'Observation', 's', false],
    ['patient/Observation.r', 'Observation', 's', false],
    ['patient/Observation.constructor', 'Observation', 's', false],
    [`patient/Observation.rs?category=${category}|laboratory`, 'Observation', 's', true],
    ['patient/Observation.rs?status=final', 'Observation', 's', false],
    ['', 'Observation', 's', false],
    ['launch openid', 'Patient', 'r', false],
  ];

  test.each(table)('%j: %s %s is %s', (text, type, interaction, allowed) => {
    expect(readGrantedScopes(text).allows(type, interaction)).toBe(allowed);
  });

  test('a grant by category is known to be one', () => {
    const limited = `patient/Observation.rs?category=${category}|laboratory`;
    expect(readGrantedScopes(limited).observationCategories).toEqual(['laboratory']);
    expect(readGrantedScopes(`${limited} patient/Observation.rs`).observationCategories).toBeNull();
  });
});
