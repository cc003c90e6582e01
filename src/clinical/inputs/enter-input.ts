import type { ModelInput } from '../../model/document.ts';
import type { Entry, Input } from '../input.ts';

/**
 * What the clinician typed, in place of what the record says.
 *
 * @throws TypeError when the entry is not of the input's kind.
 */
export function enterInput(input: ModelInput, recorded: Input, entry: Entry): Input {
  const { value } = entry;
  const fits = input.kind === 'yes-no' ? typeof value === 'boolean' : isNumber(value);
  if (!fits || typeof value === 'string') {
    const wanted = input.kind === 'yes-no' ? 'yes or no' : 'a number';
    throw new TypeError(`invalid entry ${input.id}; not ${wanted}: ${String(value)}`);
  }
  return {
    id: input.id,
    concept: recorded.concept,
    state: 'value',
    value,
    unit: input.unit,
    time: entry.at,
    sources: [`entered/${input.id}`],
    entered: {
      at: entry.at,
      ...(entry.by === undefined ? {} : { by: entry.by }),
      ...(entry.reason === undefined ? {} : { reason: entry.reason }),
      ...(recorded.value === undefined ? {} : { instead: recorded.value }),
    },
  };
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value);
}
