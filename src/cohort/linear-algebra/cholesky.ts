/** Symmetric positive definite systems, in place, row-major, without allocation. */

/**
 * Lower Cholesky factor of the symmetric matrix `a` (only its lower triangle is
 * read), written into `factor`.
 *
 * @returns false when a pivot is not positive beyond rounding: the matrix is singular
 */
export function factorise(a: Float64Array, factor: Float64Array, p: number): boolean {
  for (let i = 0; i < p; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = a[i * p + j] as number;
      for (let k = 0; k < j; k += 1)
        sum -= (factor[i * p + k] as number) * (factor[j * p + k] as number);
      if (i === j) {
        if (!(sum > 1e-13 * (a[i * p + i] as number))) return false;
        factor[i * p + i] = Math.sqrt(sum);
      } else factor[i * p + j] = sum / (factor[j * p + j] as number);
    }
  }
  return true;
}

/** Solves `factor factor' x = b` for x, over `b`. */
export function solveFactored(factor: Float64Array, b: Float64Array, p: number): void {
  for (let i = 0; i < p; i += 1) {
    let sum = b[i] as number;
    for (let k = 0; k < i; k += 1) sum -= (factor[i * p + k] as number) * (b[k] as number);
    b[i] = sum / (factor[i * p + i] as number);
  }
  for (let i = p - 1; i >= 0; i -= 1) {
    let sum = b[i] as number;
    for (let k = i + 1; k < p; k += 1) sum -= (factor[k * p + i] as number) * (b[k] as number);
    b[i] = sum / (factor[i * p + i] as number);
  }
}

/** Logarithm of the determinant of the matrix behind a Cholesky factor. */
export function logDeterminant(factor: Float64Array, p: number): number {
  let sum = 0;
  for (let i = 0; i < p; i += 1) sum += Math.log(factor[i * p + i] as number);
  return 2 * sum;
}

/** Inverse of a symmetric positive definite matrix given as rows; null when it is singular. */
export function tryInvertSymmetric(matrix: readonly ArrayLike<number>[]): number[][] | null {
  const p = matrix.length;
  const flat = Float64Array.from(matrix.flatMap((row) => Array.from(row)));
  const factor = new Float64Array(p * p);
  if (!factorise(flat, factor, p)) return null;
  const inverse = Array.from({ length: p }, () => Array.from({ length: p }, () => 0));
  const column = new Float64Array(p);
  for (let j = 0; j < p; j += 1) {
    column.fill(0);
    column[j] = 1;
    solveFactored(factor, column, p);
    for (let i = 0; i < p; i += 1) (inverse[i] as number[])[j] = column[i] as number;
  }
  return inverse;
}

/** Inverse of a symmetric positive definite matrix given as rows. Throws when it is singular. */
export function invertSymmetric(matrix: readonly ArrayLike<number>[]): number[][] {
  const inverse = tryInvertSymmetric(matrix);
  if (inverse === null) throw new RangeError(`invalid matrix; singular: ${matrix.length} rows`);
  return inverse;
}
