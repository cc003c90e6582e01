import { readFileSync } from 'node:fs';
import type { ModelDocument } from '../../src/model/document.ts';
import { readModel } from '../../src/model/read-model.ts';

/** The published document as parsed JSON, fresh each time so that a test may break it. */
export function zhuJson(): Record<string, unknown> {
  const url = new URL('../../src/model/documents/zhu-2025.json', import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Record<string, unknown>;
}

/** The published document, read. */
export function zhu(): ModelDocument {
  const { value, faults } = readModel('zhu-2025.json', zhuJson());
  if (value === null) throw new Error(JSON.stringify(faults));
  return value;
}

/** Values by input id, in the order the paper's patients are written: ratio, platelets, plasma, stroke. */
export function patient(gwr: number | null, platelets: number, plasma: number, stroke: 0 | 1) {
  return {
    gwr,
    'platelets-lowest': platelets,
    'ffp-units': plasma,
    'stroke-history': stroke,
  };
}
