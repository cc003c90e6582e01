import type { Progress } from '../../fhir/chart.ts';
import { useWords } from '../words/use-words.ts';

/** The frame while nothing is known yet: what is being done, and how far each search is. */
export function LoadingPage({ progress }: { progress: readonly Progress[] | null }) {
  const words = useWords();
  return (
    <div className="page">
      <div className="patient" aria-busy="true">
        <h1>{words.say('app.title')}</h1>
        <span className="soft small">
          {words.say(progress === null ? 'app.checking' : 'app.loading')}
        </span>
      </div>
      <main>
        <div className="region progress">
          <h2>{words.say(progress === null ? 'app.opening' : 'app.loading')}</h2>
          {progress !== null && (
            <>
              <ul aria-live="polite">
                {progress
                  .toSorted((a, b) => a.query.localeCompare(b.query))
                  .map((step) => (
                    <li key={step.query}>
                      <span aria-hidden="true">{step.done >= step.total ? '●' : '○'}</span>
                      <span>{words.find(`query.${step.query}`) ?? step.query}</span>
                      <span className="number soft">
                        {words.say('app.query.rows', { n: step.rows })}
                      </span>
                    </li>
                  ))}
              </ul>
              <p className="tiny">{words.say('app.loading.partial')}</p>
            </>
          )}
        </div>
      </main>
    </div>
  );
}
