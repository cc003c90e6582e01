import type { AnyResource } from './answer.ts';

/** What a server's CapabilityStatement says about one resource type. */
export interface TypeCapability {
  /** `read`, `search-type`, `create`, `update` … */
  readonly interactions: ReadonlySet<string>;
  readonly searchParameters: ReadonlySet<string>;
  /** `MedicationAdministration:medication` …: what may come along with the rows. */
  readonly includes: ReadonlySet<string>;
  /** Whether `If-None-Exist` is honoured. */
  readonly conditionalCreate: boolean;
}

/** What a server says it offers. A type that is not there is not offered. */
export interface Capabilities {
  readonly fhirVersion: string;
  /** Name and version of the server software, control characters stripped; for hospital IT. */
  readonly software: string;
  readonly types: ReadonlyMap<string, TypeCapability>;
}

type Members = Readonly<Record<string, unknown>>;

function objects(value: unknown): readonly Members[] {
  if (!Array.isArray(value)) return [];
  return value.filter((entry) => typeof entry === 'object' && entry !== null);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 80) : '';
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(text) : [];
}

/** Reads a CapabilityStatement; null when it is none, or describes no server. */
export function readCapabilities(json: unknown): Capabilities | null {
  const statement = (typeof json === 'object' ? json : null) as AnyResource | null;
  if (statement?.resourceType !== 'CapabilityStatement') return null;
  const rest = objects(statement['rest']).find(({ mode }) => mode === 'server');
  if (rest === undefined) return null;
  const types = objects(rest['resource']).map((type): [string, TypeCapability] => [
    text(type['type']),
    {
      interactions: new Set(objects(type['interaction']).map(({ code }) => text(code))),
      searchParameters: new Set(objects(type['searchParam']).map(({ name }) => text(name))),
      includes: new Set(texts(type['searchInclude'])),
      conditionalCreate: type['conditionalCreate'] === true,
    },
  ]);
  const software = (statement['software'] ?? {}) as Members;
  return {
    fhirVersion: text(statement['fhirVersion']),
    software: `${text(software['name'])} ${text(software['version'])}`.trim(),
    types: new Map(types),
  };
}
