import type { Moment } from '../moment.ts';

/** True when all of the moment lies within both ends; a date that straddles one does not count. */
export function isCertainlyWithin(moment: Moment, from: number, to: number): boolean {
  return moment.earliest >= from && moment.latest <= to;
}
