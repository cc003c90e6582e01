import type { ModelDocument } from '../model/document.ts';
import { plainText } from './plain-text.ts';
import { useWords } from './words/use-words.ts';

/** What must be kept in mind whatever is on the screen: the first of the model's limits. */
export function StandingLine({ model }: { model: ModelDocument }) {
  const words = useWords();
  return (
    <footer className="standing" aria-label={words.say('standing.label')}>
      {words.find(`standing.${model.id}`) ?? plainText(model.limits[0], 400)}
    </footer>
  );
}
