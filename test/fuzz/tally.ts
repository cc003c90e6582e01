import type { Finding } from './fuzz-documents.ts';

/** What the broken promises of a run come to, by kind. */
export interface Tally {
  /** Errors nobody caught. */
  readonly uncaught: number;
  /** Answers the independent oracle does not allow. */
  readonly disagreements: number;
  /** Faults or lines of the console that name the patient. */
  readonly named: number;
}

/** What a finding says when the patient is named where nobody may be. */
export const names = {
  fault: 'a fault says what the patient is called',
  console: 'the console says what the patient is called',
} as const;

/** Counts every broken promise once, by its kind. */
export function tally(findings: readonly Finding[]): Tally {
  const wrong = findings.flatMap((finding) => finding.wrong);
  const uncaught = wrong.filter((one) => one.startsWith('threw ')).length;
  const named = wrong.filter((one) => Object.values<string>(names).includes(one)).length;
  return { uncaught, named, disagreements: wrong.length - uncaught - named };
}
