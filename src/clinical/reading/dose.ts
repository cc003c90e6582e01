import type { Fault } from '../../faults.ts';
import type { Given, Source } from '../event.ts';
import { convertQuantity } from '../units.ts';
import { asObject, type Json } from './json.ts';
import type { Ingredient } from './medication.ts';
import { readWrittenQuantity, type Written } from './quantity.ts';
import type { Reading } from './read.ts';

/** How much was given, and how fast. What cannot be told stays unknown. */
export interface Dose {
  readonly amount?: NonNullable<Given['amount']>;
  readonly rate?: NonNullable<Given['rate']>;
  readonly asWritten?: string;
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
  const convert = (written: Written | null): { value: number; unit: string } | null => {
    if (written === null || written.comparator !== undefined || written.value < 0) return null;
    const taken = convertQuantity(
      dissolved(written, ingredient),
      ingredient.match,
      reading.codebook,
      undefined,
      source.reference,
    );
    if ('fault' in taken) {
      faults.push(taken.fault);
      return null;
    }
    return taken;
  };
  const amount = convert(dose);
  const speed = convert(rate);
  const shown = rate ?? dose;
  return {
    ...(amount === null || amount.value === 0 ? {} : { amount }),
    ...(speed === null ? {} : { rate: speed }),
    ...(shown === null ? {} : { asWritten: `${shown.value} ${unitOf(shown)}`.trim() }),
    faults,
  };
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
