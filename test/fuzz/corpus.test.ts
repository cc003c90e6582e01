import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/assess.ts';
import { fuzzMoment } from './base-patient.ts';
import { corpusDocument, type CorpusFile, rebuild, told } from './corpus.ts';
import { fuzzOne } from './fuzz-documents.ts';
import { fuzzResponse } from './fuzz-responses.ts';
import { judge } from './judge.ts';
import { oracle } from './oracle.ts';
import { fuzzContext } from './setting.ts';

const folder = join(import.meta.dirname, 'corpus');
const files = readdirSync(folder).map((name) => ({
  name,
  file: JSON.parse(readFileSync(join(folder, name), 'utf8')) as CorpusFile,
}));
const context = fuzzContext();

describe('documents broken in exactly one way', () => {
  test('there are at least two hundred', () => {
    expect(files.length).toBeGreaterThanOrEqual(200);
  });

  test.each(files)('$name', ({ file }) => {
    const assessment = assess(rebuild(file), context);
    expect(judge(assessment, oracle(corpusDocument(file), 'p1', fuzzMoment))).toEqual([]);
    expect(told(assessment)).toEqual(file.expect);
  });
});

describe('seeded fuzz', () => {
  test('broken documents never give a wrong number, an exception or a name', () => {
    const findings = Array.from({ length: 150 }, (_, seed) => fuzzOne(seed + 1, context));
    expect(findings.filter((finding) => finding !== null)).toEqual([]);
  });

  test('fault 80: broken answers end in rows or a fault', async () => {
    const findings = await Promise.all(
      Array.from({ length: 200 }, (_, seed) => fuzzResponse(seed)),
    );
    expect(findings.filter((finding) => finding !== null)).toEqual([]);
  });
});

describe('the judge can say no', () => {
  const file = files.find(
    ({ file: { expect: said } }) => said.refused === null && typeof said.inputs['gwr'] === 'number',
  )?.file;
  if (file === undefined) throw new Error('no file of the corpus has a whole risk');
  const assessment = assess(rebuild(file), context);
  const verdict = oracle(corpusDocument(file), 'p1', fuzzMoment);

  test('to a platelet count nobody recorded', () => {
    const inputs = assessment.inputs.map((input) =>
      input.id === 'platelets-lowest' ? { ...input, value: 7 } : input,
    );
    expect(judge({ ...assessment, inputs }, verdict).join()).toContain('platelets-lowest 7');
  });

  test('to a risk that is not the model’s', () => {
    const risk = assessment.risk && { ...assessment.risk, central: assessment.risk.low };
    expect(judge({ ...assessment, risk }, verdict).join()).toContain('expected');
  });

  test('to a name in a fault', () => {
    const faults = [{ kind: 'no-patient' as const, source: 'CANARY-4711' }];
    expect(judge({ ...assessment, faults }, verdict).join()).toContain('called');
  });
});
