import { useState } from 'react';
import { onDemand } from '../on-demand.tsx';
import { print } from '../sheet/printing.ts';
import { plainText } from '../plain-text.ts';
import { AboutFacts } from './AboutFacts.tsx';
import { Region } from '../Region.tsx';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';

const loadFacts = async () => (await import('./ModelFacts.tsx')).ModelFacts;
const ModelFacts = onDemand(loadFacts);

/** Region 11: which model this is; everything about it on demand, as JSON and on paper. */
export function AboutRegion({ view }: { view: View }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const { model } = view;
  const title = words.say('about.version', {
    title: plainText(model.title),
    version: plainText(model.version, 20),
  });
  const printModel = async () => {
    setFailed(false);
    const Facts = await loadFacts().catch(() => null);
    if (Facts === null) return setFailed(true);
    print(
      <>
        <h1>{title}</h1>
        <AboutFacts view={view} />
        <Facts model={model} />
      </>,
    );
  };
  return (
    <Region
      name="about"
      reading={false}
      aside={
        <span className="row">
          <button type="button" className="quiet" onClick={() => exportModel(view)}>
            {words.say('about.export')}
          </button>
          <button type="button" className="quiet" onClick={() => void printModel()}>
            {words.say('about.print')}
          </button>
        </span>
      }
    >
      <div className="stack">
        <p>{title}</p>
        {failed && (
          <p role="alert" className="notice small">
            {words.say('part.not-loaded')}
          </p>
        )}
        <AboutFacts view={view} />
        <p className="row small">
          <span className="soft">{words.say('about.for-it')}</span>
          <a href="#mapping">{words.say('about.mapping')}</a>
          <a href="#connection" target="_blank" rel="noreferrer">
            {words.say('about.connection')}
          </a>
        </p>
        {words.language !== 'en' && <p className="tiny">{words.say('about.translation')}</p>}
        <details onToggle={(event) => event.currentTarget.open && setOpen(true)}>
          <summary>{words.say('about.more')}</summary>
          {open && <ModelFacts model={model} />}
        </details>
      </div>
    </Region>
  );
}

/** Saves the model document with the site's settings that change its numbers; nothing of the patient. */
function exportModel({ model, site, codebook }: View) {
  const record = {
    model,
    mappings: codebook.version,
    site: {
      id: site.id,
      name: site.name,
      calibration: site.calibration ?? null,
      transfusion: site.transfusion,
      targets: site.targets,
    },
  };
  const blob = new Blob([JSON.stringify(record, null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${model.id}-${model.version}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
