/** One allowed FHIR server and what the app may ask of it. */
export interface Issuer {
  /** FHIR base URL, https, or http on loopback. Compared normalised. */
  readonly iss: string;
  readonly clientId: string;
  /** Overrides the derived scopes where a vendor insists. */
  readonly scopes?: readonly string[];
  /** Origins the discovery document may name; default: the issuer's own. */
  readonly authorizationOrigins?: readonly string[];
  /** Origins a style of the record system may come from besides the server's own. */
  readonly styleOrigins?: readonly string[];
  /** Whether a launch without `launch` (standalone) is allowed. */
  readonly standalone?: boolean;
  /** Whether to ask for `online_access` and renew the token while the page is open. */
  readonly onlineAccess?: boolean;
}

/** A target range a site works to, shown as lanes and never judged. */
export interface Target {
  readonly concept: string;
  readonly low?: number;
  readonly high?: number;
  readonly unit: string;
  /** Who says so, and when; required, because no range is universal. */
  readonly source: string;
}

/** One hospital's settings, read from `fhir-mappings/sites/<site>/site.json` at run time. */
export interface Site {
  readonly id: string;
  readonly name: string;
  /** False is the kill switch: nothing is shown but `contact`. */
  readonly enabled: boolean;
  readonly contact: string;
  /** IANA zone in which dates without a time are read. */
  readonly timeZone: string;
  readonly language: 'en' | 'de' | 'zh';
  /** The units values are shown in; what is computed, kept and written never changes with them. */
  readonly units: 'SI' | 'conventional';
  /** UCUM codes by concept, where a hospital departs from `units`: `{ "paco2": "mm[Hg]" }`. */
  readonly displayUnits?: Readonly<Record<string, string>>;
  /** Model document: a published id (`zhu-2025`) or a file of the site folder. */
  readonly model: string;
  /** Local calibration that replaces the reconstructed intercept, if any. */
  readonly calibration?: {
    readonly intercept: number;
    readonly standardError: number;
    readonly n: number;
    readonly events: number;
    readonly source: string;
  };
  readonly issuers: readonly Issuer[];
  readonly writeBack: {
    readonly enabled: boolean;
    readonly resources: readonly ('RiskAssessment' | 'Observation' | 'DocumentReference')[];
    readonly staleAfterMinutes: number;
  };
  readonly transfusion: {
    /** Millilitres of one bag of plasma. */
    readonly bagMillilitres: number;
    /** True when nothing recorded means nothing given. */
    readonly recordComplete: boolean;
  };
  /** How far back the searches reach, in days before now. */
  readonly lookBackDays: number;
  readonly targets: readonly Target[];
  /** ConceptMap files of the site folder. */
  readonly conceptMaps: readonly string[];
  /** The hospital's own URIs for published code systems, by URI: `urn:oid:1.2.3` → `http://loinc.org`. */
  readonly systems?: Readonly<Record<string, string>>;
  readonly frameAncestors: readonly string[];
  readonly idleLockMinutes: number;
}
