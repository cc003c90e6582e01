import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AssessmentContext } from '../../src/assess.ts';
import { readCodebook } from '../../src/clinical/codebook.ts';
import { readSite } from '../../src/clinical/read-site.ts';
import { readModel } from '../../src/model/read-model.ts';
import { fuzzMoment } from './base-patient.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(root, ...path), 'utf8'));

/** The published codebook and model at the default site, for the patient of the fuzz. */
export function fuzzContext(): AssessmentContext {
  const codebook = readCodebook(
    readdirSync(join(root, 'fhir-mappings'))
      .filter((file) => file.endsWith('.valueset.json'))
      .map((file) => ({ file, json: read('fhir-mappings', file) })),
  ).value;
  const site = readSite('site.json', read('fhir-mappings/sites/default/site.json')).value;
  const model = readModel('zhu-2025.json', read('src/model/documents/zhu-2025.json')).value;
  if (site === null || model === null) throw new Error('the default site or model is broken');
  return { codebook, site, model, moment: fuzzMoment, patient: 'p1' };
}
