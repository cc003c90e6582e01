import type { Refusal } from '../../assess.ts';
import { inputName } from '../inputs/input-name.ts';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/words.ts';
import { sayAbout, sayEnd } from './in-hundred.ts';

/** Why there is no risk, all reasons in order, each with what to do instead. */
export function NoRisk({ view }: { view: View }) {
  const words = useWords();
  const { bound, refusals } = view.assessment;
  return (
    <div className="stack">
      <p className="headline none">{words.say('risk.none')}</p>
      {bound !== null && (
        <p className="band-words">
          {words.say(`risk.none.${bound.direction}`, {
            central: sayAbout(words, bound.risk.central),
            low: sayEnd(words, bound.risk.low),
            high: sayEnd(words, bound.risk.high),
          })}
        </p>
      )}
      <ol className="stack">
        {refusals.map((refusal) => (
          <li key={refusal} className="notice">
            <p>
              <strong>{sayRefusal(words, view, refusal)}</strong>
            </p>
            <p>{words.say(`refusal.${refusal}.do`)}</p>
          </li>
        ))}
      </ol>
      {refusals[0] !== 'run-void' && <p className="soft">{words.say('risk.none.inputs')}</p>}
    </div>
  );
}

/** One reason in a sentence, naming the inputs it is about. */
export function sayRefusal(words: Words, view: View, refusal: Refusal): string {
  const needed = new Set(
    view.model.inputs.filter((one) => one.missing.policy !== 'integrate').map((one) => one.id),
  );
  const about = view.assessment.inputs
    .filter(({ id, value }) =>
      refusal === 'out-of-range' ? isOutside(view, id) : value === undefined && needed.has(id),
    )
    .map((input) => inputName(words, view.model, input.id));
  return words.say(`refusal.${refusal}`, { inputs: about.join(', ') });
}

function isOutside(view: View, id: string): boolean {
  const value = view.assessment.inputs.find((input) => input.id === id)?.value;
  const range = view.model.inputs.find((input) => input.id === id)?.validRange;
  return typeof value === 'number' && range !== undefined && (value < range[0] || value > range[1]);
}
