/** What the token may do, as the server granted it. */
export interface GrantedScopes {
  /** As granted, for hospital IT. */
  readonly text: string;
  /** Create `c`, read `r`, update `u`, search `s` of a resource type of this patient. */
  allows(type: string, interaction: Interaction): boolean;
  /** Observation categories the grant is limited to, or null when it is not limited. */
  readonly observationCategories: readonly string[] | null;
}

/** One letter of a SMART v2 scope. */
export type Interaction = 'c' | 'r' | 'u' | 's';

interface Grant {
  readonly type: string;
  readonly interactions: string;
  /** Category code the grant is limited to. */
  readonly category?: string;
  readonly limited: boolean;
}

const version1: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/**
 * Reads the `scope` of a token answer, SMART v1 and v2. A grant limited by
 * anything but a category allows nothing: what it covers cannot be known.
 */
export function readGrantedScopes(text: string): GrantedScopes {
  const grants = text.split(/\s+/).flatMap((scope): Grant[] => {
    const parts = /^(?:patient|user)\/([A-Z][A-Za-z]+|\*)\.([a-z*]+)(?:\?(.*))?$/.exec(scope);
    if (parts === null) return [];
    const [, type = '', suffix = '', limit] = parts;
    const interactions = Object.hasOwn(version1, suffix) ? version1[suffix] : suffix;
    if (interactions === undefined || !/^c?r?u?d?s?$/.test(interactions)) return [];
    if (limit === undefined) return [{ type, interactions, limited: false }];
    const category = new URLSearchParams(limit).get('category')?.split('|').at(-1);
    return category === undefined ? [] : [{ type, interactions, category, limited: true }];
  });
  const of = (type: string) => grants.filter((grant) => grant.type === type || grant.type === '*');
  const observations = of('Observation').filter((grant) => grant.interactions.includes('s'));
  const isLimited = observations.length > 0 && observations.every((grant) => grant.limited);
  return {
    text,
    allows: (type, interaction) =>
      of(type).some((grant) => grant.interactions.includes(interaction)),
    observationCategories: isLimited ? observations.flatMap((grant) => grant.category ?? []) : null,
  };
}
