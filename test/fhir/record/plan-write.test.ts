import { describe, expect, test } from 'vitest';
import type { Site } from '../../../src/clinical/site.ts';
import { readCapabilities } from '../../../src/fhir/capabilities.ts';
import { readGrantedScopes } from '../../../src/fhir/launch/granted-scopes.ts';
import { planWrite, type Rung } from '../../../src/fhir/record/plan-write.ts';
import { sandboxSite } from '../fixtures/published.ts';

function siteThat(resources: Site['writeBack']['resources'], enabled = true): Site {
  return sandboxSite('https://hospital.test/fhir', {
    writeBack: { enabled, resources, staleAfterMinutes: 60 },
  });
}

function serverThatCreates(...types: Rung[]) {
  const resource = [
    { type: 'Patient', interaction: [{ code: 'read' }] },
    ...types.map((type) => ({ type, interaction: [{ code: 'create' }] })),
  ];
  const rest = [{ mode: 'server', resource }];
  return readCapabilities({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', rest });
}

const all: Rung[] = ['RiskAssessment', 'Observation', 'DocumentReference'];
const every = readGrantedScopes('patient/*.cruds');

describe('where an assessment may go', () => {
  test('the top of the ladder where everything allows it', () => {
    expect(planWrite(siteThat(all), serverThatCreates(...all), every)).toEqual({
      offered: 'RiskAssessment',
      steps: [
        { type: 'RiskAssessment', because: 'offered' },
        { type: 'Observation', because: 'lower' },
        { type: 'DocumentReference', because: 'lower' },
      ],
    });
  });

  test('fault 72: a server without RiskAssessment is offered the next rung it has', () => {
    expect(planWrite(siteThat(all), serverThatCreates('DocumentReference'), every)).toEqual({
      offered: 'DocumentReference',
      steps: [
        { type: 'RiskAssessment', because: 'not-in-capabilities' },
        { type: 'Observation', because: 'not-in-capabilities' },
        { type: 'DocumentReference', because: 'offered' },
      ],
    });
  });

  test('nothing where the site has not turned it on', () => {
    expect(planWrite(siteThat(all, false), serverThatCreates(...all), every).offered).toBeNull();
    expect(
      planWrite(siteThat(['Observation']), serverThatCreates('RiskAssessment'), every).offered,
    ).toBeNull();
  });

  test('fault 14: nothing with a read-only token', () => {
    const read = readGrantedScopes('patient/*.rs');
    const plan = planWrite(siteThat(all), serverThatCreates(...all), read);
    expect(plan.offered).toBeNull();
    expect(plan.steps.map(({ because }) => because)).toEqual([
      'not-granted',
      'not-granted',
      'not-granted',
    ]);
  });

  test('nothing on a server that does not say what it can do', () => {
    expect(planWrite(siteThat(all), null, every).offered).toBeNull();
    expect(readCapabilities('<html>')).toBeNull();
    expect(readCapabilities({ resourceType: 'CapabilityStatement' })).toBeNull();
  });
});
