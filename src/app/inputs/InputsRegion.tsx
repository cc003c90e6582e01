import { Region } from '../Region.tsx';
import type { View, ViewActions } from '../view.ts';
import { useWords } from '../words/use-words.ts';
import { InputRow } from './InputRow.tsx';
import { inputName } from './input-name.ts';

/** Region 4: what the model asks for, what is known of it, and where from. */
export function InputsRegion({ view, actions }: { view: View; actions: ViewActions }) {
  const words = useWords();
  const { inputs } = view.assessment;
  const known = inputs.filter((input) => input.value !== undefined).length;
  return (
    <Region
      name="inputs"
      aside={
        <span className="small soft">
          {words.say('inputs.summary', { known, all: inputs.length })}
        </span>
      }
    >
      <ul className="input-list">
        {view.model.inputs.map((model) => {
          const input = inputs.find((one) => one.id === model.id);
          return input === undefined ? null : (
            <InputRow
              key={model.id}
              name={inputName(words, view.model, model.id)}
              view={view}
              model={model}
              input={input}
              actions={actions}
            />
          );
        })}
      </ul>
    </Region>
  );
}
