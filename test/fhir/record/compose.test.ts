import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeWrite } from '../../../src/fhir/record/compose-write.ts';
import { composeDocumentReference } from '../../../src/fhir/record/document-reference.ts';
import { composeObservation } from '../../../src/fhir/record/observation.ts';
import { toPerCentRange } from '../../../src/fhir/record/per-cent-range.ts';
import { rungs } from '../../../src/fhir/record/plan-write.ts';
import { composeProvenance } from '../../../src/fhir/record/provenance.ts';
import { composeRiskAssessment } from '../../../src/fhir/record/risk-assessment.ts';
import { composeText } from '../../../src/fhir/record/words.ts';
import { testAssessment, testConclusion } from '../fixtures/conclusion.ts';
import { complaints } from '../fixtures/validators.ts';

const whole = testConclusion();
const { encounter: _encounter, user: _user, ...bareSession } = whole.session;
const bare = testConclusion({
  session: bareSession,
  assessment: testAssessment({
    inputs: testAssessment().inputs.map((input) => ({ ...input, sources: [] })),
    oddsToReference: null,
  }),
});
const risk = whole.assessment.risk!;

describe('what a later reader must know before using the number', () => {
  const open = testConclusion({
    assessment: testAssessment({
      faults: [{ kind: 'outcome-unknown', source: 'Condition/i', concept: 'ich' }],
    }),
  });
  const doubt = /Whether the outcome \(ich\) has occurred cannot be told from Condition\/i;/;

  test('says with the row that a haemorrhage may have occurred already', () => {
    expect(composeText(open)).toMatch(doubt);
    const { text, note } = composeRiskAssessment(open);
    expect(text?.div).toMatch(doubt);
    expect(note?.some((one) => doubt.test(one.text))).toBe(true);
  });

  test('says nothing of the kind where the record leaves no doubt', () => {
    expect(composeText(whole)).not.toContain('cannot be told');
  });
});

describe('what is written is valid R4', () => {
  test.each(rungs)('%s, with everything there', (rung) => {
    expect(complaints(composeWrite(rung, whole))).toEqual([]);
  });

  test.each(rungs)('%s, with no encounter, no clinician and no basis', (rung) => {
    expect(complaints(composeWrite(rung, bare))).toEqual([]);
  });

  test('Provenance', () => {
    expect(complaints(composeProvenance(whole, 'RiskAssessment/r1'))).toEqual([]);
    expect(complaints(composeProvenance(bare, 'RiskAssessment/r1'))).toEqual([]);
  });

  test('the status is one R4 allows, which neither validator looks up', () => {
    const allowed = ['registered', 'preliminary', 'final', 'amended', 'corrected', 'cancelled'];
    expect([...allowed, 'entered-in-error', 'unknown']).toContain(
      composeRiskAssessment(whole).status,
    );
  });

  test('the validators do complain when there is something to complain about', () => {
    const good = composeRiskAssessment(whole);
    const broken = [
      { ...good, status: undefined },
      { ...good, extra: 1 },
      { ...good, subject: undefined },
      { ...good, prediction: [{ probabilityDecimal: 101.5 }] },
      { ...good, prediction: [{ probabilityRange: { low: { value: 1 } } }] },
    ];
    expect(broken.map((each) => complaints(each).length > 0)).toEqual(broken.map(() => true));
  });

  test('any band there can be gives whole per cents from 0 to 100, low first (ras-1, ras-2)', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(probability, probability, (one, other) => {
        const { low, high } = toPerCentRange({
          low: Math.min(one, other),
          high: Math.max(one, other),
        });
        const [from, to] = [low?.value ?? -1, high?.value ?? -1];
        expect(Number.isInteger(from) && Number.isInteger(to)).toBe(true);
        expect(from >= 0 && to <= 100 && from <= to).toBe(true);
        expect(from).toBeLessThanOrEqual(Math.min(one, other) * 100 + 0.5);
        expect(to).toBeGreaterThanOrEqual(Math.max(one, other) * 100 - 0.5);
      }),
    );
  });
});

