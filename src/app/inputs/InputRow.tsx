import { useId, useState } from 'react';
import type { Input } from '../../clinical/input.ts';
import type { ModelInput } from '../../model/document.ts';
import { onDemand } from '../on-demand.tsx';
import type { View, ViewActions } from '../view.ts';
import { useWords } from '../words/use-words.ts';
import { EnterValue } from './EnterValue.tsx';
import { InputState } from './InputState.tsx';

const Provenance = onDemand(async () => (await import('./Provenance.tsx')).Provenance);

/** One input: its state, and behind it where it comes from and how to enter another value. */
export function InputRow(props: {
  readonly name: string;
  readonly view: View;
  readonly model: ModelInput;
  readonly input: Input;
  readonly actions: ViewActions;
}) {
  const { name, view, model, input, actions } = props;
  const words = useWords();
  const panel = useId();
  const [open, setOpen] = useState<'provenance' | 'entry' | null>(null);
  const known = input.value !== undefined;
  const entered = view.entries.some((entry) => entry.key === model.id);
  const toggle = (which: 'provenance' | 'entry') => setOpen(open === which ? null : which);
  return (
    <li className={`input-row ${input.state}`}>
      <h3>{name}</h3>
      <InputState view={view} model={model} input={input} />
      <span className="input-actions">
        <button
          type="button"
          className="quiet"
          aria-expanded={open === 'provenance'}
          aria-controls={panel}
          aria-label={words.say('inputs.of', {
            action: words.say(open === 'provenance' ? 'inputs.hide' : 'inputs.why'),
            input: name,
          })}
          onClick={() => toggle('provenance')}
        >
          {words.say(open === 'provenance' ? 'inputs.hide' : 'inputs.why')}
        </button>
        <button
          type="button"
          className={known ? 'quiet' : ''}
          aria-expanded={open === 'entry'}
          aria-controls={panel}
          aria-label={
            known
              ? words.say('inputs.of', { action: words.say('inputs.change'), input: name })
              : words.say('inputs.enter.of', { input: name })
          }
          onClick={() => toggle('entry')}
        >
          {words.say(known ? 'inputs.change' : 'inputs.enter')}
        </button>
        {entered && (
          <button
            type="button"
            className="quiet"
            aria-label={words.say('inputs.of', {
              action: words.say('inputs.withdraw'),
              input: name,
            })}
            onClick={() => actions.withdraw(model.id)}
          >
            {words.say('inputs.withdraw')}
          </button>
        )}
      </span>
      <div id={panel} className="input-panel" hidden={open === null}>
        {open === 'entry' && (
          <EnterValue
            name={name}
            document={view.model}
            model={model}
            input={input}
            enter={actions.enter}
            close={() => setOpen(null)}
          />
        )}
        {open === 'provenance' && <Provenance view={view} model={model} />}
      </div>
    </li>
  );
}
