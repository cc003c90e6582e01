import type { Moment } from './moment.ts';

/** Where an event comes from: one resource, or the clinician's own entry. */
export interface Source {
  /** `Observation/123`, or `entered/platelets-lowest` for what a clinician typed. */
  readonly reference: string;
  /** `meta.versionId` where there is one. */
  readonly version?: string;
  /** Position among the resources read: tells copies of one resource apart. Absent for entries. */
  readonly row?: number;
}

interface Known {
  /** Concept id of the codebook, such as `platelets`. */
  readonly concept: string;
  readonly source: Source;
  /** From when on the hospital knew it (design ruling 3); nothing counts before. */
  readonly availableAt: Moment;
}

/** A quantity that was measured: a laboratory result, a blood gas, a pressure, a circuit flow. */
export interface Measured extends Known {
  readonly kind: 'measured';
  /** In the concept's canonical unit. */
  readonly value: number;
  readonly unit: string;
  /** The number and unit as the hospital wrote them. */
  readonly asWritten: { readonly value: string; readonly unit: string };
  /** A censored value is drawn, never averaged in or taken as an extreme (ruling 11). */
  readonly comparator?: '<' | '<=' | '>' | '>=';
  readonly at: Moment;
}

/** A drug or a blood product that reached the patient. Never an order. */
export interface Given extends Known {
  readonly kind: 'given';
  readonly start: Moment;
  /** Absent while it runs, and for a single dose. */
  readonly end?: Moment;
  /**
   * Without an end: `running` was under way when it was written; `until-next`
   * is one rate of an infusion and holds until the next is written.
   */
  readonly open?: 'running' | 'until-next';
  /** How it was given; only `infusion` and `bolus` of an anticoagulant are systemic treatment. */
  readonly use:
    'infusion' | 'bolus' | 'transfusion' | 'prophylaxis' | 'flush' | 'lock' | 'circuit' | 'unknown';
  /** Total amount, canonical unit; absent when unknown. */
  readonly amount?: { readonly value: number; readonly unit: string; readonly assumed?: boolean };
  /** Rate, canonical unit; zero is a pause; absent when unknown. */
  readonly rate?: { readonly value: number; readonly unit: string };
  /** Dose as the hospital wrote it. */
  readonly asWritten?: string;
}

/** How a support run was cannulated; `unknown` when no source says. */
export type EcmoMode = 'VA' | 'VV' | 'VAV' | 'ECPR' | 'other' | 'unknown';

/** Evidence of extracorporeal membrane oxygenation from one resource. */
export interface Supported extends Known {
  readonly kind: 'supported';
  readonly mode: EcmoMode;
  readonly evidence: 'entered' | 'procedure' | 'device' | 'flowsheet' | 'encounter';
  /** Where the cannulae lie, when a code says so. */
  readonly cannulation?: 'central' | 'peripheral';
  readonly start: Moment;
  /** Absent when the resource does not say that support ended. */
  readonly end?: Moment;
  /** True for a decannulation: it only ends a run. */
  readonly ends?: boolean;
}

/** A diagnosis, or something done once, such as a head CT. */
export interface Happened extends Known {
  readonly kind: 'happened';
  /** When it began; absent when the resource does not say. */
  readonly onset?: Moment;
  readonly end?: Moment;
  /** Condition.clinicalStatus, or `done` for a procedure or study. */
  readonly status: 'active' | 'inactive' | 'resolved' | 'unknown' | 'done';
  readonly code: string;
  /** The code itself says that it lies in the past, such as a personal history of stroke. */
  readonly past?: true;
  /** What else the code may mean, such as `tia-or-infarction`. */
  readonly ambiguity?: string;
}

/** What a resource says, in our own words. */
export type ClinicalEvent = Measured | Given | Supported | Happened;
