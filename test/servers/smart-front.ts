import { preflight, withCors } from '../../src/sandbox/auth/cors.ts';
import { sharedResources } from '../../src/sandbox/clinicians.ts';
import { createHospital, type Hospital } from '../../src/sandbox/hospital.ts';
import type { Store } from '../../src/sandbox/fhir/store.ts';
import type { Json } from './checks.ts';

/** What a SMART front stands before, and for whom. */
export interface FrontOptions {
  /** Base URL of a FHIR server without authorization, without a trailing slash. */
  readonly upstream: string;
  /** Headers every request to that server carries. */
  readonly headers: Readonly<Record<string, string>>;
  /** The front's own origin. */
  readonly origin: string;
  readonly appOrigin: string;
  /** Ids of the patients who may be launched. */
  readonly patients: readonly string[];
}

/**
 * The pretend hospital's authorization before a FHIR server that has none: every
 * FHIR request with a token of the front goes on to that server, its addresses
 * rewritten both ways. What a token may see is not narrowed, so that it shows as
 * well whether an app keeps to the launch patient by itself.
 */
export interface SmartFront {
  readonly hospital: Hospital;
  fetch(request: Request): Promise<Response>;
}

type Filing = Parameters<Store['put']>[0];

/** Headers that go through; the rest belongs to one connection. */
const SENT = ['accept', 'content-type', 'prefer', 'if-none-exist', 'if-match'];
const GIVEN = ['content-type', 'etag', 'location', 'last-modified', 'date', 'retry-after'];

function picked(from: Headers, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = from.get(name);
      return value === null ? [] : [[name, value] as const];
    }),
  );
}

async function readUpstream({ upstream, headers }: FrontOptions, path: string): Promise<Json> {
  const accept = { accept: 'application/fhir+json' };
  const answer = await fetch(`${upstream}/${path}`, { headers: { ...accept, ...headers } });
  if (!answer.ok) throw new Error(`${path} gave ${answer.status}`);
  return answer.json();
}

/** Staff must be known to a server that checks references: the app names the signer. */
async function introduceStaff({ upstream, headers }: FrontOptions): Promise<void> {
  for (const staff of sharedResources.filter((each) => each.resourceType === 'Practitioner')) {
    const answer = await fetch(`${upstream}/Practitioner/${staff.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/fhir+json', ...headers },
      body: JSON.stringify(staff),
    });
    if (!answer.ok) throw new Error(`filing Practitioner/${staff.id} gave ${answer.status}`);
  }
}

/** Opens the front: files the staff upstream, and reads who may be launched. @throws where the server refuses */
export async function openFront(options: FrontOptions): Promise<SmartFront> {
  const { upstream, origin, appOrigin, headers: always } = options;
  const hospital = createHospital({ origin, appOrigin, patients: [] });
  await introduceStaff(options);
  for (const patient of options.patients) {
    hospital.store.put((await readUpstream(options, `Patient/${patient}`)) as Filing);
    const stays = await readUpstream(options, `Encounter?patient=${patient}&status=in-progress`);
    for (const { resource } of stays.entry ?? []) hospital.store.put(resource as Filing);
  }

  /** Whose a bearer token is, or null for one that the front never gave. */
  const tokenOf = async (request: Request): Promise<{ readonly patient: string | null } | null> => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
    const body = new URLSearchParams({ token });
    const headers = { authorization: `Bearer ${token}` };
    const asked = new Request(`${origin}/auth/introspect`, { method: 'POST', headers, body });
    const said = (await (await hospital.fetch(asked)).json()) as Json;
    return said.active === true ? { patient: said.patient ?? null } : null;
  };

  const pass = async (request: Request, door: 'fhir' | 'metadata'): Promise<Response> => {
    const from = hospital.requests.clock();
    const { pathname, search } = new URL(request.url);
    const token = door === 'metadata' ? null : await tokenOf(request);
    if (door === 'fhir' && token === null) return hospital.fetch(request);
    const form = request.method === 'GET' ? '' : await request.text();
    const said = await fetch(`${upstream}${pathname.slice('/fhir'.length)}${search}`, {
      method: request.method,
      headers: { ...picked(request.headers, SENT), ...always },
      ...(form === '' ? {} : { body: form.replaceAll(hospital.base, upstream) }),
    });
    const text = (await said.text()).replaceAll(upstream, hospital.base);
    const headers = picked(said.headers, GIVEN);
    if (headers['location'] !== undefined)
      headers['location'] = headers['location'].replace(upstream, hospital.base);
    const answer = withCors(
      new Response(text === '' ? null : text, { status: said.status, headers }),
      request.headers.get('origin'),
      request.headers.get('origin') === appOrigin,
    );
    const bearer = door === 'metadata' ? 'none' : 'known';
    const patient = token?.patient ?? null;
    hospital.requests.add({ request, door, form: '', patient, bearer, answer, from });
    return answer;
  };

  return {
    hospital,
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      const isFhir = pathname === '/fhir' || pathname.startsWith('/fhir/');
      if (!isFhir || pathname.includes('/.well-known/')) return hospital.fetch(request);
      if (request.method === 'OPTIONS') {
        const asking = request.headers.get('origin');
        return withCors(preflight(), asking, asking === appOrigin);
      }
      return pass(request, pathname === '/fhir/metadata' ? 'metadata' : 'fhir');
    },
  };
}