describe('the RiskAssessment', () => {
  const written = composeRiskAssessment(whole);

  test('says who, when, in which stay and by which model', () => {
    expect(written).toMatchObject({
      status: 'final',
      subject: { reference: 'Patient/p1' },
      encounter: { reference: 'Encounter/e1' },
      occurrenceDateTime: '2026-03-10T15:00:00Z',
      identifier: [{ system: 'urn:ietf:rfc:3986', value: whole.identifier }],
      performer: { reference: '#model' },
      meta: { security: [{ code: 'AIAST' }] },
    });
    expect(written.method?.coding?.[0]?.code).toBe(`${whole.model.id}|${whole.model.version}`);
    expect(written.contained?.[0]).toMatchObject({
      resourceType: 'Device',
      identifier: [{ value: whole.model.sha256 }],
    });
  });

  test('carries the combined band as per cent, and the centre in words', () => {
    const [prediction] = written.prediction ?? [];
    expect(prediction?.outcome?.coding?.[0]).toMatchObject({
      system: 'http://snomed.info/sct',
      code: '1386000',
    });
    expect(prediction?.probabilityRange).toEqual(toPerCentRange(risk));
    expect(prediction).not.toHaveProperty('probabilityDecimal');
    expect(prediction).not.toHaveProperty('qualitativeRisk');
    expect(prediction?.rationale).toContain(`central estimate ${Math.round(risk.central * 100)} %`);
    expect(prediction?.rationale).toMatch(/reconstructed/);
  });

  test('rests on real resources only; what was entered is in a note, marked', () => {
    expect(written.basis?.map(({ reference }) => reference)).toEqual([
      'MedicationAdministration/a1',
      'Procedure/x1',
      'Observation/o1',
    ]);
    const notes = written.note?.map(({ text }) => text).join('\n') ?? '';
    expect(notes).toMatch(/1\.24 \(entered by the clinician: read from the CT/);
    expect(notes).toMatch(/at least/);
    expect(notes).toMatch(/assumed: one-unit-each/);
  });

  test('fault 77: says up to when its data reach, which version, and that it is not to be reused', () => {
    const notes = written.note?.map(({ text }) => text).join('\n') ?? '';
    expect(notes).toContain('data read at 2026-03-10T15:00:00Z');
    expect(notes).toContain(whole.model.sha256);
    expect(notes).toMatch(/assess again instead of reusing/);
    expect(notes).toMatch(/Research use only/);
  });

  test('proposes no treatment', () => {
    expect(written).not.toHaveProperty('mitigation');
    expect(JSON.stringify(written)).not.toMatch(/should (?:be )?(?:given|transfus|withh)/i);
  });

  test('fault 78: what somebody typed is inert in the narrative', () => {
    expect(written.text?.div).not.toContain('<b>');
    expect(written.text?.div).toContain('&lt;b&gt;today&lt;/b&gt;');
  });

  test('without a risk there is nothing to write', () => {
    const refused = testConclusion({
      assessment: testAssessment({ risk: null, refused: 'before-24-h' }),
    });
    for (const rung of rungs)
      expect(() => composeWrite(rung, refused)).toThrow(/no risk to write: before-24-h/);
  });

  test('an input that was averaged over is said to be unknown', () => {
    const assessment = testAssessment({ risk: { ...risk, integrated: ['gwr'] } });
    const { note } = composeRiskAssessment(testConclusion({ assessment }));
    expect(note?.[0]?.text).toMatch(/not known; averaged over/);
  });
});

describe('the other rungs', () => {
  test('the Observation has the band as its value and points only where R4 lets it', () => {
    const written = composeObservation(whole);
    expect(written.valueRange).toEqual(toPerCentRange(risk));
    expect(written.derivedFrom).toEqual([{ reference: 'Observation/o1' }]);
    expect(written.performer).toEqual([{ reference: 'Practitioner/dr1' }]);
  });

  test('fault 75: the document says everything in its text, author and date included', () => {
    const { content } = composeDocumentReference(whole);
    const data = content[0]?.attachment.data ?? '';
    const text = Buffer.from(data, 'base64').toString('utf8');
    expect(text).toBe(composeText(whole));
    for (const fact of [
      '2026-03-10T15:00:00Z',
      whole.model.version,
      'central estimate',
      'Research use only',
    ]) {
      expect(text).toContain(fact);
    }
  });

  test('the Provenance names the model as author, the clinician as verifier, and is marked as made by a machine', () => {
    const { agent, entity, meta, contained } = composeProvenance(whole, 'RiskAssessment/r1');
    expect(agent.map((each) => [each.type?.coding?.[0]?.code, each.who.reference])).toEqual([
      ['author', '#model'],
      ['verifier', 'Practitioner/dr1'],
    ]);
    expect(contained).toMatchObject([{ resourceType: 'Device', id: 'model' }]);
    expect(meta?.security?.[0]?.code).toBe('AIAST');
    expect(entity).toHaveLength(3);
  });

  test('somebody who is no practitioner signs nothing', () => {
    const session = { ...whole.session, user: 'https://hospital.test/fhir/Person/7' };
    expect(composeProvenance(testConclusion({ session }), 'RiskAssessment/r1').agent).toHaveLength(
      1,
    );
  });
});
