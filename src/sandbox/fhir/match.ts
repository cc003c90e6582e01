import { Problem } from '../problem.ts';
import { dateTest, intervalOfElement, type Interval } from './interval.ts';
import { isObject, valuesAt } from './path.ts';
import type { SearchParameter } from './search-parameters.ts';
import type { Stored } from './store.ts';

/** A test of one resource against one search criterion. */
export type Test = (resource: Stored) => boolean;

const elements = (resource: unknown, parameter: SearchParameter): unknown[] =>
  parameter.paths.flatMap((path) => valuesAt(resource, path));

/** The system and code pairs an element holds: CodeableConcept, Coding, Identifier, code, boolean. */
function codings(element: unknown): { system?: string; code: string }[] {
  if (typeof element === 'string' || typeof element === 'boolean')
    return [{ code: String(element) }];
  if (!isObject(element)) return [];
  if (Array.isArray(element['coding'])) return element['coding'].flatMap(codings);
  const code = element['code'] ?? element['value'];
  if (typeof code !== 'string') return [];
  return typeof element['system'] === 'string' ? [{ system: element['system'], code }] : [{ code }];
}

const codingsFound = new WeakMap<object, Map<string, readonly string[]>>();

/** What a token search may ask for to find a resource: `code`, `system|code`, `system|`; computed once. */
function tokensOf(resource: Stored, parameter: SearchParameter): readonly string[] {
  const key = parameter.paths.join();
  const known = codingsFound.get(resource) ?? new Map<string, readonly string[]>();
  codingsFound.set(resource, known);
  const cached = known.get(key);
  if (cached) return cached;
  const found = elements(resource, parameter)
    .flatMap(codings)
    .flatMap(({ system = '', code }) => [code, `${system}|${code}`, `${system}|`]);
  known.set(key, found);
  return found;
}

function tokenTest(parameter: SearchParameter, values: readonly string[]): Test {
  const wanted = new Set(values);
  return (resource) => tokensOf(resource, parameter).some((each) => wanted.has(each));
}

function referenceTest(parameter: SearchParameter, value: string, base: string): Test {
  const local = value.startsWith(`${base}/`) ? value.slice(base.length + 1) : value;
  const wanted = local.includes('/')
    ? local
    : parameter.target
      ? `${parameter.target}/${local}`
      : null;
  if (wanted === null && local === '') throw new Problem(400, 'invalid', 'A reference is empty.');
  return (resource) =>
    elements(resource, parameter).some((element) => {
      const reference = isObject(element) ? element['reference'] : undefined;
      if (typeof reference !== 'string') return false;
      return wanted === null ? reference.endsWith(`/${local}`) : reference === wanted;
    });
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function stringTest(parameter: SearchParameter, value: string, modifier: string | null): Test {
  const compare = (text: string): boolean => {
    if (modifier === 'exact') return text === value;
    if (modifier === 'contains') return fold(text).includes(fold(value));
    return fold(text).startsWith(fold(value));
  };
  return (resource) =>
    elements(resource, parameter).some((text) => typeof text === 'string' && compare(text));
}

function quantityTest(parameter: SearchParameter, value: string): Test {
  const [number = '', system, unit] = value.split('|');
  const prefix = /^[a-z]{2}/.exec(number)?.[0] ?? 'eq';
  const asked = Number(number.replace(/^[a-z]{2}/, ''));
  const compare: Readonly<Record<string, (found: number) => boolean>> = {
    eq: (found) => found === asked,
    ne: (found) => found !== asked,
    gt: (found) => found > asked,
    lt: (found) => found < asked,
    ge: (found) => found >= asked,
    le: (found) => found <= asked,
  };
  const test = compare[prefix];
  if (!test || !Number.isFinite(asked))
    throw new Problem(400, 'invalid', 'A quantity is not a number.');
  return (resource) =>
    elements(resource, parameter).some(
      (found) =>
        isObject(found) &&
        typeof found['value'] === 'number' &&
        test(found['value']) &&
        (!system || found['system'] === system) &&
        (!unit || found['code'] === unit || found['unit'] === unit),
    );
}

const intervals = new WeakMap<object, Map<string, readonly Interval[]>>();

/** The stretches of time a date parameter finds in a resource, computed once. */
export function intervalsAt(
  resource: Stored,
  parameter: SearchParameter,
  zone: string,
): readonly Interval[] {
  const key = parameter.paths.join();
  const known = intervals.get(resource) ?? new Map<string, readonly Interval[]>();
  intervals.set(resource, known);
  const cached = known.get(key);
  if (cached) return cached;
  const found = elements(resource, parameter).flatMap(
    (each) => intervalOfElement(each, zone) ?? [],
  );
  known.set(key, found);
  return found;
}

/** What a comparison needs to know of the server. */
export interface Surroundings {
  readonly base: string;
  /** Zone in which a date without an offset is read. */
  readonly zone: string;
}

/**
 * One criterion (`name[:modifier]=a,b`) as a test; commas mean "or". A modifier
 * this server does not know is turned down with 400.
 */
export function matchTest(
  parameter: SearchParameter,
  modifier: string | null,
  text: string,
  { base, zone }: Surroundings,
): Test {
  const values = text.split(/(?<!\\),/).map((value) => value.replaceAll('\\,', ','));
  if (modifier === 'missing') {
    if (text !== 'true' && text !== 'false')
      throw new Problem(400, 'invalid', ':missing is true or false.');
    const missing = text === 'true';
    return (resource) => (elements(resource, parameter).length === 0) === missing;
  }
  const anyOf =
    (tests: readonly Test[]): Test =>
    (resource) =>
      tests.some((test) => test(resource));
  if (parameter.kind === 'uri' && modifier === null) {
    return (resource) =>
      elements(resource, parameter).some((each) => values.includes(String(each)));
  }
  if (parameter.kind === 'string' && [null, 'exact', 'contains'].includes(modifier)) {
    return anyOf(values.map((value) => stringTest(parameter, value, modifier)));
  }
  if (parameter.kind === 'token' && (modifier === null || modifier === 'not')) {
    if (values.includes('|')) throw new Problem(400, 'invalid', 'A token says nothing.');
    const test = tokenTest(parameter, values);
    return modifier === 'not' ? (resource) => !test(resource) : test;
  }
  if (parameter.kind === 'reference' && (modifier === null || /^[A-Z]\w+$/.test(modifier))) {
    const typed = modifier === null ? parameter : { ...parameter, target: modifier };
    return anyOf(values.map((value) => referenceTest(typed, value, base)));
  }
  if (parameter.kind === 'quantity' && modifier === null) {
    return anyOf(values.map((value) => quantityTest(parameter, value)));
  }
  if (parameter.kind === 'date' && modifier === null) {
    const tests = values.map((value) => dateTest(value, zone));
    return (resource) =>
      intervalsAt(resource, parameter, zone).some((found) => tests.some((test) => test(found)));
  }
  throw new Problem(400, 'not-supported', `The modifier :${modifier} is not supported here.`);
}
