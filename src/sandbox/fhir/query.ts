import { Problem } from '../problem.ts';
import { matchTest, type Surroundings, type Test } from './match.ts';
import { commonParameters, searchParameters, type SearchParameter } from './search-parameters.ts';
import type { Store } from './store.ts';

/** A following of references asked for by `_include` or `_revinclude`. */
export interface Inclusion {
  readonly type: string;
  readonly parameter: SearchParameter;
}

/** A search as this server understood it. */
export interface Query {
  readonly type: string;
  readonly tests: readonly Test[];
  /** The id of the patient the search names, if it names one. */
  readonly patients: readonly string[] | null;
  readonly sort: readonly { readonly parameter: SearchParameter; readonly descending: boolean }[];
  readonly count: number;
  readonly countOnly: boolean;
  readonly elements: readonly string[] | null;
  readonly include: readonly Inclusion[];
  readonly revinclude: readonly Inclusion[];
}

const DEFAULT_COUNT = 100;
const LARGEST_COUNT = 1000;

/** The definition of a search parameter of a type; 400 if this server has none of that name. */
export function parameterOf(type: string, name: string): SearchParameter {
  const own = searchParameters[type] ?? {};
  const found = Object.hasOwn(own, name) ? own[name] : undefined;
  const common = Object.hasOwn(commonParameters, name) ? commonParameters[name] : undefined;
  const parameter = found ?? common;
  if (parameter) return parameter;
  throw new Problem(400, 'not-supported', `${type} has no search parameter ${name} here.`);
}

function inclusionOf(text: string): Inclusion {
  const [type = '', name = ''] = text.split(':');
  const parameter = parameterOf(type, name);
  if (parameter.kind !== 'reference') throw new Problem(400, 'invalid', `${text} is no reference.`);
  return { type, parameter };
}

function chainTest(
  name: string,
  value: string,
  type: string,
  store: Store,
  around: Surroundings,
): Test {
  const [first = '', ...rest] = name.split('.');
  const [link = '', named] = first.split(':');
  const parameter = parameterOf(type, link);
  const target = named ?? parameter.target;
  if (parameter.kind !== 'reference' || !target || rest.length !== 1) {
    throw new Problem(400, 'not-supported', `The chain ${name} is not supported.`);
  }
  const test = matchTest(parameterOf(target, rest[0] ?? ''), null, value, around);
  const ids = store.all(target).filter((each) => test(each));
  if (ids.length === 0) return () => false;
  const wanted = ids.map(({ id }) => `${target}/${id}`).join(',');
  return matchTest(parameter, null, wanted, around);
}

const wholeNumber = (text: string, name: string): number => {
  if (!/^\d{1,6}$/.test(text)) throw new Problem(400, 'invalid', `${name} is not a whole number.`);
  return Number(text);
};

const choice = (text: string, allowed: readonly string[], name: string): string => {
  if (!allowed.includes(text))
    throw new Problem(400, 'not-supported', `${name}=${text} is not supported.`);
  return text;
};

/**
 * Reads the parameters of a search. Strict as strict servers are: a parameter,
 * modifier or prefix that is not known is 400, never ignored.
 */
export function readQuery(
  type: string,
  parameters: Iterable<readonly [string, string]>,
  store: Store,
  around: Surroundings,
): Query {
  const tests: Test[] = [];
  const sort: { parameter: SearchParameter; descending: boolean }[] = [];
  const include: Inclusion[] = [];
  const revinclude: Inclusion[] = [];
  let patients: string[] | null = null;
  let count = DEFAULT_COUNT;
  let countOnly = false;
  let elements: string[] | null = null;
  for (const [name, value] of parameters) {
    if (value === '') throw new Problem(400, 'invalid', `${name} is empty.`);
    if (name === '_count') count = Math.min(wholeNumber(value, name), LARGEST_COUNT);
    else if (name === '_summary') countOnly = choice(value, ['count', 'false'], name) === 'count';
    else if (name === '_total') choice(value, ['none', 'estimate', 'accurate'], name);
    else if (name === '_format')
      choice(value, ['json', 'application/json', 'application/fhir+json'], name);
    else if (name === '_elements') elements = value.split(',');
    else if (name === '_include') include.push(inclusionOf(value));
    else if (name === '_revinclude') revinclude.push(inclusionOf(value));
    else if (name === '_sort') {
      for (const key of value.split(',')) {
        const parameter = parameterOf(type, key.replace(/^-/, ''));
        if (parameter.kind === 'reference')
          throw new Problem(400, 'not-supported', `No sort by ${key}.`);
        sort.push({ parameter, descending: key.startsWith('-') });
      }
    } else if (name.includes('.')) tests.push(chainTest(name, value, type, store, around));
    else {
      const [plain = '', modifier = null] = name.split(':');
      const parameter = parameterOf(type, plain);
      tests.push(matchTest(parameter, modifier, value, around));
      if (parameter.target === 'Patient' && (modifier === null || modifier === 'Patient')) {
        patients = value.split(',').map((each) => each.split('/').at(-1) ?? each);
      }
    }
  }
  if (count === 0) countOnly = true;
  return { type, tests, patients, sort, count, countOnly, elements, include, revinclude };
}
