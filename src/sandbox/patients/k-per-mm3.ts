import { Chart } from './chart.ts';
import { usualCourse } from './course.ts';
import { infusion, transfusion } from './drugs.ts';
import type { PretendPatient } from './pretend-patient.ts';
import { circuit, condition, diagnoses, ecmo, ecmoCodes, headCt } from './support.ts';

const UCUM = 'http://unitsofmeasure.org';

/** Units and values as some laboratories really print them. */
export const kPerMm3: PretendPatient = {
  id: 'k-per-mm3',
  lesson: 'VA-ECMO, hour 52: K/mm3 called UCUM, numbers as text, “<20”, a value without a unit.',
  write(bedside) {
    const chart = new Chart('k-per-mm3', 52, bedside);
    chart.person({
      given: ['Dolores'],
      family: 'Reyes-Ortega',
      gender: 'female',
      age: 66,
      mrn: 'PH-176630',
    });
    chart.stay(-15, 'Surgical ICU, bed 3');
    ecmo(chart, ecmoCodes.VA, 0, null);
    circuit(chart, 0, null);
    condition(chart, diagnoses.shock, { onset: -5 });
    condition(chart, diagnoses.oldStroke, {
      category: 'problem-list-item',
      onset: -60_000,
      recorded: -50_000,
    });
    headCt(chart, 10, 1.29, 'Old left-sided lacunar infarct. No haemorrhage.');
    infusion(chart, 'heparin-infusion', [[1.5, null, 750]]);
    transfusion(chart, 'plasma', 18, 200);
    usualCourse(chart, {
      span: [-4, 52],
      platelets: [
        [-4, 164],
        [20, 71],
        [40, 55],
        [52, 60],
      ],
      results: { codes: 'loinc' },
    });
    rewriteUnits(chart);
    chart.result('platelets', 45, 0, { instead: { valueString: '<20' } });
    chart.result('platelets', 46, 0, { instead: { valueString: '52 K/mm3' } });
    chart.result('platelets', 47, 0, { instead: { valueQuantity: { value: 51 } } });
    chart.result('platelets', 48, 0, {
      status: 'cancelled',
      instead: { dataAbsentReason: { text: 'Specimen clotted' } },
    });
    chart.result('haemoglobin', 46, 0, { instead: { valueString: '8.9 gm/dL' } });
    chart.result('haemoglobin', 48, 0, { instead: { valueString: 'see note' } });
    chart.result('fibrinogen', 46, 0, {
      instead: {
        valueQuantity: { value: 60, comparator: '<', unit: 'mg/dL', system: UCUM, code: 'mg/dL' },
      },
    });
    return chart;
  },
};

/** Prints the platelet counts of the course in K/mm3, as if that were UCUM. */
function rewriteUnits(chart: Chart): void {
  for (const [index, { resource, at }] of chart.filed.entries()) {
    if (resource.resourceType !== 'Observation' || resource.valueQuantity?.code !== '10*3/uL')
      continue;
    const { value = 0 } = resource.valueQuantity;
    const valueQuantity = { value, unit: 'K/mm3', system: UCUM, code: 'K/mm3' };
    const { referenceRange: _own, ...rest } = resource;
    chart.filed[index] = { resource: { ...rest, valueQuantity }, at };
  }
}
