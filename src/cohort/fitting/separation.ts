import type { Design } from './design.ts';

/**
 * The outcome can be read off the predictors without error (`complete`) or up
 * to a boundary (`quasi`), so maximum likelihood has no finite answer.
 */
export interface Separation {
  readonly kind: 'complete' | 'quasi';
  /** The terms that run away, as columns of the design; 0 is the intercept. */
  readonly columns: readonly number[];
}

/**
 * Looks whether a direction separates events from the others: along it no row
 * loses likelihood and some row gains for ever. The last Newton step is such a
 * direction when a fit runs away, so this is proof and not a guess from large
 * standard errors.
 *
 * @param direction the last Newton step
 * @param reached   the coefficients it led to
 * @source Albert A, Anderson JA. Biometrika 1984;71:1-10
 */
export function findSeparation(
  design: Design,
  outcomes: ArrayLike<number>,
  direction: ArrayLike<number>,
  reached: ArrayLike<number>,
  weights?: ArrayLike<number>,
): Separation | null {
  const { rows, columns, x } = design;
  let furthest = 0;
  let worst = Infinity;
  let nearest = Infinity;
  for (let i = 0; i < rows; i += 1) {
    if (weights !== undefined && weights[i] === 0) continue;
    const sign = outcomes[i] === 0 ? -1 : 1;
    let move = 0;
    let logOdds = 0;
    for (let j = 0; j < columns; j += 1) {
      move += sign * (x[i * columns + j] as number) * (direction[j] as number);
      logOdds += sign * (x[i * columns + j] as number) * (reached[j] as number);
    }
    nearest = Math.min(nearest, logOdds);
    furthest = Math.max(furthest, Math.abs(move));
    worst = Math.min(worst, move);
  }
  if (!(furthest > 1e-3) || worst < -1e-5 * furthest) return null;
  const running: number[] = [];
  for (let j = 0; j < columns; j += 1) {
    let largest = 0;
    for (let i = 0; i < rows; i += 1)
      largest = Math.max(largest, Math.abs(x[i * columns + j] as number));
    if (Math.abs(direction[j] as number) * largest > 1e-3 * furthest) running.push(j);
  }
  return { kind: nearest > 8 ? 'complete' : 'quasi', columns: running };
}

/**
 * In words for the report.
 *
 * @param names   the predictors' names, without the intercept
 * @param advises whether to name methods that do have an answer
 */
export function describeSeparation(
  separation: Separation,
  names: readonly string[],
  advises = true,
): string {
  const terms = separation.columns
    .filter((j) => j > 0)
    .map((j) => names[j - 1] ?? `predictor ${j}`);
  const who = terms.length === 0 ? 'The data' : terms.join(', ');
  const verb = terms.length > 1 ? 'separate' : terms.length === 1 ? 'separates' : 'separate';
  const how = separation.kind === 'complete' ? 'completely' : 'completely on one side';
  return `${who} ${verb} events from the others ${how}; maximum likelihood has no finite answer.${advises ? " Use Firth's method or ridge." : ''}`;
}
