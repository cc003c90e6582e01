import type { FhirResource } from 'fhir/r4';
import type { Access, Interaction } from '../fhir/access.ts';
import { matchTest, type Surroundings, type Test } from '../fhir/match.ts';
import { parameterOf } from '../fhir/query.ts';
import { patientPath, searchParameters } from '../fhir/search-parameters.ts';
import type { Store, Stored } from '../fhir/store.ts';

/** Scopes that are not about resources. */
const OTHER = [
  'launch',
  'launch/patient',
  'launch/encounter',
  'openid',
  'fhirUser',
  'profile',
  'online_access',
  'offline_access',
];

/** One resource scope of SMART v1 or v2, read. */
interface ResourceScope {
  readonly level: 'patient' | 'user' | 'system';
  readonly type: string;
  readonly interactions: string;
  readonly filter: string;
}

const V1: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/** Reads `patient/Observation.rs?category=…` or `patient/Observation.read`; null if it is neither, or filters by what cannot be searched. */
function readScope(scope: string): ResourceScope | null {
  const match = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]+)\.(\*|[a-z]+)(?:\?(.+))?$/.exec(scope);
  if (!match) return null;
  const [, level, type = '', suffix = '', filter = ''] = match;
  const interactions = V1[suffix] ?? suffix;
  if (!/^c?r?u?d?s?$/.test(interactions) || interactions === '') return null;
  if (type !== '*' && !Object.hasOwn(searchParameters, type)) return null;
  const names = [...new URLSearchParams(filter).keys()];
  if (names.some((name) => type === '*' || !Object.hasOwn(searchParameters[type] ?? {}, name)))
    return null;
  return { level: level as ResourceScope['level'], type, interactions, filter };
}

const isOfPeople = (scope: string): boolean => (readScope(scope)?.level ?? 'system') !== 'system';

/**
 * The scopes of a request this hospital can grant, in the order asked; the rest are
 * left out, `system/` among them, as nobody signs in for those.
 */
export function grantable(scope: string): string {
  const asked = [...new Set(scope.split(' '))];
  return asked.filter((each) => OTHER.includes(each) || isOfPeople(each)).join(' ');
}

/** What a grant is about. */
export interface Grant {
  readonly scope: string;
  readonly patient: string | null;
}

/**
 * The access a granted scope string gives, each scope for itself: by type and
 * interaction, by the filters of v2 scopes, and, for `patient/` scopes, to the
 * launch patient only.
 */
export function accessOf(grant: Grant, store: Store, around: Surroundings): Access {
  const scopes = grant.scope.split(' ').flatMap((text) => readScope(text) ?? []);
  const tests = new Map<ResourceScope, readonly Test[]>();
  const testsOf = (scope: ResourceScope, type: string): readonly Test[] => {
    const known = tests.get(scope);
    if (known) return known;
    const made = [...new URLSearchParams(scope.filter)].map(([name, value]) =>
      matchTest(parameterOf(type, name), null, value, around),
    );
    tests.set(scope, made);
    return made;
  };
  const covering = (type: string, interaction: Interaction): ResourceScope[] =>
    scopes.filter(
      (each) =>
        (each.type === '*' || each.type === type) && each.interactions.includes(interaction),
    );
  const reaches = (scope: ResourceScope, type: string, owner: string | null): boolean =>
    scope.level !== 'patient' ||
    !Object.hasOwn(patientPath, type) ||
    (owner === null ? type === 'Device' : owner === grant.patient);
  const covered = (resource: FhirResource, owner: string | null, by: Interaction): boolean => {
    const type = resource.resourceType;
    return covering(type, by).some(
      (scope) =>
        reaches(scope, type, owner) &&
        testsOf(scope, type).every((test) => test(resource as Stored)),
    );
  };
  return {
    onlyPatient: (type, interaction) =>
      covering(type, interaction).every(({ level }) => level === 'patient') ? grant.patient : null,
    mayUse: (type, interaction) => covering(type, interaction).length > 0,
    maySee: (resource, interaction) => covered(resource, store.ownerOf(resource), interaction),
    mayFile: covered,
  };
}
