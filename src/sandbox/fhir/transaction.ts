import type { Bundle, BundleEntry } from 'fhir/r4';
import { Problem } from '../problem.ts';
import type { Access } from './access.ts';
import { outcome } from './answer.ts';
import { isObject, valuesAt, type JsonObject } from './path.ts';
import type { Library } from './search.ts';
import { createResource, updateResource, type Written } from './writing.ts';

interface Step {
  readonly method: string;
  readonly type: string;
  readonly id: string | undefined;
  readonly fullUrl: string;
  readonly resource: JsonObject;
  readonly ifNoneExist: string | null;
  readonly ifMatch: string | null;
}

function stepOf(entry: unknown): Step {
  const one = (path: string): string | undefined => {
    const found = valuesAt(entry, path)[0];
    return typeof found === 'string' ? found : undefined;
  };
  const resource = valuesAt(entry, 'resource')[0];
  const method = one('request.method') ?? '';
  const [type = '', id] = (one('request.url') ?? '').split('/');
  if (!['POST', 'PUT'].includes(method) || !isObject(resource)) {
    throw new Problem(400, 'not-supported', 'A bundle here may create and update only.');
  }
  return {
    method,
    type,
    id,
    fullUrl: one('fullUrl') ?? '',
    resource,
    ifNoneExist: one('request.ifNoneExist') ?? null,
    ifMatch: one('request.ifMatch') ?? null,
  };
}

function resolved(value: unknown, places: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each) => resolved(each, places));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name === 'reference' && typeof each === 'string'
        ? (places.get(each) ?? each)
        : resolved(each, places),
    ]),
  );
}

function run(
  step: Step,
  places: ReadonlyMap<string, string>,
  access: Access,
  library: Library,
): Written {
  const body = resolved(step.resource, places);
  return step.method === 'POST'
    ? createResource(step.type, body, step.ifNoneExist, access, library)
    : updateResource(step.type, step.id ?? '', body, step.ifMatch, access, library);
}

function entryOf({ stored, made }: Written): BundleEntry {
  const { resourceType, id, meta } = stored;
  return {
    response: {
      status: made ? '201 Created' : '200 OK',
      location: `${resourceType}/${id}/_history/${meta.versionId}`,
      etag: `W/"${meta.versionId}"`,
      lastModified: meta.lastUpdated,
    },
  };
}

/**
 * A `transaction` (all or nothing, references among its entries resolved in the
 * order they are listed) or a `batch` (each entry for itself). POST and PUT only.
 */
export function runBundle(bundle: unknown, access: Access, library: Library): Bundle {
  const kind = valuesAt(bundle, 'type')[0];
  if (
    valuesAt(bundle, 'resourceType')[0] !== 'Bundle' ||
    (kind !== 'transaction' && kind !== 'batch')
  ) {
    throw new Problem(400, 'invalid', 'The body is neither a transaction nor a batch.');
  }
  const entries = valuesAt(bundle, 'entry');
  if (kind === 'batch') {
    const entry = entries.map((each): BundleEntry => {
      try {
        return entryOf(run(stepOf(each), new Map(), access, library));
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        const said = outcome([
          { severity: 'error', code: 'processing', diagnostics: problem.message },
        ]);
        return { response: { status: String(problem.status), outcome: said } };
      }
    });
    return { resourceType: 'Bundle', type: 'batch-response', entry };
  }
  return library.store.atomically((filed) => {
    const places = new Map<string, string>();
    const entry = entries.map((each) => {
      const step = stepOf(each);
      const written = run(step, places, access, library);
      if (written.made || step.method === 'PUT') filed.push(written.stored);
      if (step.fullUrl) places.set(step.fullUrl, `${step.type}/${written.stored.id}`);
      return entryOf(written);
    });
    return { resourceType: 'Bundle', type: 'transaction-response', entry };
  });
}
