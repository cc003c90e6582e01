import { useState } from 'react';
import type { InputRule, ModelInput } from '../../model/document.ts';
import { plainText } from '../plain-text.ts';
import { ScrollBox } from '../ScrollBox.tsx';
import type { View } from '../view.ts';
import { formatMeasured, formatNumber } from '../words/numbers.ts';
import { formatMoment } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/words.ts';
import { candidateFacts } from './candidate-facts.ts';
import { sayBecause } from './InputState.tsx';

const FIRST = 12;

/** Every resource that could have given an input, used or not used because. */
export function Provenance({ view, model }: { view: View; model: ModelInput }) {
  const words = useWords();
  const [all, setAll] = useState(false);
  const input = view.assessment.inputs.find((one) => one.id === model.id);
  const decided = new Set(input?.sources.length === 1 ? input.sources : []);
  const candidates = candidateFacts(view, model.rule.concepts).toSorted(
    (a, b) => Number(decided.has(b.reference)) - Number(decided.has(a.reference)),
  );
  return (
    <div className="provenance">
      <p className="tiny">{words.say('provenance.rule', { rule: sayRule(words, model.rule) })}</p>
      {candidates.length === 0 ? (
        <p className="soft small">{words.say('provenance.none')}</p>
      ) : (
        <ScrollBox label={words.say('inputs.why')}>
          <table>
            <thead>
              <tr>
                <th>{words.say('provenance.verdict')}</th>
                <th>{words.say('provenance.value')}</th>
                <th>{words.say('provenance.when')}</th>
                <th>{words.say('provenance.resource')}</th>
              </tr>
            </thead>
            <tbody>
              {candidates.slice(0, all ? undefined : FIRST).map((one) => (
                <tr
                  key={`${one.reference} ${one.because}`}
                  className={one.used ? 'used' : 'not-used'}
                >
                  <td>
                    {one.used ? (
                      <strong>
                        ●{' '}
                        {words.say(
                          decided.has(one.reference) ? 'provenance.decides' : 'provenance.used',
                        )}
                      </strong>
                    ) : (
                      `○ ${words.say('provenance.not-used')}: ${sayBecause(words, one.because ?? '')}`
                    )}
                  </td>
                  <td>
                    {one.value !== null && formatMeasured(words, one.concept, one.value)}
                    {one.asWritten !== '' && (
                      <span className="tiny">
                        {' '}
                        {words.say('inputs.written', { value: plainText(one.asWritten, 40) })}
                      </span>
                    )}
                  </td>
                  <td>{one.when === null ? '' : formatMoment(words, one.when)}</td>
                  <td className="code tiny">{plainText(one.reference, 90)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {!all && candidates.length > FIRST && (
        <button type="button" className="quiet" onClick={() => setAll(true)}>
          {words.say('provenance.more', { n: formatNumber(words, candidates.length) })}
        </button>
      )}
    </div>
  );
}

/** A rule of the model document in words: which value, of which time. */
function sayRule(words: Words, rule: InputRule): string {
  const { anchor, from, to } = rule.window;
  const select = words.say(`rule.${rule.select}`);
  if (anchor === 'moment') {
    return from === undefined
      ? select
      : `${select}, ${words.say('rule.window.moment', { from: -from })}`;
  }
  if (from === undefined && to !== undefined && to <= 0) {
    return `${select}, ${words.say('rule.window.before')}`;
  }
  const until =
    to === undefined ? words.say('rule.window.now') : words.say('rule.window.hour', { n: to });
  return `${select}, ${words.say('rule.window.ecmo-start', { from: from ?? 0, to: until })}`;
}
