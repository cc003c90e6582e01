import { plainText } from '../plain-text.ts';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';

/** Which model this is: its status, source and hash, the mappings beside it, and the site. */
export function AboutFacts({ view }: { view: View }) {
  const words = useWords();
  const { model, site, codebook } = view;
  const facts: readonly (readonly [string, string])[] = [
    [words.say('about.status'), words.find(`about.status.${model.status}`) ?? model.status],
    [words.say('about.citation'), plainText(model.citation, 400)],
    [words.say('about.hash'), model.sha256],
    [words.say('about.codebook'), codebook.version],
    [words.say('about.site'), plainText(`${site.name} (${site.id})`)],
  ];
  return (
    <dl className="facts small">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={name === words.say('about.hash') ? 'code' : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
