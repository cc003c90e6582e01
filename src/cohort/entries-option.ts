import { readMoment } from '../clinical/moment.ts';
import type { Entry } from '../clinical/input.ts';
import type { ModelDocument } from '../model/document.ts';
import { CommandError } from './command-error.ts';

const modes = ['VA', 'VV', 'VAV', 'ECPR', 'other', 'unknown'];

/** One value, in the kind its key asks for. */
function valueOf(key: string, text: string, model: ModelDocument, zone: string): Entry['value'] {
  if (key === 'ecmo-start') {
    if (readMoment(text, zone)) return text;
    throw new CommandError(`--enter ecmo-start must be a date or an instant, not "${text}".`);
  }
  if (key === 'ecmo-mode') {
    if (modes.includes(text)) return text;
    throw new CommandError(`--enter ecmo-mode must be one of ${modes.join(', ')}, not "${text}".`);
  }
  const input = model.inputs.find(({ id }) => id === key);
  if (!input) {
    const known = [...model.inputs.map(({ id }) => id), 'ecmo-start', 'ecmo-mode'];
    throw new CommandError(`--enter knows no "${key}"; there are ${known.join(', ')}.`);
  }
  if (input.kind === 'yes-no') {
    if (text === 'yes' || text === 'no') return text === 'yes';
    throw new CommandError(`--enter ${key} must be yes or no, not "${text}".`);
  }
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  throw new CommandError(`--enter ${key} must be a number in ${input.unit}, not "${text}".`);
}

/**
 * What was typed in place of the record: `gwr=1.24`, `stroke-history=no`,
 * `ecmo-start=2026-03-01T08:00:00Z`.
 *
 * @param at the moment of the assessment, ISO: entries count from it on
 * @throws CommandError naming the key or the value that is wrong
 */
export function entriesOption(
  texts: readonly string[],
  model: ModelDocument,
  zone: string,
  at: string,
): readonly Entry[] {
  const entries = texts.map((text): Entry => {
    const equals = text.indexOf('=');
    if (equals < 1)
      throw new CommandError(`--enter takes <input>=<value>, such as gwr=1.24, not "${text}".`);
    const key = text.slice(0, equals).trim();
    return { key, value: valueOf(key, text.slice(equals + 1).trim(), model, zone), at };
  });
  const twice = entries.find(({ key }, index) => entries.findIndex((e) => e.key === key) !== index);
  if (twice) throw new CommandError(`--enter gives ${twice.key} twice.`);
  return entries;
}
