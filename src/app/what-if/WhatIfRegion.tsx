import { useState } from 'react';
import type { Input } from '../../clinical/input.ts';
import type { InputValues } from '../../model/contributions.ts';
import type { ModelInput } from '../../model/document.ts';
import { reachableRange, whatIf } from '../../model/what-if.ts';
import { inputName, inputNumber, inputUnit, inputValue } from '../inputs/input-name.ts';
import { Region } from '../Region.tsx';
import { sayRisk } from '../risk/in-hundred.ts';
import type { View } from '../view.ts';
import { formatOdds, unitSign } from '../words/numbers.ts';
import { readNumber } from '../words/read-number.ts';
import { useWords } from '../words/use-words.ts';

/** Region 6: the same arithmetic for other values. Association, never effect. */
export function WhatIfRegion({ view }: { view: View }) {
  const words = useWords();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const { risk, inputs } = view.assessment;
  if (risk === null) {
    return (
      <Region name="what-if">
        <p className="soft">{words.say('what-if.none')}</p>
      </Region>
    );
  }
  const values: InputValues = Object.fromEntries(
    inputs.map((input) => [input.id, numberOf(input)]),
  );
  const replaced: Record<string, number> = {};
  const outside: string[] = [];
  for (const input of view.model.inputs) {
    const text = (typed[input.id] ?? '').trim();
    if (text === '') continue;
    const value = inputUnit(words, input).keep(readNumber(words, text));
    const [least, most] = reachableRange(input, values[input.id] ?? null);
    if (value >= least && value <= most) replaced[input.id] = value;
    else outside.push(input.id);
  }
  const result = whatIf(view.model, values, replaced, view.site.calibration);
  return (
    <Region
      name="what-if"
      aside={
        Object.keys(typed).length > 0 && (
          <button type="button" className="quiet" onClick={() => setTyped({})}>
            {words.say('what-if.reset')}
          </button>
        )
      }
    >
      <div className="stack">
        <p className="small soft">{words.say('what-if.note')}</p>
        <div className="what-if-fields">
          {view.model.inputs.filter(isNoTreatment).map((input) => (
            <Field
              key={input.id}
              name={inputName(words, view.model, input.id)}
              input={input}
              value={values[input.id] ?? null}
              typed={typed[input.id] ?? ''}
              outside={outside.includes(input.id)}
              type={(text) => setTyped({ ...typed, [input.id]: text })}
            />
          ))}
        </div>
        <output className="what-if-result">
          <span>
            <span className="small soft">{words.say('what-if.now')}</span>{' '}
            {sayRisk(words, result.asIs, view.model)}
          </span>
          <span>
            <span className="small soft">{words.say('what-if.then')}</span>{' '}
            {result.changed.length === 0 ? (
              words.say('what-if.same')
            ) : (
              <>
                <strong>{sayRisk(words, result.asIf, view.model)}</strong>{' '}
                <span className="small">
                  {words.say('what-if.odds', { n: formatOdds(words, result.oddsRatio) })}
                </span>
              </>
            )}
          </span>
        </output>
      </div>
    </Region>
  );
}

function Field(props: {
  readonly name: string;
  readonly input: ModelInput;
  readonly value: number | null;
  readonly typed: string;
  readonly outside: boolean;
  readonly type: (text: string) => void;
}) {
  const { input, value } = props;
  const words = useWords();
  const [least, most] = reachableRange(input, value);
  const now = value === null ? words.say('what-if.unknown') : inputValue(words, input, value);
  if (input.kind === 'yes-no') {
    return (
      <label>
        {words.say('what-if.value-of', { input: props.name })}
        <select value={props.typed} onChange={(event) => props.type(event.target.value)}>
          <option value="">{now}</option>
          <option value={value === 1 ? '0' : '1'}>
            {inputValue(words, input, value === 1 ? 0 : 1)}
          </option>
        </select>
      </label>
    );
  }
  const limit = (at: number) => inputNumber(words, input, at);
  return (
    <label>
      {words.say('what-if.value-of', { input: props.name })}
      <input
        inputMode="decimal"
        autoComplete="off"
        placeholder={now}
        value={props.typed}
        aria-invalid={props.outside}
        onChange={(event) => props.type(event.target.value)}
      />
      <span className="tiny">
        {props.outside && `${words.say('what-if.outside')}: `}
        {unitSign(words, inputUnit(words, input).unit)}{' '}
        {words.say('inputs.range', { low: limit(least), high: limit(most) })}
      </span>
    </label>
  );
}

function numberOf(input: Input): number | null {
  if (input.value === undefined) return null;
  return typeof input.value === 'boolean' ? Number(input.value) : input.value;
}

/** A drug that was given is no field: nothing here may look as if giving or withholding it changed the risk. */
function isNoTreatment({ rule }: ModelInput): boolean {
  return rule.select !== 'exposed';
}
