import type { Bundle, BundleEntry } from 'fhir/r4';
import { Problem } from '../problem.ts';
import type { Access } from './access.ts';
import { fhirAnswer, outcome, versionHeaders } from './answer.ts';
import { isObject } from './path.ts';
import { readQuery } from './query.ts';
import { issuesOf } from './required.ts';
import { findAll, pageOf, type Library } from './search.ts';
import { searchParameters } from './search-parameters.ts';
import type { Stored } from './store.ts';
import { runBundle } from './transaction.ts';
import {
  createResource,
  patchResource,
  updateMatching,
  updateResource,
  type Written,
} from './writing.ts';

/** One request to the FHIR server, its address already taken apart. */
interface Call {
  readonly request: Request;
  readonly url: URL;
  readonly path: readonly string[];
  readonly access: Access;
  readonly library: Library;
}

function notAllowed(allow: string): Problem {
  return new Problem(405, 'not-supported', `Here one may only ${allow}.`, { allow });
}

async function jsonBody(request: Request, accepted: RegExp): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!accepted.test(type)) throw new Problem(415, 'not-supported', 'The body must be FHIR JSON.');
  try {
    return JSON.parse(await request.text()) as unknown;
  } catch {
    throw new Problem(400, 'structure', 'The body is not JSON.');
  }
}

const FHIR_JSON = /^application\/(fhir\+)?json *(;|$)/;
const JSON_PATCH = /^application\/json-patch\+json/;

function search({ url, access, library }: Call, type: string, posted: string): Response {
  const key = url.searchParams.get('_page');
  if (key !== null) {
    const cut = library.pages.get(key);
    const page = cut.found.slice(cut.offset, cut.offset + cut.query.count);
    const foreign = page.some((each) => !access.maySee(each, 's'));
    if (cut.query.type !== type || foreign || !access.mayUse(type, 's')) {
      throw new Problem(403, 'forbidden', 'That page is not for this access.');
    }
    return fhirAnswer(200, pageOf({ ...cut, self: url.href }, access, library));
  }
  const parameters = [...url.searchParams, ...new URLSearchParams(posted)];
  const query = readQuery(type, parameters, library.store, library);
  const found = findAll(query, access, library);
  const words = new URLSearchParams(parameters).toString();
  const self = `${library.base}/${type}${words ? `?${words}` : ''}`;
  return fhirAnswer(200, pageOf({ query, found, offset: 0, self }, access, library));
}

function readable(call: Call, type: string, id: string): Stored {
  const { access, library } = call;
  if (!access.mayUse(type, 'r')) {
    throw new Problem(403, 'forbidden', `${type} is not among the granted scopes.`);
  }
  const stored = library.store.read(type, id);
  if (!access.maySee(stored, 'r'))
    throw new Problem(403, 'forbidden', 'This access does not reach it.');
  return stored;
}

function bundleOf(type: Bundle['type'], found: readonly Stored[], base: string): Bundle {
  const entry = found.map((resource): BundleEntry => {
    const place = `${resource.resourceType}/${resource.id}`;
    const fullUrl = `${base}/${place}`;
    if (type !== 'history') return { fullUrl, resource };
    const { versionId, lastUpdated } = resource.meta;
    return {
      fullUrl,
      resource,
      request: { method: 'PUT', url: place },
      response: { status: '200', etag: `W/"${versionId}"`, lastModified: lastUpdated },
    };
  });
  return {
    resourceType: 'Bundle',
    type,
    total: entry.length,
    ...(entry.length > 0 ? { entry } : {}),
  };
}

function writtenAnswer({ request, library }: Call, { stored, made }: Written): Response {
  const { resourceType, id, meta } = stored;
  const location = `${library.base}/${resourceType}/${id}/_history/${meta.versionId}`;
  const minimal = /return=minimal/.test(request.headers.get('prefer') ?? '');
  const headers = { ...versionHeaders(stored), location };
  return fhirAnswer(made ? 201 : 200, minimal ? null : stored, headers);
}

