import { useId, useState, type FormEvent } from 'react';
import type { Entry, Input } from '../../clinical/input.ts';
import type { ModelDocument, ModelInput } from '../../model/document.ts';
import { onDemand } from '../on-demand.tsx';
import { unitSign } from '../words/numbers.ts';
import { readNumber } from '../words/read-number.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/words.ts';
import { inputNumber, inputUnit } from './input-name.ts';

const GwrHelper = onDemand(async () => (await import('./GwrHelper.tsx')).GwrHelper);

/** Values a hand may type, wider than the model's range: a value beyond it is real, and refused by the model. */
function typeable(model: ModelInput): readonly [number, number] {
  const [low, high] = model.validRange;
  return [model.unit === '1' ? 0.8 : 0, model.unit === '1' ? 2 : Math.max(high * 10, low)];
}

/** What was typed in the shown unit, in the model's own; null when it is no value a hand may type. */
function readTyped(words: Words, model: ModelInput, typed: string): number | boolean | null {
  if (model.kind === 'yes-no') return typed === '' ? null : typed === 'yes';
  const [low, high] = typeable(model);
  const value = inputUnit(words, model).keep(readNumber(words, typed));
  return value >= low && value <= high ? value : null;
}

/** A form that enters one input, or replaces what the record says, with a reason. */
export function EnterValue(props: {
  readonly name: string;
  readonly document: ModelDocument;
  readonly model: ModelInput;
  readonly input: Input;
  readonly enter: (entry: Entry) => void;
  readonly close: () => void;
}) {
  const { model } = props;
  const words = useWords();
  const problem = useId();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState(false);
  const [low, high] = typeable(model);
  const unit = inputUnit(words, model);
  const bounds = {
    low: inputNumber(words, model, low),
    high: inputNumber(words, model, high),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = readTyped(words, model, typed);
    setWrong(value === null);
    if (value === null) return;
    props.enter({
      key: model.id,
      value,
      at: new Date().toISOString(),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    });
    props.close();
  };
  return (
    <form className="entry" onSubmit={submit} noValidate>
      {model.kind === 'yes-no' ? (
        <fieldset className="row">
          <legend className="unseen">{props.name}</legend>
          {(['yes', 'no'] as const).map((answer) => (
            <label key={answer}>
              <input
                type="radio"
                name={problem}
                checked={typed === answer}
                onChange={() => setTyped(answer)}
              />{' '}
              {words.say(answer === 'yes' ? 'inputs.is-yes' : 'inputs.is-no')}
            </label>
          ))}
        </fieldset>
      ) : (
        <label>
          {props.name}{' '}
          <span className="tiny">
            {unitSign(words, unit.unit)} {words.say('inputs.range', bounds)}
          </span>
          <input
            inputMode="decimal"
            autoComplete="off"
            size={8}
            value={typed}
            aria-invalid={wrong}
            aria-describedby={wrong ? problem : undefined}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
      )}
      {wrong && (
        <p id={problem} role="alert" className="notice small">
          {words.say('inputs.range.wrong', bounds)}
        </p>
      )}
      <label>
        {words.say('inputs.reason')}
        <input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </label>
      <span className="row">
        <button type="submit" className="primary">
          {words.say('inputs.save')}
        </button>
        <button type="button" onClick={props.close}>
          {words.say('inputs.cancel')}
        </button>
      </span>
      {model.id === 'gwr' && (
        <details>
          <summary>{words.say('gwr.open')}</summary>
          <GwrHelper
            model={props.document}
            use={(ratio) => setTyped(unit.show(Number(ratio.toFixed(2))).toFixed(unit.digits(2)))}
          />
        </details>
      )}
    </form>
  );
}
