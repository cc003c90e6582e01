import type { FaultSettings } from './faults/fault.ts';
import { isObject } from './fhir/path.ts';
import type { Hospital } from './house.ts';
import { Problem } from './problem.ts';

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body, null, 2), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

/** Tools are for the hospital's own pages and for command lines, never for a foreign web page. */
function demandOwnPage(request: Request, origin: string): void {
  const asking = request.headers.get('origin');
  if (asking !== null && asking !== origin)
    throw new Problem(403, 'forbidden', 'Not from that page.');
}

function settingsOf(body: Readonly<Record<string, unknown>>): FaultSettings {
  const number = (name: string) => (typeof body[name] === 'number' ? { [name]: body[name] } : {});
  const only = typeof body['only'] === 'string' ? { only: body['only'] } : {};
  return { ...only, ...number('from'), ...number('times'), ...number('seconds') };
}

async function bodyOf(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const text = await request.text();
  try {
    const parsed: unknown = JSON.parse(text || '{}');
    if (isObject(parsed)) return parsed;
  } catch {
    // told below, as for any other body that is no object
  }
  throw new Problem(400, 'structure', 'The body is not a JSON object.');
}

async function faults(request: Request, { faults: board }: Hospital): Promise<Response> {
  if (request.method === 'DELETE') board.clear();
  if (request.method === 'POST') {
    const body = await bodyOf(request);
    const name = String(body['name'] ?? '');
    if (!board.list.some((each) => each.name === name)) {
      throw new Problem(404, 'not-found', 'There is no such fault; GET this address for the list.');
    }
    if (body['on'] === false) board.turnOff(name);
    else board.turnOn(name, settingsOf(body));
  }
  const list = board.list.map(({ name, rows, words, doors }) => ({ name, rows, words, doors }));
  return json({ active: board.active(), faults: list });
}

/**
 * What testers use beside the clinical doors, all under `/sandbox/`:
 * `faults` (GET list, POST {name, on, only, from, times, seconds}, DELETE all),
 * `requests` (GET, DELETE), `launch` (POST {patient, ask, banner, faults}),
 * `token` (POST {scope, patient}), `patients` (GET).
 */
export async function answerTools(request: Request, hospital: Hospital): Promise<Response> {
  demandOwnPage(request, hospital.origin);
  const { pathname } = new URL(request.url);
  const post = request.method === 'POST';
  if (pathname === '/sandbox/faults') return faults(request, hospital);
  if (pathname === '/sandbox/requests') {
    if (request.method === 'DELETE') hospital.requests.clear();
    return json(hospital.requests.all());
  }
  if (pathname === '/sandbox/patients') {
    return json(hospital.patients.map(({ id, lesson }) => ({ id, lesson })));
  }
  if (pathname === '/sandbox/launch' && post) {
    const body = await bodyOf(request);
    const patient = String(body['patient'] ?? '');
    hospital.store.read('Patient', patient);
    const names = Array.isArray(body['faults']) ? body['faults'].map(String) : [];
    const launch = hospital.launch({
      patient,
      ask: body['ask'] === true,
      banner: body['banner'] !== false,
      faults: names,
    });
    const query = new URLSearchParams({ iss: hospital.base, launch });
    return json({ launch, url: `${hospital.appOrigin}/launch.html?${query}` });
  }
  if (pathname === '/sandbox/token' && post) {
    const body = await bodyOf(request);
    const scope = String(body['scope'] ?? '');
    const patient = typeof body['patient'] === 'string' ? { patient: body['patient'] } : {};
    return json({ access_token: hospital.grant({ scope, ...patient }), token_type: 'Bearer' });
  }
  throw new Problem(404, 'not-found', 'There is no such tool.');
}
