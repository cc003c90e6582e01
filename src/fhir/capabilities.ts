/** What a server's CapabilityStatement says about one resource type. */
export interface TypeCapability {
  /** `read`, `search-type`, `create`, `update` … */
  readonly interactions: ReadonlySet<string>;
  readonly searchParameters: ReadonlySet<string>;
  /** `MedicationAdministration:medication` … */
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
