import type { Range } from 'fhir/r4';
import { wholePerCent } from '../../model/natural-frequency.ts';

function perCent(value: number) {
  return { value, unit: '%', system: 'http://unitsofmeasure.org', code: '%' };
}

/**
 * A band as a Range in per cent, 0-100, in whole numbers (R4 RiskAssessment,
 * ras-1 and ras-2). "Less than 1" becomes 0 below and 1 above, "more than 99"
 * becomes 99 below and 100 above.
 */
export function toPerCentRange(band: { readonly low: number; readonly high: number }): Range {
  const low = wholePerCent(band.low);
  const high = wholePerCent(band.high);
  return {
    low: perCent(low.beyond === 'below' ? 0 : low.value),
    high: perCent(high.beyond === 'above' ? 100 : high.value),
  };
}
