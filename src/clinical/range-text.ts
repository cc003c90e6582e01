/** The ends of a reference range written as text, and its unit when it says one. */
export interface RangeText {
  readonly low?: number;
  readonly high?: number;
  readonly unit?: string;
}

const NUMBER = String.raw`(\d{1,7}(?:\.\d+|,\d{1,2})?)`;
const BETWEEN = new RegExp(String.raw`^${NUMBER}\s*(?:-|–|—|to|bis)\s*${NUMBER}\s*(\D.*)?$`);
const BELOW = new RegExp(String.raw`^(?:<=?|≤)\s*${NUMBER}\s*(\D.*)?$`);

/**
 * A reference range such as `150 - 400`, `<= 0.50 mg/L FEU` or `0,2–0,4`. Any
 * other text gives null: a range is a witness, and a doubtful one says nothing.
 */
export function readRangeText(text: string): RangeText | null {
  const trimmed = text.trim().replace(/^\((.*)\)$/, '$1');
  const between = BETWEEN.exec(trimmed);
  if (between !== null) {
    return { low: toNumber(between[1]), high: toNumber(between[2]), ...unitOf(between[3]) };
  }
  const below = BELOW.exec(trimmed);
  return below === null ? null : { high: toNumber(below[1]), ...unitOf(below[2]) };
}

function toNumber(digits: string | undefined): number {
  return Number((digits ?? '').replace(',', '.'));
}

function unitOf(text: string | undefined): { unit?: string } {
  const unit = text?.trim() ?? '';
  return unit === '' ? {} : { unit };
}
