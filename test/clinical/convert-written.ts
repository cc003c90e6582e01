import type { Match } from '../../src/clinical/codebook.ts';
import {
  convertQuantity,
  type Converted,
  type NotConverted,
  type WrittenQuantity,
  type WrittenRange,
} from '../../src/clinical/units.ts';
import { codebook } from '../fhir-mappings/published.ts';

/** What a code means in the published codebook; it must mean one thing. */
export function matchOf(code: string, system = 'http://loinc.org', on = 'Observation'): Match {
  const [match] = codebook.match([{ system, code }], on);
  if (match === undefined) throw new Error(`unknown code: ${code}`);
  return match;
}

/** A quantity under a LOINC code, converted. */
export function convert(
  code: string,
  quantity: WrittenQuantity,
  range?: WrittenRange,
): Converted | NotConverted {
  return convertQuantity(quantity, matchOf(code), codebook, range, 'Observation/1');
}

/** `56 10*9/L`, or the kind of the fault. */
export function reasonOf(result: Converted | NotConverted): string {
  return 'fault' in result ? result.fault.kind : `${result.value} ${result.unit}`;
}
