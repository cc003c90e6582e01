import { CommandError } from '../command-error.ts';
import { textOption, type Values } from '../verb.ts';

/**
 * What becomes of patients beyond a model's valid ranges: of an export they are
 * left out unless told otherwise, for the bedside gives them no risk; of a table kept.
 *
 * @throws CommandError when `--out-of-range` is neither
 */
export function outOfRangeOption(values: Values, isExport: boolean): 'keep' | 'drop' {
  const text = textOption(values, 'out-of-range') ?? (isExport ? 'drop' : 'keep');
  if (text !== 'keep' && text !== 'drop')
    throw new CommandError(`--out-of-range must be keep or drop, not "${text}".`);
  return text;
}
