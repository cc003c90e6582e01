import { isObject } from '../model/json-shape.ts';
import type { Site } from '../clinical/site.ts';

/** The settings whose names lead elsewhere: to maps, code systems, concepts and a model. */
export interface LegibleSettings {
  /** File names at their places in the list; null where there is none to read. */
  readonly conceptMaps: readonly (string | null)[];
  readonly systems: Readonly<Record<string, string>>;
  readonly targets: readonly (Pick<Site['targets'][number], 'concept' | 'unit'> | null)[];
  readonly displayUnits: Readonly<Record<string, string>>;
  /** Null where nothing legible is named. */
  readonly model: string | null;
}

const texts = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    ),
  );

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * What of a `site.json` can be followed although something in it is wrong, so that
 * one check says all mistakes of a folder and not only those of its first file.
 */
export function legibleSettings(json: unknown): LegibleSettings {
  const settings = isObject(json) ? json : {};
  return {
    conceptMaps: list(settings['conceptMaps']).map((each) =>
      typeof each === 'string' ? each : null,
    ),
    systems: texts(settings['systems']),
    displayUnits: texts(settings['displayUnits']),
    targets: list(settings['targets']).map((each) => {
      const { concept, unit } = isObject(each) ? each : {};
      return typeof concept === 'string' && typeof unit === 'string' ? { concept, unit } : null;
    }),
    model: typeof settings['model'] === 'string' ? settings['model'] : null,
  };
}
