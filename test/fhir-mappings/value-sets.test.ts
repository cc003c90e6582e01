import { ucum } from '@atomic-ehr/ucum';
import { describe, expect, test } from 'vitest';
import { isPrefixSystem } from '../../src/clinical/code-systems.ts';
import { readCodebook, type AcceptedUnit, type Concept } from '../../src/clinical/codebook.ts';
import { passesLoincCheck, passesVerhoeff } from './check-digits.ts';
import { codebook, published } from './published.ts';

const concepts = [...codebook.concepts.values()];
const codes = concepts.flatMap((concept) =>
  concept.codes.map((code) => ({ concept: concept.id, ...code })),
);
const measured = concepts.flatMap((concept) =>
  concept.measurement === undefined ? [] : [{ ...concept, measurement: concept.measurement }],
);
const units = measured.flatMap(({ id, measurement }) =>
  measurement.accepted.map((unit) => ({ id, canonical: measurement.unit, ...unit })),
);

/** Shapes of codes whose systems publish one but no check digit we could compute. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  'http://hl7.org/fhir/sid/icd-10-cm': /^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/,
  'http://hl7.org/fhir/sid/icd-10': /^[A-Z]\d\d(\.\d{1,2})?$/,
  'http://hl7.org/fhir/sid/icd-9-cm': /^(\d{3}(\.\d{1,2})?|\d\d\.\d{1,2}|V\d\d(\.\d{1,2})?)$/,
  'http://www.cms.gov/Medicare/Coding/ICD10': /^[0-9A-HJ-NP-Z]{7}$/,
  'http://www.ama-assn.org/go/cpt': /^\d{5}$/,
  'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets': /^[A-Z]\d{4}$/,
  'http://fhir.de/CodeSystem/bfarm/ops': /^\d-\d{3}(\.[0-9a-z]{1,2})?$/,
  'http://www.nlm.nih.gov/research/umls/rxnorm': /^\d{3,7}$/,
  'http://www.whocc.no/atc': /^[A-Z]\d\d[A-Z]{2}\d\d$/,
  'https://fhir-terminology.ohdsi.org': /^\d{6,8}$/,
  'https://www.isbt128.org/uri/productdescriptioncode': /^E\d{4}$/,
};

/**
 * Conversions UCUM cannot know, because a mass becomes an amount of substance,
 * an activity a share of normal, or one unit of an annotation two of another.
 */
const BEYOND_UCUM = [
  'antithrombin [IU]/dL',
  'antithrombin [IU]/mL',
  'bilirubin umol/L',
  'creatinine mmol/L',
  'creatinine umol/L',
  'd-dimer mg/L{DDU}',
  'd-dimer ng/mL{DDU}',
  'd-dimer ug/L{DDU}',
  'd-dimer ug/mL{DDU}',
  'fibrinogen umol/L',
  'glucose mmol/L',
  'haemoglobin mmol/L',
  'lactate mg/dL',
  'plasma-free-haemoglobin umol/L',
  'urea mg/dL',
  'urea mg/dL{BUN}',
  'urea mg/dL{urea}',
];

function libraryFactor(unit: AcceptedUnit & { canonical: string }): number | null {
  try {
    return ucum.convert(1, unit.ucum ?? unit.unit, unit.to ?? unit.canonical);
  } catch {
    return null;
  }
}

