import type { Input } from '../../clinical/input.ts';
import type { ModelInput } from '../../model/document.ts';
import { sayFault } from '../not-used/say-fault.ts';
import { plainText } from '../plain-text.ts';
import type { View } from '../view.ts';
import { formatAgo, formatWritten } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/words.ts';
import { inputValue } from './input-name.ts';

/** The four states, each with its own sign, so that none is taken for another without colour. */
const SIGNS: Readonly<Record<Input['state'], string>> = {
  value: '●',
  'none-recorded': '○',
  'not-loaded': '△',
  withheld: '◇',
};

/** One of the four states an input can have: value, none in the record, not loaded, withheld. */
export function InputState(props: {
  readonly view: View;
  readonly model: ModelInput;
  readonly input: Input;
}) {
  const { view, model, input } = props;
  const words = useWords();
  return (
    <div className="input-state">
      <p className="input-value">
        <span aria-hidden="true" className="sign">
          {SIGNS[input.state]}
        </span>
        {sayState(words, model, input)}{' '}
        {input.entered !== undefined && (
          <span className="entered">{words.say('inputs.entered')}</span>
        )}
        {model.unitStanding === 'unconfirmed' && input.value !== undefined && (
          <span className="tag">{words.say('inputs.unconfirmed')}</span>
        )}
      </p>
      <p className="tiny">{sayDetail(words, view, model, input).join(' · ')}</p>
    </div>
  );
}

/** The state in words, with the value where there is one. */
export function sayState(words: Words, model: ModelInput, input: Input): string {
  const value = input.value === undefined ? null : inputValue(words, model, input.value);
  if (input.state === 'value' && value !== null) {
    return input.atLeast === true ? `${words.say('inputs.at-least')} ${value}` : value;
  }
  if (input.state === 'none-recorded') {
    return value === null
      ? words.say('inputs.state.none')
      : words.say('inputs.state.none.counted', { value });
  }
  return words.say(
    input.state === 'not-loaded' ? 'inputs.state.not-loaded' : 'inputs.state.withheld',
  );
}

/** Where a state comes from: who entered it and why, or time, age, the value as written, and what was assumed. */
export function sayDetail(
  words: Words,
  view: View,
  model: ModelInput,
  input: Input,
): readonly string[] {
  const details: string[] = [];
  if (input.entered !== undefined) {
    const { at, by, instead, reason } = input.entered;
    details.push(
      words.say('inputs.entered.at', {
        time: formatWritten(words, at),
        by: by === undefined ? '' : words.say('inputs.entered.by', { name: plainText(by, 60) }),
        instead:
          instead === undefined
            ? ''
            : words.say('inputs.entered.instead', { value: inputValue(words, model, instead) }),
      }),
    );
    if (reason !== undefined) {
      details.push(words.say('inputs.entered.reason', { reason: plainText(reason, 200) }));
    }
    return details;
  }
  if (input.state === 'not-loaded') {
    const lost = view.context.notLoaded?.find((one) => model.rule.concepts.includes(one.concept));
    if (lost !== undefined) details.push(sayFault(words, lost.fault));
  }
  if (input.because !== undefined) details.push(sayBecause(words, input.because));
  if (input.time !== undefined) {
    const shown = formatWritten(words, input.time);
    const at = Date.parse(input.time);
    const precise = /T/.test(input.time) && !Number.isNaN(at);
    details.push(
      precise
        ? words.say('inputs.time', {
            time: shown,
            ago: formatAgo(words, at, view.assessment.moment),
          })
        : shown,
    );
  }
  if (input.asWritten !== undefined) {
    const { value, unit } = input.asWritten;
    details.push(words.say('inputs.written', { value: plainText(`${value} ${unit}`, 40) }));
  }
  if (input.sources.length > 0) details.push(words.count('inputs.from', input.sources.length));
  for (const key of input.assumed ?? []) {
    const said = words.find(`assumed.${key}`, { n: view.site.transfusion.bagMillilitres });
    details.push(said ?? plainText(key, 80));
  }
  if (input.atLeast === true) details.push(words.say('inputs.at-least.note'));
  return details;
}

/** The reason of a state: one of the words of `Because`, or a fault's kind. */
export function sayBecause(words: Words, because: string): string {
  return words.find(`because.${because}`) ?? words.find(`why.${because}`) ?? plainText(because, 60);
}
