import { composeText } from '../../fhir/record/words.ts';
import { inputName, inputValue } from '../inputs/input-name.ts';
import { sayState } from '../inputs/InputState.tsx';
import { sayRefusal } from '../risk/NoRisk.tsx';
import type { View } from '../view.ts';
import { formatTime } from '../words/times.ts';
import en from '../words/en.json';
import { wordsOf, type Words } from '../words/words.ts';
import { conclude } from './conclude.ts';

/**
 * The assessment as plain text for a note: what would be written, or why there is
 * no risk. The former is English in every language of the page, in the units the
 * site reads.
 */
export function summaryText(words: Words, view: View, identifier: string): string {
  const { assessment, model, codebook, site } = view;
  if (assessment.risk !== null) {
    const english = { ...wordsOf('en', words.timeZone, en), units: words.units };
    return composeText(conclude(view, identifier, view.readAt), (asked, value) =>
      inputValue(english, asked, value).replaceAll('\u202F', ' '),
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
