/** Told every problem with the JSON path of its place, such as `inputs[2].scale`. */
export type Tell = (place: string, problem: string) => void;

/** Looks at one JSON value and tells what is wrong with it. */
export type Shape = (value: unknown, place: string, tell: Tell) => void;

/** A string that says something. */
export const text: Shape = (value, place, tell) => {
  if (typeof value !== 'string') tell(place, `not a text${said(value)}`);
  else if (value.trim() === '') tell(place, 'empty');
};

/** A finite number, optionally bounded, ends included. */
export function number(least = -Infinity, most = Infinity): Shape {
  return (value, place, tell) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      tell(place, `not a number${said(value)}`);
    } else if (value < least || value > most) {
      tell(place, `not in [${least}, ${most}]: ${value}`);
    }
  };
}

/** One of a few words. */
export function oneOf(...words: readonly string[]): Shape {
  return (value, place, tell) => {
    if (typeof value !== 'string' || !words.includes(value)) {
      tell(place, `not one of ${words.join(', ')}${said(value)}`);
    }
  };
}

/** What `shape` accepts, or null. */
export function orNull(shape: Shape): Shape {
  return (value, place, tell) => {
    if (value !== null) shape(value, place, tell);
  };
}

/** A list of at least `least` entries. */
export function list(shape: Shape, least = 0): Shape {
  return (value, place, tell) => {
    if (!Array.isArray(value)) return tell(place, `not a list${said(value)}`);
    if (value.length < least) tell(place, `fewer than ${least} entries`);
    value.forEach((entry, i) => shape(entry, `${place}[${i}]`, tell));
  };
}

/** Two numbers, the first below the second. */
export const range: Shape = (value, place, tell) => {
  if (!Array.isArray(value) || value.length !== 2) return tell(place, 'not a pair of numbers');
  value.forEach((end, i) => number()(end, `${place}[${i}]`, tell));
  if (!(value[0] < value[1])) tell(place, `not in ascending order: ${value.join(', ')}`);
};

/** Any members, each of one shape. */
export function record(shape: Shape): Shape {
  return (value, place, tell) => {
    if (!isObject(value)) return tell(place, `not an object${said(value)}`);
    for (const [key, member] of Object.entries(value)) shape(member, join(place, key), tell);
  };
}

/** Exactly these members; those of `optional` may be absent. Unknown members are told, never dropped. */
export function object(
  required: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  return (value, place, tell) => {
    if (!isObject(value)) return tell(place, `not an object${said(value)}`);
    for (const [key, shape] of Object.entries(required)) {
      if (Object.hasOwn(value, key)) shape(value[key], join(place, key), tell);
      else tell(join(place, key), 'missing');
    }
    for (const [key, member] of Object.entries(value)) {
      if (Object.hasOwn(required, key)) continue;
      const shape = Object.hasOwn(optional, key) ? optional[key] : undefined;
      if (shape === undefined) tell(join(place, key), 'no such member');
      else shape(member, join(place, key), tell);
    }
  };
}

/** Chooses the shape by a member's word: `{ kind: 'normal', … }`. */
export function variant(member: string, shapes: Readonly<Record<string, Shape>>): Shape {
  return (value, place, tell) => {
    if (!isObject(value)) return tell(place, `not an object${said(value)}`);
    const word = value[member];
    const shape =
      typeof word === 'string' && Object.hasOwn(shapes, word) ? shapes[word] : undefined;
    if (shape === undefined) oneOf(...Object.keys(shapes))(word, join(place, member), tell);
    else shape(value, place, tell);
  };
}

/** True for a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(place: string, key: string): string {
  return place === '' ? key : `${place}.${key}`;
}

function said(value: unknown): string {
  if (typeof value === 'object' && value !== null)
    return Array.isArray(value) ? ': a list' : ': an object';
  return `: ${JSON.stringify(value) ?? 'nothing'}`;
}
