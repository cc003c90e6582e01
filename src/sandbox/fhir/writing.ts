import type { FhirResource } from 'fhir/r4';
import { Problem } from '../problem.ts';
import type { Access, Interaction } from './access.ts';
import { patched } from './json-patch.ts';
import { isObject, type JsonObject } from './path.ts';
import { readQuery } from './query.ts';
import { issuesOf } from './required.ts';
import { findAll, type Library } from './search.ts';
import { patientOf, type Stored } from './store.ts';

/** A write that went through, and whether it made a resource that was not there. */
export interface Written {
  readonly stored: Stored;
  readonly made: boolean;
}

function checked(type: string, body: unknown): FhirResource {
  if (!isObject(body)) throw new Problem(400, 'structure', 'The body is not a resource.');
  if (body['resourceType'] !== type) {
    throw new Problem(400, 'invalid', 'The resource is not of the type in the address.');
  }
  const [first] = issuesOf(body);
  if (first) throw new Problem(422, first.code, first.diagnostics ?? 'The resource is not valid.');
  return body as unknown as FhirResource;
}

function permit(
  resource: FhirResource,
  interaction: Interaction,
  access: Access,
  library: Library,
): void {
  const { resourceType: type } = resource;
  if (!library.writable.includes(type)) {
    throw new Problem(405, 'not-supported', `${type} cannot be written here.`, { allow: 'GET' });
  }
  if (!access.mayUse(type, interaction)) {
    throw new Problem(403, 'forbidden', `Writing ${type} is not among the granted scopes.`);
  }
  const patient = patientOf(resource, library.store);
  if (patient !== null && !library.store.find('Patient', patient)) {
    throw new Problem(
      422,
      'not-found',
      'The resource is about a patient this hospital does not know.',
    );
  }
  if (!access.mayFile(resource, patient, interaction)) {
    throw new Problem(
      403,
      'forbidden',
      'The resource is about another patient, or of another kind.',
    );
  }
}

function matching(
  type: string,
  criteria: string,
  access: Access,
  library: Library,
): readonly Stored[] {
  const query = readQuery(type, new URLSearchParams(criteria), library.store, library);
  if (query.tests.length === 0) throw new Problem(412, 'invalid', 'The condition says nothing.');
  const only = access.onlyPatient(type, 'c');
  const ofPatient: Access = {
    onlyPatient: () => only,
    mayUse: () => true,
    maySee: (each) => only === null || library.store.ownerOf(each) === only,
    mayFile: () => false,
  };
  return findAll(query, ofPatient, library);
}

/** Files a new resource; with `ifNoneExist`, only if no resource matches that search (412 if several do). */
export function createResource(
  type: string,
  body: unknown,
  ifNoneExist: string | null,
  access: Access,
  library: Library,
): Written {
  const resource = checked(type, body);
  permit(resource, 'c', access, library);
  if (ifNoneExist !== null) {
    const [found, second] = matching(type, ifNoneExist, access, library);
    if (second)
      throw new Problem(412, 'multiple-matches', 'Several resources match the condition.');
    if (found) return { stored: found, made: false };
  }
  return { stored: library.store.create(resource), made: true };
}

function demandVersion(current: Stored, ifMatch: string | null): void {
  if (ifMatch !== null && ifMatch !== `W/"${current.meta.versionId}"`) {
    throw new Problem(412, 'conflict', 'The resource has changed since that version.');
  }
}

/** Files the next version of a resource; 412 if `ifMatch` names an older one than the current. */
export function updateResource(
  type: string,
  id: string,
  body: unknown,
  ifMatch: string | null,
  access: Access,
  library: Library,
): Written {
  const resource = checked(type, body);
  if (resource.id !== id) throw new Problem(400, 'invalid', 'The id differs from the address.');
  const current = library.store.read(type, id);
  permit(current, 'u', access, library);
  permit(resource, 'u', access, library);
  demandVersion(current, ifMatch);
  return { stored: library.store.put({ ...resource, id }), made: false };
}

/** Updates the one resource a search finds, or files a new one if it finds none. */
export function updateMatching(
  type: string,
  criteria: string,
  body: unknown,
  access: Access,
  library: Library,
): Written {
  const [found, second] = matching(type, criteria, access, library);
  if (second) throw new Problem(412, 'multiple-matches', 'Several resources match the condition.');
  if (!found) return createResource(type, body, null, access, library);
  const same: JsonObject = { ...(isObject(body) ? body : {}), id: found.id };
  return updateResource(type, found.id, same, null, access, library);
}

/** Applies a JSON Patch to a resource. */
export function patchResource(
  type: string,
  id: string,
  patch: unknown,
  ifMatch: string | null,
  access: Access,
  library: Library,
): Written {
  const body = patched(library.store.read(type, id), patch);
  return updateResource(type, id, body, ifMatch, access, library);
}
