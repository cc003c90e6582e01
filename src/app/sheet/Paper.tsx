import { AboutFacts } from '../about/AboutFacts.tsx';
import { ModelFacts } from '../about/ModelFacts.tsx';
import type { Earlier } from '../earlier/EarlierRegion.tsx';
import { plainText } from '../plain-text.ts';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';
import { usePrinted } from './printing.ts';
import { Sheet } from './Sheet.tsx';

/** What the printer gets instead of the page; nothing of it exists while nobody prints. */
export function Paper(props: {
  readonly view: View;
  readonly earlier: Earlier;
  readonly stale: boolean;
}) {
  const words = useWords();
  const printed = usePrinted();
  const { model } = props.view;
  if (printed === null) return null;
  if (printed.what === 'patient') return <Sheet {...props} printedAt={printed.at} />;
  return (
    <div className="paper model-paper">
      <h1>
        {words.say('about.version', {
          title: plainText(model.title),
          version: plainText(model.version, 20),
        })}
      </h1>
      <AboutFacts view={props.view} />
      <ModelFacts model={model} />
    </div>
  );
}
