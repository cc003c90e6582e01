/** Any JSON. */
export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

/** A member of an object or an element of an array, with a way to change it. */
export interface Place {
  readonly path: string;
  readonly value: Json;
  replace(value: Json): void;
  remove(): void;
}

/** Every place below a value, depth first; the value itself is not among them. */
export function places(root: Json, path = ''): Place[] {
  if (Array.isArray(root)) {
    return root.flatMap((value, index) => [
      {
        path: `${path}/${index}`,
        value,
        replace: (other: Json) => void (root[index] = other),
        remove: () => void root.splice(index, 1),
      },
      ...places(value, `${path}/${index}`),
    ]);
  }
  if (typeof root !== 'object' || root === null) return [];
  return Object.entries(root).flatMap(([member, value]) => [
    {
      path: `${path}/${member}`,
      value,
      replace: (other: Json) => void (root[member] = other),
      remove: () => void delete root[member],
    },
    ...places(value, `${path}/${member}`),
  ]);
}
