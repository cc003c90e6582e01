import type { FhirResource } from 'fhir/r4';
import { Problem } from '../problem.ts';
import { valuesAt } from './path.ts';
import { patientPath } from './search-parameters.ts';

/** A resource as kept: always with an id, a version and a time. */
export type Stored = FhirResource & {
  readonly id: string;
  readonly meta: { readonly versionId: string; readonly lastUpdated: string };
};

/** The id of the patient a resource belongs to, or null. Provenance follows its targets. */
export function patientOf(resource: FhirResource, store?: Store): string | null {
  if (resource.resourceType === 'Patient') return resource.id ?? null;
  const path = patientPath[resource.resourceType];
  if (!path) return null;
  for (const reference of valuesAt(resource, `${path}.reference`)) {
    const [type, id] = String(reference).split('/').slice(-2);
    if (type === 'Patient' && id) return id;
    const target = type && id ? store?.find(type, id) : undefined;
    if (target && target.resourceType !== 'Provenance') return patientOf(target, store);
  }
  return null;
}

/** All resources of the hospital in memory, every version kept, indexed by type and patient. */
export class Store {
  readonly #current = new Map<string, Map<string, Stored>>();
  readonly #ofPatient = new Map<string, Map<string, Stored>>();
  readonly #versions = new Map<string, Stored[]>();
  readonly #owners = new WeakMap<object, string | null>();
  readonly #now: () => Date;
  #nextId = 1;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** The id of the patient a stored resource belongs to, or null; found when it was filed. */
  ownerOf(stored: Stored): string | null {
    return this.#owners.get(stored) ?? null;
  }

  /** The newest version, or undefined. */
  find(type: string, id: string): Stored | undefined {
    return this.#current.get(type)?.get(id);
  }

  /** The newest version; 404 if there is none. */
  read(type: string, id: string): Stored {
    const found = this.find(type, id);
    if (!found) throw new Problem(404, 'not-found', `There is no such ${type}.`);
    return found;
  }

  /** Every version of one id, newest first; empty if there is none. */
  versions(type: string, id: string): readonly Stored[] {
    return [...(this.#versions.get(`${type}/${id}`) ?? [])].reverse();
  }

  /** All resources of a type, or those of one patient, in the order they came. */
  all(type: string, patient?: string): readonly Stored[] {
    const from =
      patient === undefined ? this.#current.get(type) : this.#ofPatient.get(key(patient, type));
    return [...(from?.values() ?? [])];
  }

  /** The types that hold anything. */
  types(): readonly string[] {
    return [...this.#current.keys()];
  }

  /** Files a resource under a fresh id of this server. */
  create(resource: FhirResource): Stored {
    return this.put({ ...resource, id: `w${this.#nextId++}` });
  }

  /**
   * Files a resource under its own id, as the next version. `lastUpdated` may be
   * given, for records older than the server's start.
   */
  put(resource: FhirResource & { id: string }, lastUpdated?: string): Stored {
    const { resourceType: type, id } = resource;
    const history = this.#versions.get(`${type}/${id}`) ?? [];
    const stored = {
      ...resource,
      meta: {
        ...resource.meta,
        versionId: String(history.length + 1),
        lastUpdated: lastUpdated ?? this.#now().toISOString(),
      },
    } as Stored;
    history.push(stored);
    this.#versions.set(`${type}/${id}`, history);
    this.#index(stored);
    return stored;
  }

  /** Runs `change`; if it throws, everything it filed is gone again. */
  atomically<T>(change: (filed: Stored[]) => T): T {
    const filed: Stored[] = [];
    try {
      return change(filed);
    } catch (problem) {
      for (const each of filed.reverse()) this.#withdraw(each);
      throw problem;
    }
  }

  #index(stored: Stored): void {
    const type = stored.resourceType;
    place(this.#current, type, stored);
    const patient = patientOf(stored, this);
    this.#owners.set(stored, patient);
    if (patient !== null) place(this.#ofPatient, key(patient, type), stored);
  }

  #withdraw(stored: Stored): void {
    const { resourceType: type, id } = stored;
    const history = this.#versions.get(`${type}/${id}`) ?? [];
    history.pop();
    const before = history.at(-1);
    if (before) return this.#index(before);
    this.#versions.delete(`${type}/${id}`);
    this.#current.get(type)?.delete(id);
    const patient = this.ownerOf(stored);
    if (patient !== null) this.#ofPatient.get(key(patient, type))?.delete(id);
  }
}

function key(patient: string, type: string): string {
  return `${patient} ${type}`;
}

function place(index: Map<string, Map<string, Stored>>, under: string, stored: Stored): void {
  const shelf = index.get(under) ?? new Map<string, Stored>();
  shelf.set(stored.id, stored);
  index.set(under, shelf);
}
