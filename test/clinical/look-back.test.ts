import { describe, expect, test } from 'vitest';
import { assess } from '../../src/assess.ts';
import { basePatient, fuzzMoment } from '../fuzz/base-patient.ts';
import { corpusBase } from '../fuzz/corpus.ts';
import { seededRandom } from '../fuzz/random.ts';
import { fuzzContext } from '../fuzz/setting.ts';

const resources = (basePatient(seededRandom(corpusBase)).entry ?? []).map((one) => one.resource);
const context = fuzzContext();
const day = 86_400_000;

const assessCut = () => assess(resources, { ...context, searchedFrom: fuzzMoment - 2 * day });

describe('searches that reach back less far than the run', () => {
  test('give no lowest count and no total over the whole run, and say so', () => {
    const cut = assessCut();
    const states = Object.fromEntries(cut.inputs.map(({ id, state }) => [id, state]));
    expect(states).toMatchObject({ 'platelets-lowest': 'not-loaded', 'ffp-units': 'not-loaded' });
    expect(cut.faults.map(({ kind }) => kind)).toContain('look-back-too-short');
    expect(cut).toMatchObject({ risk: null, refused: 'input-missing' });
  });

  test('leave what is not bound to the run as it is', () => {
    const values = Object.fromEntries(assessCut().inputs.map(({ id, value }) => [id, value]));
    expect(values).toMatchObject({ gwr: 1.32, 'stroke-history': true });
  });

  test('are no matter once the clinician entered the values', () => {
    const at = new Date(fuzzMoment).toISOString();
    const entries = [
      { key: 'platelets-lowest', value: 40, at },
      { key: 'ffp-units', value: 3, at },
    ];
    const entered = assess(resources, {
      ...context,
      searchedFrom: fuzzMoment - 2 * day,
      entries,
    });
    expect(entered.refused).toBeNull();
  });

  test('change nothing when they reach back to the start', () => {
    const whole = assess(resources, { ...context, searchedFrom: fuzzMoment - 30 * day });
    expect(whole).toEqual(assess(resources, context));
  });
});

describe('diagnoses that could not be read', () => {
  test('leave a risk that rests on there having been no haemorrhage, and say so', () => {
    const at = new Date(fuzzMoment).toISOString();
    const assessment = assess(resources, {
      ...context,
      notLoaded: ['ich', 'stroke', 'stroke-history'].map((concept) => ({
        concept,
        fault: { kind: 'not-permitted' as const, source: 'Condition', status: 403 },
      })),
      entries: [{ key: 'stroke-history', value: false, at }],
    });
    expect(assessment.risk).not.toBeNull();
    expect(assessment.faults.map(({ kind }) => kind)).toContain('outcome-unknown');
  });

  test('are not mentioned where they were read', () => {
    const kinds = assess(resources, context).faults.map(({ kind }) => kind);
    expect(kinds).not.toContain('outcome-unknown');
  });
});
