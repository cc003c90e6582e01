import type { AcceptedUnit, Codebook, Concept } from './codebook.ts';
import type { Site } from './site.ts';

/** How values of one concept are shown to people, and read back from what they type. */
export interface DisplayUnit {
  /** UCUM code. */
  readonly unit: string;
  /** One of this unit, in the unit the value is kept in. */
  readonly factor: number;
  /** A kept value in this unit, to twelve significant digits. */
  show(kept: number): number;
  /** A shown value in the kept unit, to twelve significant digits. */
  keep(shown: number): number;
  /** Decimals that say as much as `kept` decimals of the kept unit do; never more than two. */
  digits(kept: number): number;
}

/** In which unit a site reads what it measures. Nothing is ever computed, kept or written in these units. */
export interface DisplayUnits {
  /** @param unit the unit the value is kept in; one other than the concept's own is shown as it is */
  of(concept: string, unit: string): DisplayUnit;
}

/** Shows every value in the unit it is kept in. */
export const AS_KEPT: DisplayUnits = { of: (_, unit) => displayUnit(unit, 1) };

/**
 * The units a site chose, by `units` and, for single concepts, by
 * `displayUnits`. All conversions come from the units the value sets accept.
 *
 * @throws RangeError when the site asks for a unit that `findDisplayUnit` does not know
 */
export function displayUnits(codebook: Codebook, site: Site): DisplayUnits {
  const chosen = new Map<string, AcceptedUnit>();
  for (const { id, measurement } of codebook.concepts.values()) {
    const unit = site.displayUnits?.[id] ?? measurement?.shown?.[site.units];
    if (unit === undefined) continue;
    const accepted = findDisplayUnit(codebook, id, unit);
    if (accepted === null) throw new RangeError(`invalid display unit; ${id}: ${unit}`);
    chosen.set(id, accepted);
  }
  return {
    of: (concept, unit) => {
      const accepted = chosen.get(concept);
      const own = codebook.concepts.get(concept)?.measurement?.unit;
      if (accepted === undefined || unit !== own) return displayUnit(unit, 1);
      return displayUnit(accepted.ucum ?? accepted.unit, accepted.factor);
    },
  };
}

/**
 * The accepted unit of a concept that a site may show it in, or null: it must
 * be UCUM, convert to the concept's own unit, and count the same thing (D-dimer
 * stays in FEU, urea says whether it is urea or its nitrogen).
 */
export function findDisplayUnit(
  codebook: Codebook,
  concept: string,
  unit: string,
): AcceptedUnit | null {
  const measurement = codebook.concepts.get(concept)?.measurement;
  if (measurement === undefined) return null;
  const named = (one: AcceptedUnit) => one.ucum === undefined && one.unit === unit;
  const accepted = measurement.accepted.find(named);
  if (accepted === undefined || accepted.to !== undefined) return null;
  const kept = measurement.accepted.find((one) => one.unit === measurement.unit);
  if (kept?.basis !== undefined) return accepted.basis === kept.basis ? accepted : null;
  return accepted.basis === undefined && isAmbiguous(accepted, measurement.accepted)
    ? null
    : accepted;
}

/** Whether the same unit is also listed with something it counts, such as `mg/dL{BUN}` beside `mg/dL`. */
function isAmbiguous({ unit }: AcceptedUnit, all: NonNullable<Concept['measurement']>['accepted']) {
  return all.some((one) => one.basis !== undefined && one.unit.replace(/\{[^}]*\}$/, '') === unit);
}

function displayUnit(unit: string, factor: number): DisplayUnit {
  return {
    unit,
    factor,
    show: (kept) => (factor === 1 ? kept : Number((kept / factor).toPrecision(12))),
    keep: (shown) => (factor === 1 ? shown : Number((shown * factor).toPrecision(12))),
    digits: (kept) => Math.min(2, Math.max(0, Math.round(kept + Math.log10(factor)))),
  };
}
