import { Chart } from './chart.ts';
import { concept, local, snomed } from './codings.ts';
import { usualCourse } from './course.ts';
import { infusion, transfusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { circuit, condition, ecmo, ecmoCodes, headCt } from './support.ts';

const TEXTS: Readonly<Record<string, string>> = {
  'Platelet count': '血小板计数',
  aPTT: '活化部分凝血活酶时间',
  'Fibrinogen (Clauss)': '纤维蛋白原',
  'D-dimer': 'D-二聚体',
  Haemoglobin: '血红蛋白',
  'Prothrombin time': '凝血酶原时间',
  Creatinine: '肌酐',
};

const SI: Readonly<Record<string, readonly [unit: string, factor: number]>> = {
  '10*3/uL': ['10*9/L', 1],
  'g/dL': ['g/L', 10],
  'mg/dL': ['g/L', 0.01],
};

/** Names and tests in Chinese, results in SI units, the drug's name as text. */
export const namesChinese: PretendPatient = {
  id: 'names-chinese',
  lesson: 'Name and tests in Chinese, SI units, ICD-10 as used in China: the codes still hold.',
  write(bedside) {
    const chart = new Chart('names-chinese', 88, bedside);
    chart.person({
      given: ['秀英'],
      family: '王',
      text: '王秀英',
      gender: 'female',
      age: 62,
      mrn: 'PH-230118',
      more: {
        communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'zh' }] } }],
      },
    });
    chart.stay(-18, '心脏重症监护室 3 床');
    condition(chart, [snomed('89138009', '心源性休克')], { onset: -6 });
    condition(
      chart,
      [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I69.300', display: '脑梗死后遗症' }],
      {
        category: 'problem-list-item',
        onset: -40_000,
        recorded: -39_000,
      },
    );
    ecmo(chart, ecmoCodes.VA, 0, null);
    circuit(chart, 0, null);
    headCt(chart, 12, 1.26, '颅内未见出血。');
    infusion(chart, 'heparin-infusion', [[2, null, 600]]);
    chart.file(
      {
        resourceType: 'MedicationAdministration',
        id: chart.nextId('given'),
        status: 'in-progress',
        medicationCodeableConcept: concept(local('drug', 'NAFA', '甲磺酸萘莫司他')),
        subject: chart.subject,
        effectivePeriod: { start: chart.time(40) },
      },
      40,
    );
    for (const hour of [22, 23.5]) transfusion(chart, 'plasma', hour, 200);
    usualCourse(chart, {
      span: [-4, 88],
      platelets: [
        [-4, 143],
        [40, 52],
        [60, 41],
        [88, 58],
      ],
    });
    translate(chart);
    return chart;
  },
};

function translate(chart: Chart): void {
  for (const [index, { resource, at }] of chart.filed.entries()) {
    if (resource.resourceType !== 'Observation') continue;
    const text = TEXTS[resource.code.text ?? ''] ?? resource.code.text ?? '';
    const coding = (resource.code.coding ?? []).map((each) => ({ ...each, display: text }));
    const { value = 0, code: unit = '' } = resource.valueQuantity ?? {};
    const si = resource.code.text === 'Creatinine' ? undefined : SI[unit];
    const { referenceRange, ...rest } = resource;
    const changed = {
      ...rest,
      ...(si || !referenceRange ? {} : { referenceRange }),
      code: { coding, text },
      ...(si
        ? {
            valueQuantity: {
              value: Number((value * si[1]).toPrecision(6)),
              unit: si[0],
              system: 'http://unitsofmeasure.org',
              code: si[0],
            },
          }
        : {}),
    };
    chart.filed[index] = { resource: changed, at };
  }
}
