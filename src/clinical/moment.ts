/**
 * A FHIR time with the precision it was written with. A value finer than a day
 * is an instant (`earliest === latest`); a date, month or year is the whole of
 * it in the site's zone, and is never ordered against anything inside it.
 */
export interface Moment {
  /** As written in the resource. */
  readonly text: string;
  readonly precision: 'year' | 'month' | 'day' | 'instant';
  /** Milliseconds since 1970 UTC, inclusive. */
  readonly earliest: number;
  /** Milliseconds since 1970 UTC, inclusive. */
  readonly latest: number;
}
