import { isObject } from '../model/json-shape.ts';

/** One mismatch: where (`compose.include[0].system`) and what is wrong there. */
export interface Problem {
  readonly place: string;
  readonly problem: string;
}

/**
 * Reads parsed JSON of unknown shape field by field. Collects mismatches with
 * their JSON paths; reading goes on, so that all of a file's faults are found
 * at once.
 */
export class JsonReader {
  readonly problems: Problem[] = [];

  /** Notes a mismatch. */
  wrong(place: string, problem: string): null {
    this.problems.push({ place, problem });
    return null;
  }

  /** The value as an object, or null with a problem. */
  object(value: unknown, place: string): Record<string, unknown> | null {
    if (isObject(value)) return value;
    return this.wrong(place, value === undefined ? 'missing' : 'not an object');
  }

  /** The value as a list; absent is an empty one. */
  list(value: unknown, place: string): readonly unknown[] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.wrong(place, 'not a list');
    return [];
  }

  /** The value as text that is not blank, or null with a problem. */
  text(value: unknown, place: string): string | null {
    if (typeof value === 'string' && value.trim() !== '') return value;
    return this.wrong(place, value === undefined ? 'missing' : 'not a text, or blank');
  }

  /** The value as a finite number, or null with a problem. */
  number(value: unknown, place: string): number | null {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    return this.wrong(place, value === undefined ? 'missing' : 'not a number');
  }
}
