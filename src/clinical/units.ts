import type { Fault } from '../faults.ts';
import type { AcceptedUnit, Codebook, Match, Measurement } from './codebook.ts';
import { readRangeText } from './range-text.ts';
import type { Because } from './timeline.ts';
import { pickBasis, type UpperLimit } from './unit-basis.ts';
import { pickUnit, withBasis, type WrittenUnit } from './written-unit.ts';

/** A number with its unit as a hospital wrote it: FHIR Quantity without its comparator. */
export interface WrittenQuantity extends WrittenUnit {
  readonly value: number;
}

/** A laboratory's own normal range, as quantities or as its text. */
export interface WrittenRange {
  readonly low?: WrittenQuantity;
  readonly high?: WrittenQuantity;
  readonly text?: string;
}

/** A quantity in the concept's canonical unit, or in the unit its accepted unit keeps (rates, bags). */
export interface Converted {
  readonly value: number;
  readonly unit: string;
}

/** Why a quantity cannot be used. */
export interface NotConverted {
  readonly because: Because;
  readonly fault: Fault;
}

/**
 * A quantity in the canonical unit of what its code means. It is believed only
 * if its unit is known (UCUM code first, then the unit text, by the spellings
 * listed for this concept), code, text and meaning do not contradict each
 * other, the value is plausible, and the laboratory's own reference range,
 * read in the same unit, ends where such ranges end.
 *
 * @param quantity the number and unit as written; a comparator stays with the caller
 * @param match    what the code means, with the facets of the code
 * @param range    the resource's own normal range, if any
 * @param source   reference of the resource, for the fault
 */
export function convertQuantity(
  quantity: WrittenQuantity,
  match: Match,
  codebook: Codebook,
  range: WrittenRange | undefined,
  source: string,
): Converted | NotConverted {
  const { concept } = match;
  const { measurement } = concept;
  const about = { source, concept: concept.id };
  const { value } = quantity;
  if (measurement === undefined || !Number.isFinite(value) || Object.is(value, -0)) {
    return { because: 'value-unreadable', fault: { kind: 'value-unreadable', ...about } };
  }
  const written = pickUnit(quantity, concept, codebook);
  if (written === 'missing') {
    return { because: 'unit-missing', fault: { kind: 'unit-missing', ...about } };
  }
  const limits = typeof written === 'string' ? [] : readLimits(range, written, match, codebook);
  const high = limits.find((limit) => limit.end === 'high') ?? null;
  const accepted =
    typeof written === 'string' ? written : pickBasis(written, match, codebook, high);
  if (accepted === 'unknown') {
    const unit = clip(quantity.unit ?? quantity.code ?? '');
    return { because: 'unit', fault: { kind: 'unit-unknown', ...about, unit } };
  }
  if (accepted === 'conflict' || contradicts(limits, accepted, match, codebook)) {
    return { because: 'unit-conflict', fault: { kind: 'unit-conflict', ...about } };
  }
  const { plausible, unit } = measurement;
  const converted = toDigits(value * accepted.factor);
  const [least, most] = accepted.to === undefined ? plausible : [0, plausible[1]];
  if (converted < least || converted > most) {
    return { because: 'implausible', fault: { kind: 'value-implausible', ...about, plausible } };
  }
  return { value: converted, unit: accepted.to ?? unit };
}

interface Limit extends UpperLimit {
  readonly end: 'low' | 'high';
}

/** The ends of a reference range whose units are known; an end without a unit has the value's. */
function readLimits(
  range: WrittenRange | undefined,
  written: AcceptedUnit,
  match: Match,
  codebook: Codebook,
): readonly Limit[] {
  const limits: Limit[] = [];
  const text = range?.text === undefined ? null : readRangeText(range.text);
  for (const end of ['low', 'high'] as const) {
    const bound = text?.[end];
    const unit = text?.unit === undefined ? {} : { unit: text.unit };
    const quantity = range?.[end] ?? (bound === undefined ? undefined : { value: bound, ...unit });
    if (quantity === undefined || !Number.isFinite(quantity.value)) continue;
    const silent = quantity.unit === undefined && quantity.code === undefined;
    const known = silent ? written : pickUnit(quantity, match.concept, codebook);
    if (typeof known !== 'string') limits.push({ end, value: quantity.value, unit: known });
  }
  return limits;
}

/** Whether a range ends where no laboratory's does: the unit, value and range cannot all be as written. */
function contradicts(
  limits: readonly Limit[],
  accepted: AcceptedUnit,
  match: Match,
  codebook: Codebook,
): boolean {
  const bounds: Measurement['upperReference'] = match.concept.measurement?.upperReference;
  if (bounds === undefined || accepted.to !== undefined) return false;
  return limits.some(({ end, value, unit }) => {
    const basis = unit.basis ?? accepted.basis ?? null;
    const meant = withBasis(unit, basis, match.concept, codebook) ?? unit;
    const limit = value * meant.factor;
    return limit > bounds[1] || (end === 'high' && limit > 0 && limit < bounds[0]);
  });
}

/** Twelve significant digits: the same measurement in two units is then the same number. */
function toDigits(value: number): number {
  return Number(value.toPrecision(12));
}

/** A unit is short; a longer text may say anything about anyone. */
function clip(text: string): string {
  return text.length > 24 ? '…' : text;
}
