import type { Fault } from '../../faults.ts';
import type { Match } from '../codebook.ts';
import type { Given, Source } from '../event.ts';
import type { Because } from '../timeline.ts';
import { type Converted, convertQuantity } from '../units.ts';
import { asObject, type Json } from './json.ts';
import type { Ingredient } from './medication.ts';
import { readWrittenQuantity, type Written } from './quantity.ts';
import type { Reading } from './read.ts';

/** How much was given, and how fast. What cannot be told stays unknown. */
export interface Dose {
  readonly amount?: NonNullable<Given['amount']>;
  readonly rate?: NonNullable<Given['rate']>;
  readonly asWritten?: string;
  /** Why the amount that is written is none: a unit nobody knows, a bound only, nothing given. */
  readonly unusable?: Because;
  readonly faults: readonly Fault[];
}

/**
 * The dose of one ingredient. A volume, or a volume per time, is turned into
 * the ingredient by its strength (numerator ÷ denominator × volume), which is
 * how continuous infusions are documented; everything else must already be in a
 * unit the concept accepts.
 */
export function readDose(
  dosage: Json | null,
  ingredient: Ingredient,
  source: Source,
  reading: Reading,
): Dose {
  const dose = readWrittenQuantity(dosage?.['dose']);
  const rate = readRate(dosage);
  const faults: Fault[] = [];
  const convert = (written: Written | null): Converted | Because | null => {
    if (written === null) return null;
    if (written.comparator !== undefined) return 'censored';
    if (written.value < 0) return 'implausible';
    const quantity = dissolved(written, ingredient);
    const { match } = ingredient;
    const taken = convertQuantity(quantity, match, reading.codebook, undefined, source.reference);
    if (!('fault' in taken)) return taken;
    const perHour = convertRate(quantity, match, source, reading);
    if (perHour !== null) return perHour;
    faults.push(taken.fault);
    return taken.because;
  };
  const amount = convert(dose);
  const speed = convert(rate);
  const shown = rate ?? dose;
  return {
    ...(amount === null ? {} : amountOf(amount)),
    ...(speed === null || typeof speed === 'string' ? {} : { rate: speed }),
    ...(shown === null ? {} : { asWritten: `${shown.value} ${unitOf(shown)}`.trim() }),
    faults,
  };
}

function amountOf(amount: Converted | Because): Pick<Dose, 'amount' | 'unusable'> {
  if (typeof amount === 'string') return { unusable: amount };
  return amount.value === 0 ? { unusable: 'implausible' } : { amount };
}

function readRate(dosage: Json | null): Written | null {
  const rate = readWrittenQuantity(dosage?.['rateQuantity']);
  if (rate !== null) return rate;
  const ratio = asObject(dosage?.['rateRatio']);
  const numerator = readWrittenQuantity(ratio?.['numerator']);
  const denominator = readWrittenQuantity(ratio?.['denominator']);
  if (numerator === null || denominator === null || !(denominator.value > 0)) return null;
  const unit = `${unitOf(numerator)}/${unitOf(denominator)}`;
  return { value: numerator.value / denominator.value, unit, code: unit };
}

/** Hours in the units of time that rates are written in. */
const HOURS: Readonly<Record<string, number>> = { h: 1, hr: 1, min: 1 / 60, d: 24, day: 24 };

/** A rate whose amount, apart from the time, is in a unit the concept accepts: `mL/h` of plasma. */
function convertRate(
  written: Written,
  match: Match,
  source: Source,
  reading: Reading,
): Converted | null {
  const [unit, time, ...more] = unitOf(written).split('/');
  const hours = HOURS[time ?? ''];
  if (unit === undefined || hours === undefined || more.length > 0) return null;
  const amount = { value: written.value, unit, code: unit };
  const taken = convertQuantity(amount, match, reading.codebook, undefined, source.reference);
  return 'fault' in taken ? null : { value: taken.value / hours, unit: `${taken.unit}/h` };
}

/** A volume of a solution as the amount dissolved in it; anything else as it is. */
function dissolved(written: Written, { strength }: Ingredient): Written {
  if (strength === undefined) return written;
  const [volume, ...per] = unitOf(written).split('/');
  if (volume === undefined || volume.toLowerCase() !== unitOf(strength.denominator).toLowerCase()) {
    return written;
  }
  const value = (written.value * strength.numerator.value) / strength.denominator.value;
  const unit = [unitOf(strength.numerator), ...per].join('/');
  return { value, unit, code: unit };
}

function unitOf(written: Written): string {
  return written.code ?? written.unit ?? '';
}
