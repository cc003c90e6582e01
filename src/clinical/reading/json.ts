/** A resource or part of one, before anything about it is believed. */
export type Json = Readonly<Record<string, unknown>>;

/** The value as an object, or null when it is anything else. */
export function asObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : null;
}

/** The objects of an array; anything else holds none. */
export function asObjects(value: unknown): readonly Json[] {
  if (!Array.isArray(value)) return NONE;
  return value.every(isObject) ? value : value.filter(isObject);
}

/** The value as text that says something, or null. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** Members of a choice element, such as `valueQuantity` for the stem `value`, that are present. */
export function choices(holder: Json, stem: string): readonly string[] {
  let first: string | null = null;
  let more: string[] | null = null;
  for (const key in holder) {
    if (key.length <= stem.length || !key.startsWith(stem)) continue;
    const letter = key.charCodeAt(stem.length);
    if (letter < 65 || letter > 90 || holder[key] === undefined || holder[key] === null) continue;
    if (first === null) first = key;
    else if (more === null) more = [first, key];
    else more.push(key);
  }
  return more ?? (first === null ? NO_NAMES : [first]);
}

const NONE: readonly Json[] = [];
const NO_NAMES: readonly string[] = [];

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
