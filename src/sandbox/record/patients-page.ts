import type { Hospital } from '../house.ts';
import { html, pageAnswer } from './html.ts';
import { faultsNotice } from './faults-page.ts';
import { summaryOf } from './summary.ts';

/** The list of patients, reduced to those whose name, MRN, bed or lesson holds the words searched for. */
export function patientsPage(hospital: Hospital, words: string): Response {
  const { appOrigin, base } = hospital;
  const all = hospital.store.all('Patient').map((patient) => summaryOf(hospital, patient));
  const wanted = words.toLowerCase();
  const found = all.filter((each) => Object.values(each).join(' ').toLowerCase().includes(wanted));
  const rows = found.map(
    ({ id, name, mrn, birthDate, age, gender, bed, support, lesson }) =>
      html`<li>
        <a class="patient" href="/record/${id}">
          <span class="who"
            ><strong><bdi>${name}</bdi></strong>
            <span>${gender}, ${age} y, born ${birthDate}</span></span
          >
          <span class="where"><span>${bed}</span> <span class="mrn">MRN ${mrn}</span></span>
          <span class="support">${support}</span>
          <span class="lesson">${lesson}</span>
        </a>
      </li>`,
  );
  const standalone = `${appOrigin}/launch.html?${new URLSearchParams({ iss: base })}`;
  const body = html`${faultsNotice(hospital)}
    <header class="top">
      <h1>Patients</h1>
      <form role="search" method="get" action="/">
        <label for="q">Search</label>
        <input id="q" name="q" type="search" value="${words}" placeholder="name, MRN, bed" />
        <button>Search</button>
      </form>
    </header>
    <main>
      <p class="count">${found.length} of ${all.length} patients</p>
      <ul class="patients">
        ${rows}
      </ul>
      <section class="also">
        <h2>Other ways in</h2>
        <ul>
          <li>
            <a href="${standalone}">Open ICH risk without a chart</a>: sign in and choose the
            patient there (standalone launch).
          </li>
          <li>
            <a href="/record/faults">Make this hospital misbehave</a>:
            ${hospital.faults.list.length} faults that real servers commit, one switch each.
          </li>
          <li><a href="/sandbox/requests">What the app has asked for</a>, as JSON.</li>
        </ul>
      </section>
    </main>`;
  return pageAnswer({ title: 'Patients', body, apps: [appOrigin] });
}
