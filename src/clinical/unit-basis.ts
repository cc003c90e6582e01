import type { AcceptedUnit, Codebook, Match, Measurement } from './codebook.ts';
import { withBasis } from './written-unit.ts';

/**
 * Upper limits of normal, in mg/L as written, that tell a laboratory's D-dimer
 * basis when neither code nor unit does: 0.5 mg/L FEU is 0.25 mg/L DDU.
 */
const UPPER_LIMITS = [
  { basis: 'FEU', from: 0.4, to: 0.6 },
  { basis: 'DDU', from: 0.2, to: 0.3 },
] as const;

/** The upper end of a reference range, as written. */
export interface UpperLimit {
  readonly value: number;
  readonly unit: AcceptedUnit;
}

/**
 * What a unit counts where one unit can count two things (D-dimer units and
 * fibrinogen equivalents; urea and its nitrogen). Code and annotation must not
 * contradict each other; a silent unit follows its code; when both are silent
 * the laboratory's own upper limit decides, and without one it stays unknown.
 */
export function pickBasis(
  written: AcceptedUnit,
  match: Match,
  codebook: Codebook,
  high: UpperLimit | null,
): AcceptedUnit | 'unknown' | 'conflict' {
  const { concept } = match;
  const bases = basesOf(concept.measurement);
  if (bases.length === 0) return written;
  const facet = match.code.facets?.['basis'] ?? concept.facets['basis'];
  if (facet === 'conflict') return 'conflict';
  const byCode = facet !== undefined && bases.includes(facet) ? facet : null;
  if (written.basis !== undefined) {
    return byCode !== null && byCode !== written.basis ? 'conflict' : written;
  }
  const ambiguous = bases.some((basis) => withBasis(written, basis, concept, codebook) !== null);
  if (!ambiguous) return written;
  const basis = byCode ?? (high === null ? null : basisOfLimit(high));
  return (basis === null ? null : withBasis(written, basis, concept, codebook)) ?? 'unknown';
}

const BASES = new WeakMap<Measurement, readonly string[]>();

/** What a concept's units may count: `FEU` and `DDU`; empty for nearly all concepts. */
function basesOf(measurement: Measurement | undefined): readonly string[] {
  if (measurement === undefined) return [];
  const known = BASES.get(measurement);
  if (known !== undefined) return known;
  const bases = [...new Set(measurement.accepted.flatMap(({ basis }) => basis ?? []))];
  BASES.set(measurement, bases);
  return bases;
}

function basisOfLimit({ value, unit }: UpperLimit): string | null {
  if (unit.basis !== undefined) return unit.basis;
  const limit = value * unit.factor;
  const found = UPPER_LIMITS.find(({ from, to }) => limit >= from - 1e-9 && limit <= to + 1e-9);
  return found?.basis ?? null;
}
