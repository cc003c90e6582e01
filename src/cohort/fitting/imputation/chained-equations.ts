import { seededRandom, type Random } from '../../distributions/random.ts';
import { designMatrix, type Design } from '../design.ts';
import { drawByMatching, drawYesNo, rowsOf } from './draw-values.ts';
import type { ImputedColumn } from './missing-patterns.ts';

/** How many imputations, how long each chain, and from which seed. */
export interface ImputationOptions {
  /** Default 20; as many as there are per cent of incomplete patients is a good rule. */
  readonly imputations?: number;
  /** Passes over the columns before a chain's values are taken. Default 10. */
  readonly iterations?: number;
  readonly seed: number;
}

interface Gap {
  readonly column: number;
  readonly kind: 'quantity' | 'yes-no';
  readonly seen: number[];
  readonly unseen: number[];
  readonly values: Float64Array;
}

/** The other columns as predictors, centred and scaled so that sums stay tame. */
function othersOf(columns: readonly Float64Array[], except: number): Design {
  const others = columns
    .filter((_, j) => j !== except)
    .map((column) => {
      const mean = column.reduce((a, b) => a + b, 0) / column.length;
      const sd = Math.sqrt(column.reduce((s, v) => s + (v - mean) ** 2, 0) / column.length);
      return column.map((v) => (sd > 0 ? (v - mean) / sd : 0));
    });
  const varied = others.filter((column) => column.some((v) => v !== 0));
  return designMatrix(varied, columns[except]?.length ?? 0);
}

function fillOnce(columns: Float64Array[], gap: Gap, random: Random): void {
  const design = othersOf(columns, gap.column);
  const draw = gap.kind === 'quantity' ? drawByMatching : drawYesNo;
  const drawn = draw(rowsOf(design, gap.seen), gap.values, rowsOf(design, gap.unseen), random);
  gap.unseen.forEach((row, k) => {
    (columns[gap.column] as Float64Array)[row] = drawn[k] as number;
  });
}

/**
 * Multiple imputation by chained equations. Each missing column is drawn in
 * turn given all the others, the outcome among them, again and again; every
 * imputation is a chain of its own. The same seed gives the same values.
 *
 * @param columns  the outcome included, and anything that tells why a value is missing
 * @returns imputations, each with the columns in the order given and nothing missing
 * @source  van Buuren S, Groothuis-Oudshoorn K. J Stat Softw 2011;45(3). White IR, Royston P, Wood AM. Stat Med 2011;30:377-399
 * @checked test/reference/imputation.R, mice 3.15, within four Monte Carlo standard errors
 */
export function imputeChained(
  columns: readonly ImputedColumn[],
  options: ImputationOptions,
): Float64Array[][] {
  const { imputations = 20, iterations = 10, seed } = options;
  const n = columns[0]?.values.length ?? 0;
  const rows = Array.from({ length: n }, (_, i) => i);
  const gaps = columns
    .map(({ name, kind, values }, column): Gap => {
      if (values.length !== n)
        throw new RangeError(`invalid column ${name}; not of length ${n}: ${values.length}`);
      const seen = rows.filter((i) => !Number.isNaN(values[i]));
      if (seen.length === 0) throw new RangeError(`invalid column ${name}; nothing observed: 0`);
      return {
        column,
        kind,
        seen,
        unseen: rows.filter((i) => Number.isNaN(values[i])),
        values: Float64Array.from(seen, (i) => values[i] as number),
      };
    })
    .filter((gap) => gap.unseen.length > 0)
    .sort((a, b) => a.unseen.length - b.unseen.length);
  return Array.from({ length: imputations }, (_, k) => {
    const random = seededRandom(seed + 7919 * k);
    const filled = columns.map(({ values }) => Float64Array.from(values));
    for (const gap of gaps) {
      for (const row of gap.unseen)
        (filled[gap.column] as Float64Array)[row] = gap.values[
          random.integer(gap.values.length)
        ] as number;
    }
    for (let pass = 0; pass < iterations && gaps.length > 0; pass += 1) {
      for (const gap of gaps) fillOnce(filled, gap, random);
    }
    return filled;
  });
}
