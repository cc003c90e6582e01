/** One row of the fault matrix: what real systems do, and what the product must then do. */
export interface FaultRow {
  readonly row: number;
  readonly group: string;
  readonly fault: string;
  readonly behaviour: string;
  readonly hazard: string;
}

/** The whole matrix with the hazards its rows can cause. */
export interface Matrix {
  readonly hazards: Readonly<
    Record<string, { readonly effect: string; readonly severity: string }>
  >;
  readonly rows: readonly FaultRow[];
}

/** What one test said. */
export interface Outcome {
  readonly file: string;
  readonly name: string;
  readonly passed: boolean;
}

const rowsOf = (name: string): readonly number[] =>
  [...name.matchAll(/\bfaults? (\d+(?:(?:, | and )\d+)*)/g)].flatMap((m) =>
    (m[1] ?? '').split(/, | and /).map(Number),
  );

const testsOf = (row: number, outcomes: readonly Outcome[]): readonly Outcome[] =>
  outcomes.filter(({ name }) => rowsOf(name).includes(row));

/** `passed`, `FAILED`, or `NO TEST` for one row. */
export function resultOf(row: number, outcomes: readonly Outcome[]): string {
  const tests = testsOf(row, outcomes);
  if (tests.length === 0) return 'NO TEST';
  return tests.every(({ passed }) => passed) ? 'passed' : 'FAILED';
}

/** The table `npm run faults` prints: row, behaviour required, tests, result; and how many rows are proved. */
export function faultTable(
  matrix: Matrix,
  outcomes: readonly Outcome[],
): { readonly text: string; readonly proved: number } {
  const lines = matrix.rows.map(({ row, fault, behaviour }) => {
    const tests = testsOf(row, outcomes).map(({ file, name }) => `      ${file}: ${name}`);
    return [
      `${String(row).padStart(2)}  ${resultOf(row, outcomes).padEnd(8)} ${fault}`,
      `      must: ${behaviour}`,
      ...tests,
    ].join('\n');
  });
  const proved = matrix.rows.filter(({ row }) => resultOf(row, outcomes) === 'passed').length;
  return {
    text: `${lines.join('\n')}\n\n${proved} of ${matrix.rows.length} rows proved\n`,
    proved,
  };
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The hazard log, in the columns of DCB0129: hazard, cause, effect, severity, control, test. */
export function hazardLog(matrix: Matrix, outcomes: readonly Outcome[]): string {
  const rows = matrix.rows.map(({ row, fault, behaviour, hazard }) => {
    const effect = matrix.hazards[hazard];
    const files = [...new Set(testsOf(row, outcomes).map(({ file }) => file))].join(', ');
    return `| H${row} | ${hazard} | ${cell(fault)} | ${effect?.effect ?? ''} | ${effect?.severity ?? ''} | ${cell(behaviour)} | ${files || 'none'} | ${resultOf(row, outcomes)} |`;
  });
  return [
    '# Hazard log',
    '',
    'Made by `npm run faults -- --hazards` from the fault matrix and the tests that prove it. The hospital adds likelihood and residual rating with its clinical safety officer.',
    '',
    '| no. | hazard | cause | effect | severity | control | test | result |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
