import { composeText } from '../../fhir/record/words.ts';
import type { ModelInput } from '../../model/document.ts';
import { inputName, inputUnit } from '../inputs/input-name.ts';
import { sayState } from '../inputs/InputState.tsx';
import { sayRefusal } from '../risk/NoRisk.tsx';
import type { View } from '../view.ts';
import { unitSign } from '../words/numbers.ts';
import { formatTime } from '../words/times.ts';
import type { Words } from '../words/words.ts';
import { conclude } from './conclude.ts';

/** The assessment as plain text for a note: what would be written, or why there is no risk. */
export function summaryText(words: Words, view: View, identifier: string): string {
  const { assessment, model, codebook, site } = view;
  if (assessment.risk !== null) {
    return composeText(conclude(view, identifier, view.readAt), (asked, value) =>
      sayInEnglish(words, asked, value),
    );
  }
  return [
    words.say('summary.title', { time: formatTime(words, assessment.moment) }),
    words.say('risk.none'),
    ...assessment.refusals.map((refusal) => `- ${sayRefusal(words, view, refusal)}`),
    words.say('summary.inputs'),
    ...model.inputs.flatMap((asked) => {
      const input = assessment.inputs.find((one) => one.id === asked.id);
      return input === undefined
        ? []
        : [`- ${inputName(words, model, asked.id)}: ${sayState(words, asked, input)}`];
    }),
    model.limits[0] ?? '',
    words.say('summary.model', {
      id: model.id,
      version: model.version,
      hash: model.sha256.slice(0, 12),
      codebook: codebook.version,
      site: site.id,
    }),
  ].join('\n');
}

/** A value in the site's unit; the text that surrounds it is English in every language of the page. */
function sayInEnglish(words: Words, asked: ModelInput, value: number | boolean): string {
  if (typeof value === 'boolean' || asked.kind === 'yes-no') return value ? 'yes' : 'no';
  const shown = inputUnit(words, asked);
  const sign = unitSign(words, shown.unit, value);
  return `${shown.show(value)}${sign === '' ? '' : ` ${sign}`}`;
}
