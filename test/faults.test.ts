import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe as group, expect, test } from 'vitest';
import { describe, type Fault } from '../src/faults.ts';

const about = { source: 'Observation/1', concept: 'platelets' };

const faults: readonly Fault[] = [
  { kind: 'not-permitted', source: 'Condition', status: 403 },
  { kind: 'not-answered', source: 'Condition', attempts: 1 },
  { kind: 'not-answered', source: 'Condition', attempts: 3, status: 503 },
  { kind: 'unexpected-answer', source: 'Condition', status: 200 },
  { kind: 'cut-short', source: 'platelets', pagesRead: 3 },
  { kind: 'suppressed', source: 'platelets', code: '59204' },
  { kind: 'filter-ignored', source: 'platelets', parameter: 'code', rows: 12 },
  { kind: 'foreign-link', source: 'platelets' },
  { kind: 'foreign-patient', source: 'Observation/1' },
  { kind: 'session-ended', source: 'platelets' },
  { kind: 'not-offered', source: 'DeviceUseStatement' },
  { kind: 'patient-merged', source: 'Patient/1', other: 'Patient/2' },
  { kind: 'not-a-resource', source: 'row 4' },
  { kind: 'no-patient', source: 'Observation/1' },
  { kind: 'modifier-extension', source: 'Observation/1' },
  { kind: 'code-conflict', source: 'Observation/1', concepts: ['haemoglobin', 'platelets'] },
  { kind: 'code-unknown', source: 'Observation/1', system: 'urn:x', code: 'PLT' },
  { kind: 'code-unknown', source: 'Observation/1' },
  { kind: 'status-not-usable', ...about, status: 'preliminary' },
  { kind: 'value-missing', ...about },
  { kind: 'value-missing', ...about, reason: 'not-performed' },
  { kind: 'value-unreadable', ...about },
  { kind: 'value-censored', ...about },
  { kind: 'value-implausible', ...about, plausible: [1, 2000] },
  { kind: 'unit-missing', ...about },
  { kind: 'unit-unknown', ...about, unit: 'furlong' },
  { kind: 'unit-conflict', ...about },
  { kind: 'specimen-unknown', ...about },
  { kind: 'time-missing', ...about },
  { kind: 'time-unreadable', ...about },
  { kind: 'time-without-zone', ...about },
  { kind: 'time-in-future', ...about },
  { kind: 'time-from-issued', ...about },
  { kind: 'time-uncertain', ...about },
  { kind: 'look-alike', ...about },
  { kind: 'order-only', ...about },
  { kind: 'support-conflict', source: 'Procedure/1', other: 'DeviceUseStatement/1' },
  { kind: 'start-uncertain', source: 'Procedure/1' },
  { kind: 'amount-assumed', source: 'Procedure/1', concept: 'plasma' },
  {
    kind: 'counted-twice',
    source: 'Procedure/1',
    other: 'MedicationAdministration/1',
    concept: 'plasma',
  },
  { kind: 'input-missing', source: 'record', input: 'gwr' },
  { kind: 'input-not-loaded', source: 'record', input: 'gwr' },
  { kind: 'look-back-too-short', source: 'record', input: 'gwr' },
  { kind: 'outcome-unknown', source: 'Condition/1', concept: 'ich' },
  { kind: 'input-withheld', source: 'record', input: 'gwr' },
  { kind: 'input-out-of-range', source: 'record', input: 'gwr', valid: [1.05, 1.45] },
  { kind: 'file-unreadable', source: 'a.json', problem: 'not JSON' },
  { kind: 'file-unreadable', source: 'a.json', place: 'id', problem: 'missing' },
  { kind: 'setting-wrong', source: 'site.json:3:5', place: 'timeZone', problem: 'unknown zone' },
  { kind: 'model-wrong', source: 'zhu-2025.json', place: 'inputs[0]', problem: 'no coefficient' },
];

group('a fault in words', () => {
  test('every kind there is stands in the list above', () => {
    const source = readFileSync(resolve(import.meta.dirname, '../src/faults.ts'), 'utf8');
    const union = source.slice(0, source.indexOf('export interface Found'));
    const kinds = [...union.matchAll(/kind: '([a-z-]+)'/g)].map((match) => match[1]);
    expect([...new Set(faults.map(({ kind }) => kind))].sort()).toEqual([...new Set(kinds)].sort());
  });

  test.each(faults.map((fault) => [fault.kind, fault] as const))(
    '%s is one sentence that names its source',
    (_, fault) => {
      const sentence = describe(fault);
      expect(sentence).toMatch(/^[A-Z“a-z].*\.$/);
      expect(sentence).not.toMatch(/undefined|\[object|\.\./);
      if (fault.source !== 'record') expect(sentence).toContain(fault.source);
    },
  );

  test('no two kinds say the same', () => {
    expect(new Set(faults.map(describe)).size).toBe(faults.length);
  });
});
