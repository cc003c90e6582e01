/** What the token may do, as the server granted it. */
export interface GrantedScopes {
  /** As granted, for hospital IT. */
  readonly text: string;
  /** Read `r`, search `s`, create `c`, update `u` of a resource type of this patient. */
  allows(type: string, interaction: 'c' | 'r' | 'u' | 's'): boolean;
  /** Category codes Observation is limited to, or null when it is not limited. */
  readonly observationCategories: readonly string[] | null;
}
