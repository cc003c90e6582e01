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

/** Members of a choice element, such as `value` for `valueQuantity`, that are present. */
export function choices(holder: Json, stem: string): readonly string[] {
  return Object.keys(holder).filter(
    (key) =>
      key.length > stem.length &&
      key.startsWith(stem) &&
      /[A-Z]/.test(key.charAt(stem.length)) &&
      holder[key] !== undefined &&
      holder[key] !== null,
  );
}

const NONE: readonly Json[] = [];

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
