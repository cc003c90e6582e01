import { inputName, inputValue } from '../inputs/input-name.ts';
import type { View } from '../view.ts';
import { formatOdds } from '../words/numbers.ts';
import { useWords } from '../words/use-words.ts';
import { isFitted } from './is-fitted.ts';

/** The odds against the reference patient of the study: what the paper did publish. */
export function Odds({ view }: { view: View }) {
  const words = useWords();
  const odds = view.assessment.oddsToReference;
  if (odds === null) return null;
  const reference = view.model.inputs
    .map((input) => {
      const value = input.kind === 'yes-no' ? input.reference === 1 : input.reference;
      return `${inputName(words, view.model, input.id)} ${inputValue(words, input, value)}`;
    })
    .join(', ');
  return (
    <div className="odds">
      <h3>{words.say('risk.odds')}</h3>
      <p>
        <strong className="times">
          {words.say('risk.odds.times', { n: formatOdds(words, odds) })}
        </strong>{' '}
        {words.say('risk.odds.more')}
      </p>
      <p className="tiny">
        {reference}. {isFitted(view.model) ? '' : words.say('risk.odds.note')}
      </p>
    </div>
  );
}
