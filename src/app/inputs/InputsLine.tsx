import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';
import { inputName } from './input-name.ts';
import { sayState } from './InputState.tsx';

/** All inputs in one line that leads to their table, where the table is out of sight. */
export function InputsLine({ view }: { view: View }) {
  const words = useWords();
  const { model, assessment } = view;
  return (
    <p className="inputs-line small">
      <a href="#inputs">
        {model.inputs
          .flatMap((asked) => {
            const input = assessment.inputs.find((one) => one.id === asked.id);
            return input === undefined
              ? []
              : [`${inputName(words, model, asked.id)}: ${sayState(words, asked, input)}`];
          })
          .join('; ')}
      </a>
    </p>
  );
}
