import { Contributions } from '../risk/Contributions.tsx';
import { Doubts } from '../risk/Doubts.tsx';
import { sayAbout, sayEnd, sayRisk } from '../risk/in-hundred.ts';
import { sayRefusal } from '../risk/NoRisk.tsx';
import { Odds } from '../risk/Odds.tsx';
import { sayCalibration } from '../risk/say-calibration.ts';
import { inputName } from '../inputs/input-name.ts';
import type { View } from '../view.ts';
import { formatTime } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';

/** The band with what it is made of, or every reason why there is none. */
export function SheetRisk({ view }: { view: View }) {
  const words = useWords();
  const { assessment, model } = view;
  const { risk, bound, refusals } = assessment;
  const heading = (
    <h2>
      {words.say('region.risk')} ·{' '}
      {words.say('risk.asof', { time: formatTime(words, assessment.moment) })}
    </h2>
  );
  if (risk === null) {
    return (
      <section>
        {heading}
        <p className="sheet-headline">{words.say('risk.none')}</p>
        {bound !== null && (
          <p>
            {words.say(`risk.none.${bound.direction}`, {
              central: sayAbout(words, bound.risk.central),
              low: sayEnd(words, bound.risk.low),
              high: sayEnd(words, bound.risk.high),
            })}
          </p>
        )}
        <ul>
          {refusals.map((refusal) => (
            <li key={refusal}>
              <strong>{sayRefusal(words, view, refusal)}</strong>{' '}
              {words.say(`refusal.${refusal}.do`)}
            </li>
          ))}
        </ul>
      </section>
    );
  }
  const names = (ids: readonly string[]) => ids.map((id) => inputName(words, model, id)).join(', ');
  const entered = assessment.inputs.filter((input) => input.entered !== undefined);
  const notes = [
    model.status === 'synthetic' ? words.say('risk.synthetic') : words.say('risk.early'),
    assessment.faults.some(({ kind }) => kind === 'outcome-unknown')
      ? words.say('risk.outcome-unknown')
      : '',
    sayCalibration(words, model) ?? '',
    entered.length === 0
      ? ''
      : words.say('risk.entered', { inputs: names(entered.map(({ id }) => id)) }),
    risk.integrated.length === 0
      ? ''
      : words.say('risk.integrated', { inputs: names(risk.integrated) }),
  ].filter((note) => note !== '');
  return (
    <section>
      {heading}
      <div className="sheet-risk">
        <div>
          <p className="sheet-headline">{sayRisk(words, risk, model)}</p>
          <p>{words.say('risk.of')}</p>
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
          <Odds view={view} />
        </div>
        <Contributions view={view} risk={risk} />
        <Doubts risk={risk} model={model} />
      </div>
    </section>
  );
}
