import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSiteUnits } from '../../src/clinical/check-site-units.ts';
import { AS_KEPT, displayUnits, findDisplayUnit } from '../../src/clinical/display-units.ts';
import { readSite } from '../../src/clinical/read-site.ts';
import type { Site } from '../../src/clinical/site.ts';
import { codebook } from '../fhir-mappings/published.ts';
import { least } from './site-files.ts';

function siteWith(settings: object): Site {
  const { value, faults } = readSite('site.json', { ...least, ...settings });
  if (value === null) throw new Error(`invalid site; ${JSON.stringify(faults)}`);
  return value;
}

const units = (settings: object) => displayUnits(codebook, siteWith(settings));
const kept = (concept: string) => codebook.concepts.get(concept)?.measurement?.unit ?? '';

/**
 * What tables of conversion in print say (AMA Manual of Style, 11th ed., 17.5;
 * NIST SP 811 B.8 for pressure), to the decimals they print.
 */
const PRINTED: readonly [
  units: 'SI' | 'conventional',
  concept: string,
  kept: number,
  shown: number,
  unit: string,
  decimals: number,
][] = [
  ['SI', 'haemoglobin', 8.4, 84, 'g/L', 1],
  ['SI', 'creatinine', 1, 88.4, 'umol/L', 0],
  ['SI', 'bilirubin', 1, 17.104, 'umol/L', 1],
  ['SI', 'glucose', 90, 4.9956, 'mmol/L', 2],
  ['SI', 'paco2', 40, 5.3329, 'kPa', 2],
  ['SI', 'pao2', 300, 39.997, 'kPa', 2],
  ['SI', 'fibrinogen', 2.5, 2.5, 'g/L', 2],
  ['SI', 'urea', 10, 10, 'mmol/L', 2],
  ['SI', 'plasma-free-haemoglobin', 50, 500, 'mg/L', 1],
  ['SI', 'mean-arterial-pressure', 70, 70, 'mm[Hg]', 2],
  ['SI', 'platelets', 34, 34, '10*9/L', 2],
  ['conventional', 'haemoglobin', 8.4, 8.4, 'g/dL', 2],
  ['conventional', 'fibrinogen', 2.5, 250, 'mg/dL', 0],
  ['conventional', 'urea', 10, 28.01, 'mg/dL{BUN}', 2],
  ['conventional', 'haptoglobin', 1.2, 120, 'mg/dL', 0],
  ['conventional', 'paco2', 40, 40, 'mm[Hg]', 2],
  ['conventional', 'd-dimer', 3.2, 3.2, 'mg/L{FEU}', 2],
  ['conventional', 'lactate', 2, 2, 'mmol/L', 2],
  ['conventional', 'platelets', 34, 34, '10*9/L', 2],
];

describe('the units a site reads', () => {
  test.each(PRINTED)('%s: %s %d is shown as %d %s', (system, concept, value, shown, unit, n) => {
    const as = units({ units: system }).of(concept, kept(concept));
    expect(as.unit).toBe(unit);
    expect(as.show(value)).toBeCloseTo(shown, shown > 10 ? 1 : 3);
    expect(as.digits(2)).toBe(n);
  });

  test('follow the exception a site makes for one concept, and no other', () => {
    const mixed = units({ units: 'SI', displayUnits: { paco2: 'mm[Hg]', haemoglobin: 'mmol/L' } });
    expect(mixed.of('paco2', 'mm[Hg]').unit).toBe('mm[Hg]');
    expect(mixed.of('haemoglobin', 'g/dL').show(16.1)).toBeCloseTo(10, 12);
    expect(mixed.of('pao2', 'mm[Hg]').unit).toBe('kPa');
  });

  test('leave a value that is kept in another unit than its concept alone', () => {
    const as = units({ units: 'SI' }).of('haemoglobin', 'g/L');
    expect([as.unit, as.show(84)]).toEqual(['g/L', 84]);
    expect(AS_KEPT.of('haemoglobin', 'g/dL').show(8.4)).toBe(8.4);
  });

  test('read back what they show, whatever the concept and the number', () => {
    const concepts = [...codebook.concepts.values()].filter(({ measurement }) => measurement);
    fc.assert(
      fc.property(
        fc.constantFrom(...concepts.map(({ id }) => id)),
        fc.constantFrom('SI' as const, 'conventional' as const),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        (concept, system, value) => {
          const as = units({ units: system }).of(concept, kept(concept));
          expect(Math.abs(as.keep(as.show(value)) / value - 1)).toBeLessThan(1e-11);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a unit a site may ask for', () => {
  test.each([
    ['haemoglobin', 'mmol/L', true],
    ['platelets', '10*3/uL', true],
    ['d-dimer', 'ng/mL{FEU}', true],
    ['urea', 'mg/dL{urea}', true],
    ['d-dimer', 'mg/L{DDU}', false],
    ['d-dimer', 'ug/mL', false],
    ['urea', 'mg/dL', false],
    ['haemoglobin', 'gm/dL', false],
    ['haemoglobin', 'mmHg', false],
    ['stroke', '1', false],
    ['no-such-concept', 'g/L', false],
  ])('%s in %s: %s', (concept, unit, may) => {
    expect(findDisplayUnit(codebook, concept, unit) !== null).toBe(may);
  });

  test('that nobody knows is a mistake with its place, and never a number', () => {
    const site = siteWith({ displayUnits: { urea: 'mg/dL', platelet: '10*9/L' } });
    expect(checkSiteUnits(site, codebook)).toEqual([
      { place: 'displayUnits.urea', problem: 'urea cannot be shown in mg/dL' },
      { place: 'displayUnits.platelet', problem: 'no measured concept: platelet' },
    ]);
    expect(() => displayUnits(codebook, site)).toThrow(RangeError);
  });

  test('nor a target of a concept or in a unit it is not kept in, and each at its place', () => {
    const targets = [
      { concept: 'aptt', unit: 's' },
      null,
      { concept: 'aptt', unit: 'min' },
      { concept: 'stroke', unit: '1' },
    ];
    expect(checkSiteUnits({ targets }, codebook)).toEqual([
      { place: 'targets[2].unit', problem: 'aptt is kept in s' },
      { place: 'targets[3].concept', problem: 'no measured concept: stroke' },
    ]);
  });
});
