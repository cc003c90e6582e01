import { valuesAt } from '../fhir/path.ts';
import type { Stored } from '../fhir/store.ts';
import type { Hospital } from '../house.ts';
import { inZone } from '../zone.ts';
import { html, type Content, type Html } from './html.ts';
import { textAt } from './summary.ts';

const EARLIER = 6;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000;

/** Writes FHIR times as the hospital's wall clocks show them, `23 Nov 14:05`; a bare date stays one. */
function clockOf({ zone, now }: Hospital): (text: string) => string {
  return (text) => {
    if (text === '') return '';
    const local = text.length > 10 ? inZone(zone, Date.parse(text)) : text;
    const [, year = '', month = '1', day = '1'] = /^(\d+)-(\d+)-(\d+)/.exec(local) ?? [];
    const recent = now().getTime() - Date.parse(local) < 300 * DAY;
    const date = `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''}${recent ? '' : ` ${year}`}`;
    return text.length > 10 ? `${date} ${local.slice(11, 16)}` : date;
  };
}

function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly Content[])[],
): Html {
  if (rows.length === 0) return html`<p class="none">Nothing recorded.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((each) => html`<th scope="col">${each}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first = null, ...rest]) =>
            html`<tr>
              <th scope="row">${first}</th>
              ${rest.map((each) => html`<td>${each}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const nameOf = (resource: unknown, path: string): string =>
  textAt(resource, `${path}.text`) ||
  textAt(resource, `${path}.coding.display`) ||
  textAt(resource, `${path}.coding.code`);

function valueOf(observation: Stored): string {
  const number = textAt(observation, 'valueQuantity.value');
  const comparator = textAt(observation, 'valueQuantity.comparator');
  if (number !== '') return `${comparator}${number}`;
  return textAt(observation, 'valueString') || nameOf(observation, 'valueCodeableConcept') || '–';
}

const byTime = (path: string) => (a: Stored, b: Stored) =>
  Date.parse(textAt(b, path) || '1970') - Date.parse(textAt(a, path) || '1970');

/** Latest and earlier results of each test. */
export function resultsTable(hospital: Hospital, patient: string): Html {
  const { store } = hospital;
  const clock = clockOf(hospital);
  const groups = new Map<string, Stored[]>();
  for (const each of store.all('Observation', patient)) {
    const name = nameOf(each, 'code');
    groups.set(name, [...(groups.get(name) ?? []), each].slice(-4000));
  }
  const rows = [...groups].map(([name, found]) => {
    const [latest, ...earlier] = found.sort(byTime('effectiveDateTime'));
    const flag = textAt(latest, 'status') === 'final' ? '' : ` (${textAt(latest, 'status')})`;
    const low = textAt(latest, 'referenceRange.low.value');
    const high = textAt(latest, 'referenceRange.high.value');
    return [
      name,
      html`<strong>${latest ? valueOf(latest) : ''}</strong>
        ${textAt(latest, 'valueQuantity.unit')}${flag}`,
      html`<span class="when">${clock(textAt(latest, 'effectiveDateTime'))}</span>`,
      low ? `${low} – ${high}` : '',
      html`<span class="earlier">${earlier.slice(0, EARLIER).map(valueOf).join('  ·  ')}</span>`,
      String(found.length),
    ];
  });
  return table(
    'Results, latest first',
    ['Test', 'Latest', 'When', 'Reference', 'Before that', 'In all'],
    rows,
  );
}

function amountOf(resource: Stored): string {
  const dose = textAt(resource, 'dosage.dose.value');
  if (dose) return `${dose} ${textAt(resource, 'dosage.dose.unit')}`;
  const rate = textAt(resource, 'dosage.rateRatio.numerator.value');
  if (rate) return `${rate} ${textAt(resource, 'dosage.rateRatio.numerator.unit')}/h`;
  return `${textAt(resource, 'dosage.rateQuantity.value')} ${textAt(resource, 'dosage.rateQuantity.unit')}`;
}

