/** Any JSON object: the sandbox reads resources structurally, as a server does. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object (neither null nor an array). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every value at a dotted path, arrays flattened on the way: `code.coding.code`. */
export function valuesAt(value: unknown, path: string): unknown[] {
  let here: unknown[] = [value];
  for (const step of path.split('.')) {
    here = here.flatMap((each) => {
      const next = isObject(each) && Object.hasOwn(each, step) ? each[step] : undefined;
      return next === undefined ? [] : next;
    });
  }
  return here;
}
