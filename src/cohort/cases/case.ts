import type { EcmoMode } from '../../clinical/event.ts';
import type { ModelDocument, ModelInput } from '../../model/document.ts';

/** Hours of support at which patients are looked at, and the paper's own reading over the whole run. */
export type ReadingTime = number | 'whole-run';

/** Why a patient with a run is not in the cohort; the first that holds. */
export type Exclusion =
  'age-unknown' | 'under-18' | 'ich-before-ecmo' | 'less-than-24-h' | 'hours-uncertain';

/** The inputs of a patient at one time, read as the bedside would have read them then. */
export interface CaseReading {
  readonly at: ReadingTime;
  /** On support, alive and free of the outcome at that hour. */
  readonly atRisk: boolean;
  /** By input id; null is unknown, yes is 1. */
  readonly values: Readonly<Record<string, number | null>>;
}

/** One patient with a run of support: what was known when, and how it ended. */
export interface Case {
  readonly patient: string;
  readonly excluded: Exclusion | null;
  readonly sex: string;
  readonly ageBand: string;
  readonly mode: EcmoMode;
  /** Calendar year in which support began, in the hospital's zone. */
  readonly year: string;
  /** Length of support; of a run that is not over, until the last thing known. */
  readonly hours: number;
  readonly running: boolean;
  /** Further runs of the same patient, not looked at. */
  readonly laterRuns: number;
  /** Hours from the start of support to the haemorrhage during it. */
  readonly ichHours: number | null;
  /** How the time at risk ended: haemorrhage, death on support, the end of support, or not at all. */
  readonly ending: 'ich' | 'death' | 'weaned' | 'running';
  readonly diedInHospital: boolean | null;
  readonly diedWithin28Days: boolean | null;
  readonly readings: readonly CaseReading[];
  /** Inputs just before the haemorrhage, to tell what the whole run adds after it. */
  readonly beforeIch: Readonly<Record<string, number | null>> | null;
}

/** What to read of each patient. */
export interface CaseSettings {
  readonly inputs: readonly ModelInput[];
  readonly outcome: ModelDocument['outcome'];
  readonly eligibility: ModelDocument['eligibility'];
  readonly times: readonly ReadingTime[];
}

/** The landmarks of the validation, hours of support (design of issue 6). */
export const landmarks: readonly ReadingTime[] = [24, 48, 72, 120, 168, 'whole-run'];