describe('the published value sets', () => {
  test('are read without a fault', () => {
    expect(readCodebook(published).faults).toEqual([]);
    expect(concepts).toHaveLength(published.length);
  });

  test.each(published.map(({ file, json }) => [file, json as Record<string, unknown>] as const))(
    '%s is named after its concept and is a complete R4 ValueSet',
    (file, json) => {
      expect(file).toBe(`${String(json['id'])}.valueset.json`);
      expect(json).toMatchObject({
        resourceType: 'ValueSet',
        url: `https://ecmo-ich-risk.example/fhir/ValueSet/${String(json['id'])}`,
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
        name: expect.stringMatching(/^[A-Z][A-Za-z0-9]*$/) as string,
        status: 'active',
        date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
        publisher: 'ecmo-ich-risk',
      });
      expect(String(json['title']).trim()).not.toBe('');
    },
  );

  test('say why they are empty when no code is published', () => {
    const empty = published.filter(
      ({ json }) => (json as { compose?: unknown }).compose === undefined,
    );
    expect(empty.map(({ file }) => file)).toEqual([
      'ecmo-ecpr.valueset.json',
      'nafamostat.valueset.json',
    ]);
    for (const { json } of empty) {
      expect((json as { description?: string }).description).toMatch(/site maps its own/);
    }
  });

  test('give every code a source and a label', () => {
    expect(codes.filter(({ source = '', display }) => source.length < 8 || !display)).toEqual([]);
    expect(codes.filter(({ source = '' }) => /memory|unverified|\(mem\)/i.test(source))).toEqual(
      [],
    );
  });

  test('give no code to two concepts', () => {
    const owners = new Map<string, string>();
    const twice: string[] = [];
    for (const { concept, system, code } of codes) {
      const key = `${system}|${code}`;
      if (owners.has(key)) twice.push(`${key} in ${owners.get(key)} and ${concept}`);
      owners.set(key, concept);
    }
    expect(twice).toEqual([]);
  });

  test('hold only codes whose check digit or shape is right', () => {
    const wrong = codes.filter(({ system, code }) => {
      if (system === 'http://snomed.info/sct') return !passesVerhoeff(code);
      if (system === 'http://loinc.org') return !passesLoincCheck(code);
      return !(SHAPES[system]?.test(code) ?? true);
    });
    expect(wrong).toEqual([]);
  });

  test('match ICD and OPS by prefix and everything else exactly', () => {
    const wrong = codes.filter(
      ({ system, match }) => (match === 'prefix') !== isPrefixSystem(system),
    );
    expect(wrong).toEqual([]);
  });

  test('refine concepts that exist, without a circle of anything but look-alikes', () => {
    for (const concept of concepts) {
      const seen = new Set<string>();
      let at: Concept | undefined = concept;
      while (at !== undefined && at.kind !== 'look-alike' && at.refines !== undefined) {
        expect(seen.has(at.id), at.id).toBe(false);
        seen.add(at.id);
        at = codebook.concepts.get(at.refines);
        expect(at).toBeDefined();
      }
    }
  });

  test('name only units that UCUM knows', () => {
    const named = [
      ...units.flatMap(({ unit, ucum: code, to }) => [code ?? unit, to ?? '1']),
      ...measured.map(({ measurement }) => measurement.unit),
    ];
    expect([...new Set(named)].filter((unit) => !ucum.validate(unit).valid)).toEqual([]);
  });

  test('convert by factors an independent UCUM library agrees with', () => {
    const beyond = new Set<string>();
    for (const unit of units) {
      const name = `${unit.id} ${unit.ucum ?? unit.unit}`;
      const factor = libraryFactor(unit);
      if (factor === null || BEYOND_UCUM.includes(name)) beyond.add(name);
      else expect(unit.factor / factor, `${name} as ${unit.unit}`).toBeCloseTo(1, 5);
    }
    expect([...beyond].sort()).toEqual(BEYOND_UCUM);
  });

  test('accept the canonical unit as it is, and no spelling twice', () => {
    for (const { id, measurement } of measured) {
      const spellings = measurement.accepted.map((each) => each.unit);
      expect(new Set(spellings).size, id).toBe(spellings.length);
      expect(
        measurement.accepted.find((each) => each.unit === measurement.unit),
        id,
      ).toMatchObject({ factor: 1 });
    }
  });

  test('give every molar factor its molar mass', () => {
    const molar = { creatinine: 113.12, bilirubin: 584.66, lactate: 90.08, glucose: 180.16 };
    for (const [id, mass] of Object.entries(molar)) {
      const accepted = codebook.concepts.get(id)?.measurement?.accepted ?? [];
      const found = accepted.find((each) => each.source?.includes(`${mass} g/mol`));
      const unit = found?.ucum ?? found?.unit ?? '';
      const expected =
        unit === 'umol/L' ? mass / 10_000 : unit === 'mmol/L' ? mass / 10 : 10 / mass;
      expect((found?.factor ?? 0) / expected, id).toBeCloseTo(1, 5);
    }
  });
});
