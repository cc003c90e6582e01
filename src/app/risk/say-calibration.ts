import type { ModelDocument } from '../../model/document.ts';
import { plainText } from '../plain-text.ts';
import type { Words } from '../words/words.ts';

/**
 * Where the model was recalibrated and on how many; null where it was not. A
 * synthetic document with a parent was recalibrated too, on patients who never
 * lived.
 */
export function sayCalibration(
  words: Words,
  { status, parent, site }: ModelDocument,
): string | null {
  const isCalibrated =
    status === 'recalibrated' || (status === 'synthetic' && parent !== undefined);
  if (!isCalibrated || site === undefined) return null;
  return words.say('risk.calibrated', {
    site: plainText(site.name, 120),
    n: site.n,
    events: site.events,
  });
}
