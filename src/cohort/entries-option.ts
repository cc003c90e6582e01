import { readMoment } from '../clinical/moment.ts';
import type { Entry } from '../clinical/input.ts';
import type { ModelDocument } from '../model/document.ts';
import { CommandError } from './command-error.ts';

const modes = ['VA', 'VV', 'VAV', 'ECPR', 'other', 'unknown'];

/** When support began, no later than the moment asked about: a later start would say nothing of it. */
function startOf(text: string, zone: string, at: string): string {
  const start = readMoment(text, zone);
  if (!start)
    throw new CommandError(`--enter ecmo-start must be a date or an instant, not "${text}".`);
  if (start.earliest > Date.parse(at))
    throw new CommandError(`--enter ecmo-start=${text} lies after the moment asked about, ${at}.`);
  return text;
}

/** One value, in the kind its key asks for. */
function valueOf(
  key: string,
  text: string,
  model: ModelDocument,
  zone: string,
  at: string,
): Entry['value'] {
  if (key === 'ecmo-start') return startOf(text, zone, at);
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
  const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  const mayBeNegative = input.validRange[0] < 0;
  if (number >= 0 || (number < 0 && mayBeNegative)) return number;
  const wanted = `a number in ${input.unit}${mayBeNegative ? '' : ', zero or more'}`;
  throw new CommandError(`--enter ${key} must be ${wanted}, not "${text}".`);
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
    return { key, value: valueOf(key, text.slice(equals + 1).trim(), model, zone, at), at };
  });
  const twice = entries.find(({ key }, index) => entries.findIndex((e) => e.key === key) !== index);
  if (twice) throw new CommandError(`--enter gives ${twice.key} twice.`);
  return entries;
}
