import type { Fault } from '../../faults.ts';
import type { Match } from '../codebook.ts';
import type { Measured, Source } from '../event.ts';
import type { Because } from '../timeline.ts';
import { convertQuantity } from '../units.ts';
import { asObject, asObjects, asText, choices, type Json } from './json.ts';
import type { Reading } from './read.ts';

/** A quantity in the concept's canonical unit. */
export interface ReadQuantity {
  readonly value: number;
  readonly unit: string;
  readonly asWritten: { readonly value: string; readonly unit: string };
  readonly comparator?: NonNullable<Measured['comparator']>;
}

/** Why a quantity cannot be used. */
export interface NoQuantity {
  readonly because: Because;
  readonly fault: Fault;
  readonly asWritten?: { readonly value: string; readonly unit: string };
}

/** A number with its unit as a hospital wrote it, whichever element it came in. */
export interface Written {
  readonly value: number;
  readonly unit?: string;
  readonly code?: string;
  readonly system?: string;
  readonly comparator?: NonNullable<Measured['comparator']>;
}

const COMPARATORS = ['<', '<=', '>', '>='] as const;

/** A number, then a unit, and nothing else; a comma only as a decimal comma with one or two digits (ruling 11). */
const numberWithUnit = /^([<>]=?)?\s*(\d+(?:\.\d+|,\d{1,2})?)(?:\s+(\S.*)|([^\d\s.,].*))?$/;

/**
 * The value of an Observation or of one of its components, or why there is
 * none. Absent data is absent even where a value stands beside it. Of the
 * choice types only Quantity and strictly read strings can be a quantity. What
 * follows a number and has words in it is a remark, and no unit to be named.
 */
export function readValue(
  holder: Json,
  match: Match,
  source: Source,
  reading: Reading,
): ReadQuantity | NoQuantity {
  const about = { source: source.reference, concept: match.concept.id };
  const unreadable: NoQuantity = {
    because: 'value-unreadable',
    fault: { kind: 'value-unreadable', ...about },
  };
  if (holder['dataAbsentReason'] !== undefined) {
    const reason = absentReason(holder['dataAbsentReason']);
    return {
      because: 'value-missing',
      fault: { kind: 'value-missing', ...about, ...(reason === null ? {} : { reason }) },
    };
  }
  const [name, ...others] = choices(holder, 'value');
  if (name === undefined) {
    return { because: 'value-missing', fault: { kind: 'value-missing', ...about } };
  }
  if (others.length > 0) return unreadable;
  const value = holder[name];
  if (name === 'valueQuantity') {
    return readQuantity(value, match, source, reading, holder['referenceRange']);
  }
  if (name === 'valueInteger' && typeof value === 'number') {
    return readWritten({ value }, String(value), match, source, reading, undefined);
  }
  if (name !== 'valueString' || typeof value !== 'string') return unreadable;
  const written = readNumberWithUnit(value);
  if (written === null) return { ...unreadable, asWritten: { value: clip(value), unit: '' } };
  const text = clip(value.trim());
  const read = readWritten(written, text, match, source, reading, holder['referenceRange']);
  const isRemark =
    'because' in read && read.because === 'unit' && /\s|^-?\d/.test(written.unit ?? '');
  return isRemark ? { ...unreadable, asWritten: { value: text, unit: '' } } : read;
}

/** A Quantity element in the canonical unit of a concept, or why not. */
export function readQuantity(
  value: unknown,
  match: Match,
  source: Source,
  reading: Reading,
  range?: unknown,
): ReadQuantity | NoQuantity {
  const about = { source: source.reference, concept: match.concept.id };
  const written = readWrittenQuantity(value);
  if (written === null) {
    return { because: 'value-unreadable', fault: { kind: 'value-unreadable', ...about } };
  }
  return readWritten(written, String(written.value), match, source, reading, range);
}

/** A Quantity as written, or null when it holds no number or a comparator that is none. */
export function readWrittenQuantity(value: unknown): Written | null {
  const quantity = asObject(value);
  const number = quantity?.['value'];
  if (quantity === null || typeof number !== 'number' || !Number.isFinite(number)) return null;
  const comparator = quantity['comparator'];
  const known = COMPARATORS.find((each) => each === comparator);
  if (comparator !== undefined && known === undefined) return null;
  const unit = asText(quantity['unit']);
  const code = asText(quantity['code']);
  const system = asText(quantity['system']);
  return {
    value: number,
    ...(unit === null ? {} : { unit }),
    ...(code === null ? {} : { code }),
    ...(system === null ? {} : { system }),
    ...(known === undefined ? {} : { comparator: known }),
  };
}

function readNumberWithUnit(text: string): Written | null {
  const part = numberWithUnit.exec(text.trim());
  if (part === null) return null;
  const comparator = COMPARATORS.find((each) => each === part[1]);
  const unit = (part[3] ?? part[4])?.trim();
  return {
    value: Number(part[2]?.replace(',', '.')),
    ...(unit === undefined ? {} : { unit }),
    ...(comparator === undefined ? {} : { comparator }),
  };
}

function readWritten(
  written: Written,
  text: string,
  match: Match,
  source: Source,
  reading: Reading,
  range: unknown,
): ReadQuantity | NoQuantity {
  const asWritten = { value: text, unit: written.unit ?? written.code ?? '' };
  const { comparator, ...quantity } = written;
  const { reference } = source;
  const own = normalRange(range);
  const converted = convertQuantity(quantity, match, reading.codebook, own, reference);
  if ('fault' in converted) return { ...converted, asWritten };
  return { ...converted, asWritten, ...(comparator === undefined ? {} : { comparator }) };
}

/** The laboratory's own normal range, as quantities or, failing these, as text. */
function normalRange(
  ranges: unknown,
): { low?: Written; high?: Written; text?: string } | undefined {
  for (const range of asObjects(ranges)) {
    const type = asObjects(asObject(range['type'])?.['coding']);
    if (type.length > 0 && !type.some((coding) => coding['code'] === 'normal')) continue;
    const low = readWrittenQuantity(range['low']);
    const high = readWrittenQuantity(range['high']);
    const text = asText(range['text']);
    if (low === null && high === null && text === null) continue;
    return {
      ...(low === null ? {} : { low }),
      ...(high === null ? {} : { high }),
      ...(text === null ? {} : { text }),
    };
  }
  return undefined;
}

function absentReason(concept: unknown): string | null {
  const [coding] = asObjects(asObject(concept)?.['coding']);
  return asText(coding?.['code']);
}

/** Long free text may say anything about anyone; only its beginning is kept, and only where it is short. */
function clip(text: string): string {
  return text.length > 24 ? '…' : text;
}
