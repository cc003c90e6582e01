import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSite } from '../../src/clinical/read-site.ts';
import { complete, least, mistakes, withChange } from '../clinical/site-files.ts';
import { folder } from './published.ts';

const schema = JSON.parse(readFileSync(`${folder}sites/site.schema.json`, 'utf8')) as object;
const ajv = new Ajv({ allErrors: true, strictRequired: false });
ajv.addFormat('iana-time-zone', (written: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: written }).format(0) !== '';
  } catch {
    return false;
  }
});
const accepts = ajv.compile(schema);

/** Two settings that contradict each other are beyond a schema. */
const beyondSchema = /^(low is not below high|listed twice)$/;

function readerAccepts(json: unknown): boolean {
  const { faults } = readSite('site.json', json);
  return faults.every((fault) => 'problem' in fault && beyondSchema.test(fault.problem));
}

const places = [
  ...new Set([
    ...mistakes.map(([place]) => place),
    ...Object.keys(complete),
    ...Object.keys(complete.calibration).map((key) => `calibration.${key}`),
    ...Object.keys(complete.issuers[0] ?? {}).map((key) => `issuers[0].${key}`),
    ...Object.keys(complete.writeBack).map((key) => `writeBack.${key}`),
    ...Object.keys(complete.transfusion).map((key) => `transfusion.${key}`),
    ...Object.keys(complete.targets[0] ?? {}).map((key) => `targets[0].${key}`),
    'systems.x',
  ]),
];

const values = fc.oneof(
  fc.constant(undefined),
  fc.jsonValue(),
  fc.double({ noNaN: true }),
  fc.string(),
  fc.webUrl(),
  fc.domain().map((domain) => `https://${domain}`),
  fc.constantFrom(
    'http://localhost',
    'http://[::1]:80/x',
    'UTC',
    'en',
    'SI',
    'a.json',
    'x',
    1,
    60,
    true,
  ),
  fc.constantFrom([], ['a'], ['Observation'], [{}], {}, { enabled: true }, { low: 1 }),
);

describe('the published schema of site.json', () => {
  test('accepts what the reader accepts', () => {
    expect(accepts(complete), JSON.stringify(accepts.errors)).toBe(true);
    expect(accepts(least)).toBe(true);
  });

  test.each(mistakes)('refuses %s = %j as the reader does', (place, value) => {
    expect(accepts(withChange(complete, place, value))).toBe(false);
  });

  test('agrees with the reader on any change of any setting', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), values, (place, value) => {
        const json = withChange(complete, place, value);
        expect(accepts(json)).toBe(readerAccepts(json));
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['default', 'sandbox'])('accepts %s, which names it for editors', (site) => {
    const json = JSON.parse(readFileSync(`${folder}sites/${site}/site.json`, 'utf8')) as {
      $schema: string;
    };
    expect(accepts(json)).toBe(true);
    expect(json.$schema).toBe('../site.schema.json');
  });

  test('explains every setting', () => {
    const { properties } = schema as { properties: Record<string, Record<string, unknown>> };
    const silent = Object.entries(properties).filter(
      ([name, setting]) => name !== 'transfusion' && typeof setting['description'] !== 'string',
    );
    expect(silent).toEqual([]);
  });
});
