import type { Row } from '../reading/reference.ts';
import type { Course, Reading } from './course.ts';
import { DAY, HOUR, rounded } from './draw.ts';
import type { LabStyle, Style } from './style.ts';
import type { Fate } from './truth.ts';

const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** Writes one patient as a hospital of this style would, into rows by resource type. */
export function rowsOf(course: Course, fate: Fate, style: Style, base: string): readonly Row[] {
  const reference = (type: string, id: string): { reference: string } => ({
    reference: `${style.references === 'absolute' ? `${base}/` : ''}${type}/${id}`,
  });
  const subject = reference('Patient', course.id);
  const encounter = reference('Encounter', `${course.id}-stay`);
  const meta = { versionId: '1', lastUpdated: iso(fate.discharged + DAY) };

  const lab = (
    name: string,
    { at, value }: Reading,
    index: number,
    written: LabStyle,
    category = 'laboratory',
  ): Row => {
    const number = rounded(value * written.factor, written.decimals);
    return {
      resourceType: 'Observation',
      id: `${course.id}-${name}-${index}`,
      meta,
      status: 'final',
      category: [
        {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/observation-category',
              code: category,
            },
          ],
        },
      ],
      code: { coding: written.coding, text: written.coding[0]?.display },
      subject,
      encounter,
      effectiveDateTime: iso(at),
      issued: iso(at + 0.5 * HOUR),
      ...(written.asText
        ? { valueString: `${number} ${written.unit}` }
        : {
            valueQuantity: {
              value: number,
              unit: written.unit,
              ...(written.ucum ? { system: 'http://unitsofmeasure.org', code: written.unit } : {}),
            },
          }),
    };
  };
  const series = (name: string, readings: readonly Reading[], labStyle: LabStyle): readonly Row[] =>
    readings.map((reading, index) => lab(name, reading, index, labStyle));

  const condition = (
    name: string,
    coding: object,
    onset: number,
    recorded: number,
    status: string,
  ): Row => ({
    resourceType: 'Condition',
    id: `${course.id}-${name}`,
    meta,
    clinicalStatus: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: status },
      ],
    },
    verificationStatus: {
      coding: [
        { system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' },
      ],
    },
    code: { coding: [coding] },
    subject,
    encounter,
    onsetDateTime: iso(onset),
    recordedDate: iso(recorded),
  });

  const plasma = ({ at }: Reading, index: number): Row => {
    const id = `${course.id}-plasma-${index}`;
    if (style.plasma === 'volume')
      return lab('plasma', { at, value: style.bagMillilitres }, index, {
        coding: [
          { system: 'http://southgate.example/codes', code: 'FFPVOL', display: 'FFP INTAKE' },
        ],
        unit: 'mL',
        ucum: true,
        factor: 1,
        decimals: 0,
      });
    const product = {
      system: 'http://snomed.info/sct',
      code: '346447007',
      display: 'Fresh frozen plasma',
    };
    if (style.plasma === 'administration')
      return {
        resourceType: 'MedicationAdministration',
        id,
        meta,
        status: 'completed',
        medicationCodeableConcept: { coding: [product] },
        subject,
        effectivePeriod: { start: iso(at - HOUR), end: iso(at) },
        dosage: {
          dose: {
            value: style.bagMillilitres,
            unit: 'mL',
            system: 'http://unitsofmeasure.org',
            code: 'mL',
          },
        },
      };
    return {
      resourceType: 'Procedure',
      id,
      meta,
      status: 'completed',
      code: {
        coding: [
          {
            system: 'http://snomed.info/sct',
            code: '116861002',
            display: 'Transfusion of fresh frozen plasma',
          },
        ],
      },
      subject,
      performedPeriod: { start: iso(at - HOUR), end: iso(at) },
    };
  };

  const heparin = (): readonly Row[] => {
    if (!course.heparin) return [];
    const { start, end, unitsPerHour } = course.heparin;
    const coding =
      style.name === 'south'
        ? { system: 'http://southgate.example/codes', code: 'HEPDRIP', display: 'HEPARIN INFUSION' }
        : {
            system: 'http://www.nlm.nih.gov/research/umls/rxnorm',
            code: '1658717',
            display: 'heparin infusion',
          };
    return [
      {
        resourceType: 'MedicationAdministration',
        id: `${course.id}-heparin`,
        meta,
        status: 'completed',
        medicationCodeableConcept: { coding: [coding] },
        subject,
        effectivePeriod: { start: iso(start), end: iso(end) },
        dosage: {
          rateQuantity: {
            value: unitsPerHour,
            unit: '[IU]/h',
            system: 'http://unitsofmeasure.org',
            code: '[IU]/h',
          },
        },
      },
    ];
  };

  return [
    {
      resourceType: 'Patient',
      id: course.id,
      meta,
      identifier: [{ system: `${base}/mrn`, value: `SYN-${course.id.toUpperCase()}` }],
      gender: course.sex,
      birthDate: `${course.birthYear}-07-01`,
      ...(fate.died === null ? {} : { deceasedDateTime: iso(fate.died) }),
    },
    {
      resourceType: 'Encounter',
      id: `${course.id}-stay`,
      meta,
      status: 'finished',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
      subject,
      period: { start: iso(course.admitted), end: iso(fate.discharged) },
      hospitalization: {
        dischargeDisposition: {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/discharge-disposition',
              code: fate.died === null ? 'home' : 'exp',
            },
          ],
        },
      },
    },
    {
      resourceType: 'Procedure',
      id: `${course.id}-ecmo`,
      meta,
      status: 'completed',
      code: { coding: [style.support[course.mode]] },
      subject,
      encounter,
      performedPeriod: { start: iso(course.start), end: iso(course.end) },
    },
    condition(
      'reason',
      { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: course.mode === 'VV' ? 'J80' : 'R57.0' },
      course.admitted,
      course.admitted + HOUR,
      'active',
    ),
    ...(course.strokeHistory
      ? [
          condition(
            'stroke',
            style.earlierStroke,
            course.admitted - 700 * DAY,
            course.admitted + HOUR,
            'inactive',
          ),
        ]
      : []),
    ...(course.bledBefore
      ? [
          condition(
            'bleed-before',
            style.bleed,
            course.start - 6 * HOUR,
            course.start - 5 * HOUR,
            'active',
          ),
        ]
      : []),
    ...(fate.bled === null
      ? []
      : [condition('bleed', style.bleed, fate.bled, fate.bled + HOUR, 'active')]),
    ...(course.ratio ? [lab('ratio', course.ratio, 0, style.labs.ratio, 'imaging')] : []),
    ...series('platelets', course.platelets, style.labs.platelets),
    ...series('aptt', course.aptt, style.labs.aptt),
    ...series('antixa', course.antiXa, style.labs.antiXa),
    ...series('fibrinogen', course.fibrinogen, style.labs.fibrinogen),
    ...series('paco2', course.paco2, style.labs.paco2),
    ...course.plasma.map(plasma),
    ...heparin(),
  ];
}
