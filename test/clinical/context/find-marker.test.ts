import { describe, expect, it } from 'vitest';
import { findMarker } from '../../../src/clinical/context/find-marker.ts';
import type { MarkerContext } from '../../../src/clinical/context/find-marker.ts';
import { momentAt } from '../../../src/clinical/moment.ts';
import type { MarkerRule } from '../../../src/model/marker.ts';
import { context, given, hour, measured, references, run, supported } from './known-events.ts';

const paco2 = (hours: number, value: number) => measured('paco2', hours, value, 'mm[Hg]');
const fall = (measure: 'absolute' | 'relative', value: number): MarkerRule => ({
  look: 'fall',
  measure,
  threshold: { comparison: '>', value, unit: measure === 'absolute' ? 'mm[Hg]' : '1' },
});

describe('the other findings', () => {
  it('a fall: present at once, absent only after 24 hours', () => {
    const known = [paco2(-1, 80), paco2(4, 45)];
    const early = { moment: hour(12) };
    expect(findMarker(fall('absolute', 20), context(known, early))).toEqual({
      state: 'present',
      value: 35,
      unit: 'mm[Hg]',
      time: known[1]?.at.text,
      sources: references(known),
    });
    expect(findMarker(fall('absolute', 35), context(known, early))).toMatchObject({
      state: 'unknown',
      because: 'too-early',
      value: 35,
    });
    expect(findMarker(fall('absolute', 35), context(known)).state).toBe('absent');
    expect(findMarker(fall('relative', 0.5), context(known))).toMatchObject({
      state: 'absent',
      value: 0.4375,
      unit: '1',
    });
    expect(findMarker(fall('relative', 0.4), context(known)).state).toBe('present');
    expect(findMarker(fall('relative', 0.4), context([]))).toEqual({
      state: 'unknown',
      sources: [],
      because: 'no-value',
    });
  });

  it.each([
    ['female', 'present'],
    ['male', 'absent'],
    ['other', 'unknown'],
    ['unknown', 'unknown'],
    [undefined, 'unknown'],
  ] as const)('administrative sex %s: %s', (sex, state) => {
    const person = { reference: 'Patient/1', ...(sex && { sex }) };
    const finding = findMarker({ look: 'sex', is: 'female' }, context([], { person }));
    expect(finding).toEqual(
      state === 'unknown'
        ? { state, sources: [], because: 'not-said' }
        : { state, sources: ['Patient/1'] },
    );
  });

  it('sex is unknown without a patient', () => {
    expect(findMarker({ look: 'sex', is: 'female' }, context([])).state).toBe('unknown');
  });

  it('cannulation: only what the run’s own evidence says', () => {
    const central: MarkerRule = { look: 'cannulation', is: 'central' };
    const seen = (...known: MarkerContext['known'][number][]) =>
      findMarker(central, context(known));
    expect(seen(supported('Procedure/ecmo', 'central'))).toEqual({
      state: 'present',
      sources: ['Procedure/ecmo'],
    });
    expect(seen(supported('Procedure/ecmo', 'peripheral'))).toEqual({
      state: 'absent',
      sources: ['Procedure/ecmo'],
    });
    expect(seen(supported('Procedure/ecmo')).state).toBe('unknown');
    expect(seen(supported('Procedure/other', 'central'))).toEqual({
      state: 'unknown',
      sources: [],
      because: 'not-said',
    });
  });

  const heparin: MarkerRule = { look: 'exposed', concepts: ['heparin'] };
  it.each([
    ['an infusion', [given('heparin', 3)], 'present'],
    ['a bolus', [given('heparin', 3, { use: 'bolus' })], 'present'],
    [
      'an infusion from before the start into it',
      [given('heparin', -5, { end: momentAt(hour(1)) })],
      'present',
    ],
    [
      'an infusion that ended before',
      [given('heparin', -5, { end: momentAt(hour(-1)) })],
      'unknown',
    ],
    ['a pause', [given('heparin', 3, { rate: { value: 0, unit: '[IU]/h' } })], 'unknown'],
    ['a flush', [given('heparin', 3, { use: 'flush' })], 'unknown'],
    ['a dose after the moment', [given('heparin', 50)], 'unknown'],
    ['another drug', [given('bivalirudin', 3)], 'unknown'],
    ['a dose at the moment', [given('heparin', 48)], 'present'],
    ['one that ended at the start', [given('heparin', -5, { end: momentAt(hour(0)) })], 'present'],
    ['a level of it', [measured('heparin', 3, 0.3, '[IU]/mL')], 'unknown'],
    ['nothing', [], 'unknown'],
  ])('exposure: %s is %s', (_, known, state) => {
    const finding = findMarker(heparin, context(known));
    expect(finding.state).toBe(state);
    expect(finding.sources).toEqual(state === 'present' ? references(known) : []);
    expect(finding.because).toBe(state === 'present' ? undefined : 'not-said');
  });

  it.each([
    [100, 100, 'absent'],
    [100, 124, 'unknown'],
    [101, 125, 'present'],
  ] as const)('%d to %d hours of support against 100: %s', (least, most, state) => {
    const finding = findMarker(
      { look: 'hours-of-support', above: 100 },
      context([], { run: run({ hours: { least, most } }) }),
    );
    expect(finding).toMatchObject({ state, value: least, unit: 'h', sources: ['Procedure/ecmo'] });
    expect(finding.because).toBe(state === 'unknown' ? 'not-said' : undefined);
  });
});
