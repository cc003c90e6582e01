import type { Case } from './case.ts';

/** How far one input of the whole-run reading rests on what came after the outcome. */
export interface Leak {
  readonly input: string;
  /** Patients with the outcome for whom the input is known over the whole run. */
  readonly known: number;
  /** Of these, how many had another value just before the haemorrhage. */
  readonly changed: number;
  /** Mean just before the haemorrhage and over the whole run, of those known both times. */
  readonly meanBefore: number | null;
  readonly meanWhole: number | null;
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;

/**
 * Which inputs of the paper's definition were taken after the outcome they are
 * to predict (PROBAST 2.3: available at the time the model is meant to be used?).
 */
export function leakageOf(cases: readonly Case[]): readonly Leak[] {
  const bled = cases.flatMap(({ beforeIch, readings }) => {
    const whole = readings.find(({ at }) => at === 'whole-run')?.values;
    return beforeIch && whole ? [{ before: beforeIch, whole }] : [];
  });
  return Object.keys(bled[0]?.whole ?? {}).map((input) => {
    const known = bled.filter(({ whole }) => whole[input] !== null);
    const both = known.filter(({ before }) => before[input] !== null);
    return {
      input,
      known: known.length,
      changed: known.filter(({ before, whole }) => before[input] !== whole[input]).length,
      meanBefore: mean(both.map(({ before }) => before[input]!)),
      meanWhole: mean(both.map(({ whole }) => whole[input]!)),
    };
  });
}
