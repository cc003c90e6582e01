import { readSite } from '../clinical/read-site.ts';
import { startLaunch } from '../fhir/session.ts';
import { fetchFile } from './opening/fetch-file.ts';

function write(id: string, text: string): void {
  const element = document.querySelector(`#${id}`);
  if (element !== null) element.textContent = text;
}

/** Writes text, never markup: one sentence for the clinician, one line for hospital IT. */
function show(clinician: string, it: string): void {
  write('message', clinician);
  write('detail', `For IT: ${it}`);
}

const file = 'site/site.json';

/** The launch page: reads the site, and goes to the record system's authorization or says why not. */
async function launch(): Promise<void> {
  const { json, fault } = await fetchFile(file);
  const read = fault === null ? readSite(file, json) : { value: null, faults: [fault] };
  if (read.value === null) {
    const problems = read.faults.flatMap((wrong) => {
      if (!('problem' in wrong)) return [];
      return [[wrong.source, wrong.place, wrong.problem].filter(Boolean).join(': ')];
    });
    show('The app is not set up correctly. Please tell your IT department.', problems.join('; '));
    return;
  }
  const next = await startLaunch(new URL(location.href), read.value);
  if (next.kind === 'redirect') location.replace(next.to);
  else show(next.clinician, `${next.code}. ${next.it} Contact: ${read.value.contact}`);
}

launch().catch(() => {
  show('The app could not be opened. Please try again from the chart.', 'browser-unfit');
});
