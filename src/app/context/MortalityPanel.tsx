import type { ModelDocument } from '../../model/document.ts';
import { plainText } from '../plain-text.ts';
import { formatNumber } from '../words/numbers.ts';
import { useWords } from '../words/use-words.ts';

/** How many died in the study, with the outcome and without. */
export function MortalityPanel({ model }: { model: ModelDocument }) {
  const words = useWords();
  if (model.mortality.length === 0) return null;
  const share = (value: number) => `${formatNumber(words, value * 100, 0)} %`;
  return (
    <div className="panel wide">
      <h3>{words.say('context.mortality')}</h3>
      <p>
        {model.mortality
          .map((one) =>
            words.say('context.mortality.row', {
              label: plainText(one.label),
              with: share(one.withOutcome),
              without: share(one.without),
            }),
          )
          .join('; ')}
        . <span className="tiny">{words.say('context.mortality.note')}</span>
      </p>
    </div>
  );
}
