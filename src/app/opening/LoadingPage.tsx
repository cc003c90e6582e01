import type { Progress } from '../../fhir/chart.ts';
import { furthest } from '../furthest.ts';
import { plainText } from '../plain-text.ts';
import { formatNumber } from '../words/numbers.ts';
import { useWords } from '../words/use-words.ts';

/** The frame while nothing is known yet: what is being done, and how far the searches are. */
export function LoadingPage({ progress }: { progress: readonly Progress[] | null }) {
  const words = useWords();
  const latest = progress === null ? undefined : furthest(progress);
  return (
    <div className="page">
      <div className="patient" aria-busy="true">
        <h1>{words.say('app.title')}</h1>
      </div>
      <main>
        <div className="region progress stack">
          <h2>{words.say(progress === null ? 'app.opening' : 'app.loading')}</h2>
          {latest !== undefined && (
            <>
              <progress
                value={latest.done}
                max={latest.total}
                aria-label={words.say('app.loading')}
              />
              <output>
                {words.say('app.searches', {
                  done: latest.done,
                  total: latest.total,
                  rows: formatNumber(words, latest.rows),
                })}
              </output>
              <p className="tiny">{words.say('app.loading.partial')}</p>
              <ul className="queries small">
                {progress?.map(({ query }) => (
                  <li key={query}>{words.find(`query.${query}`) ?? plainText(query, 60)}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      </main>
    </div>
  );
}
