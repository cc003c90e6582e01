import { valuesAt } from '../fhir/path.ts';
import type { Assets, Hospital } from '../house.ts';
import { Problem } from '../problem.ts';
import { chartPage } from './chart-page.ts';
import { faultsPage, turnByForm } from './faults-page.ts';
import { html, pageAnswer } from './html.ts';
import { patientsPage } from './patients-page.ts';

function seeOther(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}

function launchByForm(form: URLSearchParams, hospital: Hospital): Response {
  const patient = form.get('patient') ?? '';
  hospital.store.read('Patient', patient);
  const fault = form.get('fault') ?? '';
  const launch = hospital.launch({
    patient,
    banner: form.get('where') !== 'beside',
    ask: form.get('ask') === 'yes',
    faults: hospital.faults.list.some(({ name }) => name === fault) ? [fault] : [],
  });
  const other = form.get('app') ?? '';
  const chosen = hospital.anyClient && /^https?:/.test(other) && URL.canParse(other);
  const target = new URL(chosen ? other : `${hospital.appOrigin}/launch.html`);
  target.searchParams.set('iss', hospital.base);
  target.searchParams.set('launch', launch);
  return seeOther(target.href);
}

function missingPage(): Response {
  const body = html`<main class="sheet">
    <h1>There is no such page</h1>
    <p><a href="/">Back to the patients</a></p>
  </main>`;
  return pageAnswer({ title: 'Not found', body, status: 404, apps: [] });
}

async function postedPage(request: Request, path: string, hospital: Hospital): Promise<Response> {
  const asking = request.headers.get('origin');
  const from = request.headers.get('sec-fetch-site');
  const isOurs =
    from === null ? asking === null || asking === hospital.origin : from === 'same-origin';
  if (!isOurs) {
    throw new Problem(403, 'forbidden', 'That form is not one of this hospital.');
  }
  const form = new URLSearchParams(await request.text());
  if (path === '/record/launch') return launchByForm(form, hospital);
  if (path !== '/record/faults') return missingPage();
  turnByForm(form, hospital.faults);
  return seeOther('/record/faults');
}

/**
 * The record screen: `/` lists the patients, `/record/<patient>` is a chart,
 * `/record/faults` the switchboard; forms post to `/record/launch` and `/record/faults`.
 */
export async function answerRecord(
  request: Request,
  hospital: Hospital,
  assets: Assets,
): Promise<Response> {
  const url = new URL(request.url);
  const asset = assets.get(url.pathname);
  if (asset) {
    const headers = { 'content-type': asset.type, 'x-content-type-options': 'nosniff' };
    return new Response(asset.body, { headers });
  }
  if (request.method === 'POST') return postedPage(request, url.pathname, hospital);
  if (url.pathname === '/') return patientsPage(hospital, url.searchParams.get('q') ?? '');
  if (url.pathname === '/record/faults') return faultsPage(hospital);
  const [, , id = '', rest] = url.pathname.split('/');
  const patient =
    rest === undefined ? hospital.store.find('Patient', decodeURIComponent(id)) : undefined;
  if (!patient || valuesAt(patient, 'resourceType')[0] !== 'Patient') return missingPage();
  return chartPage(hospital, patient, url.searchParams.get('tab') ?? 'results');
}