const startGiven = (each: Stored): string =>
  textAt(each, 'effectivePeriod.start') || textAt(each, 'effectiveDateTime');

const startPerformed = (each: Stored): string =>
  textAt(each, 'performedPeriod.start') || textAt(each, 'performedDateTime');

/** What was given, and what was ordered. */
export function medicationsTable(hospital: Hospital, patient: string): Html {
  const { store } = hospital;
  const clock = clockOf(hospital);
  const drug = (each: Stored): string => {
    const [type = '', id = ''] = textAt(each, 'medicationReference.reference').split('/');
    return nameOf(each, 'medicationCodeableConcept') || nameOf(store.find(type, id), 'code');
  };
  const given = [...store.all('MedicationAdministration', patient)].sort(
    (a, b) => Date.parse(startGiven(b)) - Date.parse(startGiven(a)),
  );
  const ordered = [...store.all('MedicationRequest', patient)].sort(byTime('authoredOn'));
  return html`${table(
    'Given',
    ['Drug or product', 'Amount or rate', 'From', 'To', 'Status'],
    given.map((each) => [
      drug(each),
      amountOf(each),
      clock(startGiven(each)),
      clock(textAt(each, 'effectivePeriod.end')),
      textAt(each, 'status'),
    ]),
  )}${table(
    'Ordered',
    ['Drug or product', 'Ordered', 'Status'],
    ordered.map((each) => [drug(each), clock(textAt(each, 'authoredOn')), textAt(each, 'status')]),
  )}`;
}

/** Diagnoses and problems. */
export function problemsTable(hospital: Hospital, patient: string): Html {
  const { store } = hospital;
  const clock = clockOf(hospital);
  const rows = [...store.all('Condition', patient)].map((each) => [
    nameOf(each, 'code'),
    textAt(each, 'code.coding.code'),
    textAt(each, 'clinicalStatus.coding.code'),
    clock(textAt(each, 'onsetDateTime')),
    clock(textAt(each, 'recordedDate')),
  ]);
  return table('Problems and diagnoses', ['Problem', 'Code', 'Status', 'Onset', 'Recorded'], rows);
}

/** Procedures and the reports of imaging. */
export function proceduresTable(hospital: Hospital, patient: string): Html {
  const { store } = hospital;
  const clock = clockOf(hospital);
  const procedures = [...store.all('Procedure', patient)].map((each) => [
    nameOf(each, 'code'),
    clock(startPerformed(each)),
    clock(textAt(each, 'performedPeriod.end')),
    textAt(each, 'status'),
  ]);
  const reports = [...store.all('DiagnosticReport', patient)].map((each) => [
    nameOf(each, 'code'),
    clock(textAt(each, 'effectiveDateTime')),
    textAt(each, 'conclusion'),
  ]);
  return html`${table('Procedures', ['Procedure', 'From', 'To', 'Status'], procedures)}
  ${table('Imaging reports', ['Study', 'When', 'Conclusion'], reports)}`;
}

/** Risk assessments that an app has written into the record. */
export function risksTable(hospital: Hospital, patient: string): Html {
  const { store } = hospital;
  const clock = clockOf(hospital);
  const rows = [...store.all('RiskAssessment', patient)]
    .sort(byTime('occurrenceDateTime'))
    .map((each) => {
      const low = textAt(each, 'prediction.probabilityRange.low.value');
      const high = textAt(each, 'prediction.probabilityRange.high.value');
      const point = valuesAt(each, 'prediction.probabilityDecimal')[0];
      return [
        nameOf(each, 'prediction.outcome') || nameOf(each, 'code') || 'Risk',
        `${point === undefined ? '' : `${String(point)} % `}${low ? `${low} – ${high} %` : ''}`,
        clock(textAt(each, 'occurrenceDateTime') || textAt(each, 'meta.lastUpdated')),
        textAt(each, 'status'),
        nameOf(each, 'method'),
      ];
    });
  return table(
    'Risk assessments in this record',
    ['Outcome', 'Probability', 'As of', 'Status', 'Method'],
    rows,
  );
}
