import { describe, expect, test } from 'vitest';
import { readPatient } from '../../../src/clinical/reading/read-patient.ts';

const read = (said: object) =>
  readPatient({ resourceType: 'Patient', id: 'p', ...said }, 'Patient/p', 'UTC');

describe('the patient’s own facts', () => {
  test('are birth, death and sex as written', () => {
    const died = '2026-03-04T08:00:00Z';
    const found = read({ birthDate: '1970-05-17', gender: 'female', deceasedDateTime: died });
    expect(found.faults).toEqual([]);
    expect(found.value).toMatchObject({
      reference: 'Patient/p',
      birth: { text: '1970-05-17', precision: 'day' },
      deceased: { text: died },
      sex: 'female',
    });
  });

  test('are absent where nothing is written, or no word of the standard', () => {
    expect(read({})).toEqual({ value: { reference: 'Patient/p' }, faults: [] });
    expect(read({ gender: 'F' }).value).toEqual({ reference: 'Patient/p' });
    expect(read({ deceasedBoolean: false }).value).toEqual({ reference: 'Patient/p' });
  });

  test('death without a date is death', () => {
    expect(read({ deceasedBoolean: true }).value.deceased).toBe(true);
  });

  const unreadable = { kind: 'time-unreadable', source: 'Patient/p', concept: 'patient' };

  test('a birth date that is none is absent, and said', () => {
    expect(read({ birthDate: 'unknown' })).toEqual({
      value: { reference: 'Patient/p' },
      faults: [unreadable],
    });
  });

  test('a date of death that is none is death all the same, and said', () => {
    expect(read({ deceasedDateTime: 'yesterday' })).toEqual({
      value: { reference: 'Patient/p', deceased: true },
      faults: [unreadable],
    });
  });
});

describe('a patient linked to another', () => {
  const other = { reference: 'Patient/q' };

  test('that replaced them is named', () => {
    expect(read({ link: [{ type: 'replaced-by', other }] }).faults).toEqual([
      { kind: 'patient-merged', source: 'Patient/p', other: 'Patient/q' },
    ]);
  });

  test.each([
    ['in another way', { type: 'seealso', other }],
    ['that is not named', { type: 'replaced-by', other: { display: 'Q' } }],
    ['that is not there', { type: 'replaced-by' }],
  ])('%s is no matter', (_, link) => {
    expect(read({ link: [link] }).faults).toEqual([]);
  });
});
