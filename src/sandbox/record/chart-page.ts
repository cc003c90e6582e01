import type { Stored } from '../fhir/store.ts';
import type { Hospital } from '../house.ts';
import { faultsNotice } from './faults-page.ts';
import { html, pageAnswer, type Html } from './html.ts';
import { summaryOf, type Summary } from './summary.ts';
import {
  medicationsTable,
  problemsTable,
  proceduresTable,
  resultsTable,
  risksTable,
} from './tables.ts';

const TABS = [
  ['results', 'Results', resultsTable],
  ['medications', 'Medications and blood', medicationsTable],
  ['problems', 'Problems', problemsTable],
  ['procedures', 'Procedures and imaging', proceduresTable],
  ['risks', 'Risk assessments', risksTable],
] as const;

function header({ name, gender, age, birthDate, mrn, bed, support, lesson }: Summary): Html {
  return html`<header class="banner">
    <p class="back"><a href="/">Patients</a></p>
    <h1><bdi>${name}</bdi></h1>
    <dl>
      <div>
        <dt>Born</dt>
        <dd>${birthDate} (${age} y)</dd>
      </div>
      <div>
        <dt>Sex</dt>
        <dd>${gender}</dd>
      </div>
      <div>
        <dt>MRN</dt>
        <dd>${mrn}</dd>
      </div>
      <div>
        <dt>Bed</dt>
        <dd>${bed}</dd>
      </div>
      <div>
        <dt>Support</dt>
        <dd>${support}</dd>
      </div>
    </dl>
    <p class="lesson">${lesson}</p>
  </header>`;
}

function launchForms(hospital: Hospital, patient: string): Html {
  const kinds = hospital.faults.list
    .filter(({ doors }) => doors.some((door) => door === 'fhir' || door === 'token'))
    .map(({ name, words }) => html`<option value="${name}" title="${words}">${name}</option>`);
  const other = hospital.anyClient
    ? html`<label>Launch address of another app <input name="app" type="url" size="40" /></label>`
    : null;
  return html`<form
    class="launch"
    method="post"
    action="/record/launch"
    target="app"
    data-opens="beside"
  >
    <input type="hidden" name="patient" value="${patient}" />
    <button class="main" name="where" value="beside">Open ICH risk</button>
    <button name="where" value="tab" formtarget="_blank">Open in a tab</button>
    <details>
      <summary>For testers</summary>
      <label><input type="checkbox" name="ask" value="yes" /> Ask before the app gets access</label>
      <label
        >Misbehave in this launch
        <select name="fault">
          <option value="">not at all</option>
          ${kinds}
        </select></label
      >
      ${other}
    </details>
  </form>`;
}

/** A patient's chart: who it is, tabs of tables, and room beside them for the app. */
export function chartPage(hospital: Hospital, patient: Stored, tab: string): Response {
  const chosen = TABS.find(([name]) => name === tab) ?? TABS[0];
  const summary = summaryOf(hospital, patient);
  const links = TABS.map(
    ([name, words]) =>
      html`<li>
        <a
          href="/record/${patient.id}?tab=${name}"
          ${name === chosen[0] ? html`aria-current="page"` : null}
          >${words}</a
        >
      </li>`,
  );
  const body = html`${faultsNotice(hospital)} ${header(summary)}
    <div class="launchbar">${launchForms(hospital, patient.id)}</div>
    <div class="desk">
      <main>
        <nav aria-label="Chart">
          <ul class="tabs">
            ${links}
          </ul>
        </nav>
        <section aria-label="${chosen[1]}">${chosen[2](hospital, patient.id)}</section>
      </main>
      <aside class="app" hidden aria-label="ICH risk app">
        <p class="appbar">
          <span>ICH risk for <bdi>${summary.name}</bdi></span>
          <button type="button" data-app="wider">Wider</button
          ><button type="button" data-app="close">Close</button>
        </p>
        <iframe name="app" title="ICH risk on ECMO"></iframe>
      </aside>
    </div>`;
  return pageAnswer({
    title: summary.name,
    body,
    apps: hospital.anyClient ? ['http:', 'https:'] : [hospital.appOrigin],
  });
}
