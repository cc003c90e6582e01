import type { CapabilityStatement } from 'fhir/r4';
import { commonParameters, searchParameters } from './search-parameters.ts';

/** What the server is like, as far as its statement depends on it. */
export interface Described {
  readonly base: string;
  readonly origin: string;
  /** When it was started, a FHIR dateTime. */
  readonly started: string;
  /** Resource types a client may file. */
  readonly writable: readonly string[];
}

/** What this server says of itself at `/metadata`; derived from what it really answers. */
export function capabilityStatement({
  base,
  origin,
  started,
  writable,
}: Described): CapabilityStatement {
  const uri = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris';
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: started,
    kind: 'instance',
    software: { name: 'Pretend hospital', version: '1.0.0' },
    implementation: { description: 'A pretend hospital: no real patients', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        security: {
          cors: true,
          service: [
            {
              coding: [
                {
                  system: 'http://terminology.hl7.org/CodeSystem/restful-security-service',
                  code: 'SMART-on-FHIR',
                },
              ],
            },
          ],
          extension: [
            {
              url: uri,
              extension: [
                { url: 'authorize', valueUri: `${origin}/auth/authorize` },
                { url: 'token', valueUri: `${origin}/auth/token` },
              ],
            },
          ],
        },
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
        resource: Object.entries(searchParameters).map(([type, own]) => ({
          type: type as 'Patient',
          interaction: [
            { code: 'read' },
            { code: 'vread' },
            { code: 'history-instance' },
            { code: 'search-type' },
            ...(writable.includes(type)
              ? (['create', 'update', 'patch'] as const).map((code) => ({ code }))
              : []),
          ],
          versioning: 'versioned-update',
          readHistory: true,
          updateCreate: false,
          conditionalCreate: writable.includes(type),
          conditionalUpdate: writable.includes(type),
          searchInclude: Object.entries(own)
            .filter(([, parameter]) => parameter.kind === 'reference')
            .map(([name]) => `${type}:${name}`),
          searchParam: Object.entries({ ...commonParameters, ...own }).map(([name, { kind }]) => ({
            name,
            type: kind,
          })),
        })),
      },
    ],
  };
}
