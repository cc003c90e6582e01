import type { ModelInput } from '../../model/document.ts';
import { CommandError } from '../command-error.ts';
import { readJsonFile } from '../reading/json-file.ts';

/**
 * What a new model may be made of: inputs as a model document has them, less
 * what only the data can tell (coefficient, standard error, standing).
 */
export interface Candidate extends Pick<
  ModelInput,
  'id' | 'label' | 'rule' | 'kind' | 'unit' | 'validRange' | 'reference'
> {
  /** The odds ratio is for so many units. Default 1. */
  readonly scale: number;
}

/** A list of candidates with what is to be predicted and in whom. */
export interface CandidateList {
  readonly id: string;
  readonly title: string;
  readonly candidates: readonly Candidate[];
}

const selects = new Set([
  'lowest',
  'highest',
  'first',
  'latest',
  'change',
  'relative-change',
  'share-outside',
  'total',
  'exposed',
  'history',
]);

function candidateOf(
  file: string,
  value: unknown,
  index: number,
  concepts: ReadonlySet<string>,
): Candidate {
  const wrong = (problem: string): never => {
    throw new CommandError(`${file}, at candidates[${index}]: ${problem}.`);
  };
  if (typeof value !== 'object' || value === null) return wrong('not an object');
  const given = value as Partial<Candidate>;
  const { id, label, rule, kind, unit, validRange, reference } = given;
  if (!id || !/^[a-z][a-z0-9.-]*$/.test(id)) return wrong('id is missing or not lower-case words');
  if (!rule || !selects.has(rule.select))
    return wrong(`rule.select is none of ${[...selects].join(', ')}`);
  const unknown = rule.concepts?.find((concept) => !concepts.has(concept));
  if (!rule.concepts?.length || unknown !== undefined)
    return wrong(`rule.concepts names no concept of ours${unknown ? `: ${unknown}` : ''}`);
  if (rule.window?.anchor !== 'ecmo-start' && rule.window?.anchor !== 'moment')
    return wrong('rule.window.anchor is neither ecmo-start nor moment');
  if (kind !== 'quantity' && kind !== 'yes-no') return wrong('kind is neither quantity nor yes-no');
  const range = kind === 'yes-no' ? ([0, 1] as const) : validRange;
  if (!range || !(range[0] < range[1])) return wrong('validRange is missing or not ascending');
  return {
    id,
    label: label ?? id,
    rule,
    kind,
    unit: unit ?? '1',
    validRange: range,
    reference: reference ?? (kind === 'yes-no' ? 0 : (range[0] + range[1]) / 2),
    scale: given.scale ?? 1,
  };
}

/**
 * Reads a list of candidates.
 *
 * @param concepts ids the codebook knows
 * @throws CommandError naming the file and the place of the first thing wrong
 */
export function readCandidates(file: string, concepts: ReadonlySet<string>): CandidateList {
  const json = readJsonFile(file) as Partial<CandidateList> | null;
  if (!json || !Array.isArray(json.candidates) || json.candidates.length === 0)
    throw new CommandError(`${file}, at candidates: missing or empty.`);
  const candidates = json.candidates.map((one, index) => candidateOf(file, one, index, concepts));
  const twice = candidates.find(
    ({ id }, index) => candidates.findIndex((c) => c.id === id) !== index,
  );
  if (twice) throw new CommandError(`${file}: the candidate ${twice.id} is there twice.`);
  return { id: json.id ?? 'local-model', title: json.title ?? 'A model of our own', candidates };
}

/** A candidate as an input that can be picked before anything is fitted. */
export function asInput(candidate: Candidate): ModelInput {
  return {
    ...candidate,
    unitStanding: 'published',
    coefficient: 0,
    standardError: 0,
    standing: 'site-fitted',
    missing:
      candidate.rule.select === 'history' || candidate.rule.select === 'exposed'
        ? { policy: 'none-recorded-is-no' }
        : { policy: 'refuse' },
    source: 'candidate',
  };
}
