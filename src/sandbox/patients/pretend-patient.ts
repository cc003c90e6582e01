import type { Bedside, Chart } from './chart.ts';

/** One pretend patient and why they are here. */
export interface PretendPatient {
  /** Logical id of the Patient, and name of the file. */
  readonly id: string;
  /** One line for whoever opens the record: what this patient teaches. */
  readonly lesson: string;
  /** Writes the record as of a moment; the same moment gives the same record. */
  write(bedside: Bedside): Chart;
}