async function writeType(call: Call, type: string): Promise<Response> {
  const { request, url, access, library } = call;
  if (request.method === 'POST') {
    const condition = request.headers.get('if-none-exist');
    const body = await jsonBody(request, FHIR_JSON);
    return writtenAnswer(call, createResource(type, body, condition, access, library));
  }
  if (request.method === 'PUT' && url.search.length > 1) {
    const body = await jsonBody(request, FHIR_JSON);
    return writtenAnswer(call, updateMatching(type, url.search.slice(1), body, access, library));
  }
  throw notAllowed('GET, POST, PUT');
}

async function oneResource(call: Call, type: string, id: string): Promise<Response> {
  const { request, access, library } = call;
  const ifMatch = request.headers.get('if-match');
  if (request.method === 'GET') {
    const stored = readable(call, type, id);
    return fhirAnswer(200, stored, versionHeaders(stored));
  }
  if (request.method === 'PUT') {
    const body = await jsonBody(request, FHIR_JSON);
    return writtenAnswer(call, updateResource(type, id, body, ifMatch, access, library));
  }
  if (request.method === 'PATCH') {
    const patch = await jsonBody(request, JSON_PATCH);
    return writtenAnswer(call, patchResource(type, id, patch, ifMatch, access, library));
  }
  throw notAllowed('GET, PUT, PATCH');
}

function history(call: Call, type: string, id: string, version: string | undefined): Response {
  readable(call, type, id);
  const versions = call.library.store.versions(type, id);
  if (version === undefined)
    return fhirAnswer(200, bundleOf('history', versions, call.library.base));
  const found = versions.find(({ meta }) => meta.versionId === version);
  if (!found) throw new Problem(404, 'not-found', 'There is no such version.');
  return fhirAnswer(200, found, versionHeaders(found));
}

function everything(call: Call, id: string): Response {
  const { access, library } = call;
  const patient = readable(call, 'Patient', id);
  const rest = library.store
    .types()
    .flatMap((type) => (type === 'Patient' ? [] : library.store.all(type, id)));
  const seen = rest.filter((each) => access.maySee(each, 'r'));
  return fhirAnswer(200, bundleOf('searchset', [patient, ...seen], library.base));
}

async function validate(call: Call): Promise<Response> {
  const body = await jsonBody(call.request, FHIR_JSON);
  const issues = isObject(body) ? issuesOf(body) : [];
  const fine = {
    severity: 'information',
    code: 'informational',
    diagnostics: 'Nothing wrong was found.',
  };
  return fhirAnswer(200, outcome(issues.length > 0 ? issues : [fine as (typeof issues)[0]]));
}

/** Answers one request below the FHIR base; throws a Problem where it will not. */
export async function answerFhir(
  request: Request,
  path: readonly string[],
  access: Access,
  library: Library,
): Promise<Response> {
  const call: Call = { request, url: new URL(request.url), path, access, library };
  const [type, second, third, fourth] = path;
  const get = request.method === 'GET';
  if (type === undefined || type === '') {
    if (request.method !== 'POST') throw notAllowed('POST');
    return fhirAnswer(200, runBundle(await jsonBody(request, FHIR_JSON), access, library));
  }
  if (!Object.hasOwn(searchParameters, type)) {
    throw new Problem(404, 'not-supported', 'This server does not hold that resource type.');
  }
  if (second === undefined) return get ? search(call, type, '') : writeType(call, type);
  if (second === '_search' && request.method === 'POST') {
    const form = (request.headers.get('content-type') ?? '').startsWith(
      'application/x-www-form-urlencoded',
    );
    if (!form) throw new Problem(415, 'not-supported', 'A search is posted as a form.');
    return search(call, type, await request.text());
  }
  if (second === '$validate' && request.method === 'POST') return validate(call);
  if (third === undefined) return oneResource(call, type, second);
  if (get && third === '_history') return history(call, type, second, fourth);
  if (get && third === '$everything' && type === 'Patient') return everything(call, second);
  throw new Problem(404, 'not-supported', 'There is nothing at that address.');
}
