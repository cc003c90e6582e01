import { inputName, inputValue } from '../inputs/input-name.ts';
import { referenceLogOdds } from '../../model/contributions.ts';
import type { ModelInput } from '../../model/document.ts';
import type { Contribution, Risk } from '../../model/evaluation.ts';
import type { View } from '../view.ts';
import { formatSigned } from '../words/numbers.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/words.ts';

/** Each input's share of the log odds as a bar from the reference patient, and as numbers that add up. */
export function Contributions({ view, risk }: { view: View; risk: Risk }) {
  const words = useWords();
  const { contributions } = view.assessment;
  const widest = Math.max(1, ...contributions.map((one) => Math.abs(one.logOdds)));
  const inputs = new Map(view.model.inputs.map((input) => [input.id, input]));
  return (
    <div className="shares">
      <h3>{words.say('risk.share')}</h3>
      <ul>
        {contributions.map((one) => {
          const input = inputs.get(one.input);
          const width = (Math.abs(one.logOdds) / widest) * 50;
          return (
            <li key={one.input}>
              <span>
                {inputName(words, view.model, one.input)}
                <span className="tiny">{valueAgainst(words, input, one)}</span>
              </span>
              <span className="bar" aria-hidden="true">
                <span
                  hidden={Math.abs(one.logOdds) < 0.005}
                  className={one.logOdds < 0 ? 'lower' : 'higher'}
                  style={{
                    width: `${width}%`,
                    insetInlineStart: one.logOdds < 0 ? `${50 - width}%` : '50%',
                  }}
                />
              </span>
              <span className="number small">{formatSigned(words, one.logOdds)}</span>
            </li>
          );
        })}
        <li className="axis tiny" aria-hidden="true">
          <span />
          <span>
            <span>← {words.say('risk.share.lower')}</span>
            <span>{words.say('risk.share.higher')} →</span>
          </span>
        </li>
      </ul>
      <p className="tiny">{words.say('risk.share.note')}</p>
      <details>
        <summary>{words.say('risk.share.table')}</summary>
        <table>
          <thead>
            <tr>
              <th>{words.say('risk.share.input')}</th>
              <th>{words.say('risk.share.value')}</th>
              <th className="number">{words.say('risk.share.logodds')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>{words.say('risk.share.base')}</td>
              <td>–</td>
              <td className="number">
                {formatSigned(words, referenceLogOdds(view.model, view.site.calibration), 4)}
              </td>
            </tr>
            {contributions.map((one) => (
              <tr key={one.input}>
                <td>{inputName(words, view.model, one.input)}</td>
                <td>{valueAgainst(words, inputs.get(one.input), one)}</td>
                <td className="number">{formatSigned(words, one.logOdds, 4)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{words.say('risk.share.sum')}</th>
              <td>–</td>
              <td className="number">
                <strong>{formatSigned(words, risk.linearPredictor, 4)}</strong>
              </td>
            </tr>
          </tbody>
        </table>
      </details>
    </div>
  );
}

function valueAgainst(words: Words, input: ModelInput | undefined, one: Contribution): string {
  if (input === undefined) return '';
  if (one.value === null) return words.say('risk.share.missing');
  const shown = (value: number) =>
    inputValue(words, input, input.kind === 'yes-no' ? value === 1 : value);
  return words.say('risk.share.row', {
    value: shown(one.value),
    reference: shown(one.reference),
  });
}
