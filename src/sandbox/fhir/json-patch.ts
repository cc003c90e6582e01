import { Problem } from '../problem.ts';
import { isObject } from './path.ts';

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

function isOperation(value: unknown): value is Operation {
  return isObject(value) && typeof value['op'] === 'string' && typeof value['path'] === 'string';
}

function bad(reason: string): Problem {
  return new Problem(422, 'processing', `The patch cannot be applied: ${reason}.`);
}

function applyOne(target: unknown, { op, path, value }: Operation): void {
  const steps = path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = steps.pop();
  if (last === undefined) throw bad('it replaces the whole resource');
  let here: unknown = target;
  for (const step of steps) {
    here =
      typeof here === 'object' && here !== null && Object.hasOwn(here, step)
        ? Reflect.get(here, step)
        : undefined;
  }
  if (typeof here !== 'object' || here === null) throw bad('a path leads nowhere');
  const there = Object.hasOwn(here, last);
  if (op !== 'add' && !there) throw bad('a path leads nowhere');
  if (op === 'test') {
    if (JSON.stringify(Reflect.get(here, last)) !== JSON.stringify(value))
      throw bad('a test failed');
  } else if (Array.isArray(here) && op !== 'replace') {
    const index = last === '-' ? here.length : Number(last);
    if (op === 'add') here.splice(index, 0, value);
    else here.splice(index, 1);
  } else if (op === 'remove') Reflect.deleteProperty(here, last);
  else if (op === 'add' || op === 'replace') Reflect.set(here, last, value);
  else throw bad(`${op} is not supported`);
}

/** Applies a JSON Patch (RFC 6902: add, replace, remove, test) to a copy; 422 where it does not fit. */
export function patched<T>(resource: T, patch: unknown): T {
  if (!Array.isArray(patch) || !patch.every(isOperation)) {
    throw new Problem(400, 'structure', 'The body is not a JSON Patch.');
  }
  const copy = structuredClone(resource);
  for (const operation of patch) applyOne(copy, operation);
  return copy;
}
