import type { AcceptedUnit, Codebook, Concept } from './codebook.ts';
import { UCUM } from './code-systems.ts';
import { foldUnit } from './unit-spelling.ts';

/** A unit as FHIR Quantity gives it: a code of a system, a text, both or neither. */
export interface WrittenUnit {
  readonly unit?: string;
  readonly code?: string;
  readonly system?: string;
}

/** Why no accepted unit was found. */
export type NoUnit = 'missing' | 'unknown' | 'conflict';

/**
 * The accepted unit of a concept that code and text agree on. The code comes
 * first; a text nobody lists is a label and does not count against it, but a
 * unit of other concepts beside it does. Silence is a unit only for concepts
 * that have none (`unitless`).
 */
export function pickUnit(
  written: WrittenUnit,
  concept: Concept,
  codebook: Codebook,
): AcceptedUnit | NoUnit {
  const code = presence(written.code);
  const text = presence(written.unit);
  if (code === null && text === null) {
    return (concept.facets['unitless'] === 'yes' ? codebook.unit(concept, '1') : null) ?? 'missing';
  }
  const byCode = code === null ? null : codebook.unit(concept, code);
  const byText = text === null ? null : codebook.unit(concept, text);
  if (byCode !== null && byText !== null) return agreed(byCode, byText, concept, codebook);
  if (byCode !== null) return isKnown(text, codebook) ? 'conflict' : byCode;
  if (byText === null) return 'unknown';
  const system = presence(written.system);
  const isUcum = system === null || codebook.system(system) === UCUM;
  return isUcum && isKnown(code, codebook) ? 'conflict' : byText;
}

/** The accepted unit that is `unit` without an annotation, or with another one, such as `mg/L{DDU}`. */
export function withBasis(
  unit: AcceptedUnit,
  basis: string | null,
  concept: Concept,
  codebook: Codebook,
): AcceptedUnit | null {
  const plain = (unit.ucum ?? unit.unit).replace(/\{[^}]*\}$/, '');
  return codebook.unit(concept, basis === null ? plain : `${plain}{${basis}}`);
}

function agreed(
  first: AcceptedUnit,
  second: AcceptedUnit,
  concept: Concept,
  codebook: Codebook,
): AcceptedUnit | 'conflict' {
  if (first.to !== second.to) return 'conflict';
  if (first.basis === second.basis) return sameFactor(first, second) ? first : 'conflict';
  if (first.basis !== undefined && second.basis !== undefined) return 'conflict';
  const [said, silent] = first.basis === undefined ? [second, first] : [first, second];
  const plain = withBasis(said, null, concept, codebook);
  return plain !== null && sameFactor(plain, silent) ? said : 'conflict';
}

function sameFactor(first: AcceptedUnit, second: AcceptedUnit): boolean {
  return Math.abs(first.factor - second.factor) <= 1e-9 * first.factor;
}

function presence(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text;
}

const KNOWN = new WeakMap<Codebook, ReadonlySet<string>>();

/** Whether any concept lists the unit. */
function isKnown(unit: string | null, codebook: Codebook): boolean {
  if (unit === null) return false;
  const known = KNOWN.get(codebook) ?? allUnits(codebook);
  KNOWN.set(codebook, known);
  return known.has(foldUnit(unit));
}

function allUnits(codebook: Codebook): ReadonlySet<string> {
  const units = new Set<string>();
  for (const { measurement } of codebook.concepts.values()) {
    for (const each of measurement?.accepted ?? []) units.add(foldUnit(each.unit));
  }
  return units;
}
