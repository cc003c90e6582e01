import { useState } from 'react';
import type { EcmoRun } from '../../clinical/ecmo-run.ts';
import { plainText } from '../plain-text.ts';
import { Region } from '../Region.tsx';
import type { View, ViewActions } from '../view.ts';
import { formatMoment } from '../words/times.ts';
import { useWords } from '../words/use-words.ts';
import type { Words } from '../words/words.ts';
import { EnterStart } from './EnterStart.tsx';

/** Region 2: the run of support that contains the moment, and where it is known from. */
export function EcmoRunRegion({ view, actions }: { view: View; actions: ViewActions }) {
  const words = useWords();
  const [entering, setEntering] = useState(false);
  const { ecmo, endedRun } = view.assessment;
  const entered = view.entries.some((entry) => entry.key.startsWith('ecmo-'));
  return (
    <Region
      name="run"
      aside={
        <span className="row">
          {entered && <span className="entered">{words.say('run.entered')}</span>}
          {!entering && (
            <button type="button" className="quiet" onClick={() => setEntering(true)}>
              {words.say(ecmo === null ? 'run.enter' : 'run.enter.correct')}
            </button>
          )}
        </span>
      }
    >
      {ecmo === null ? (
        <div className="notice">
          <p>{words.say('run.none')}</p>
          {endedRun?.end !== undefined && (
            <p>{words.say('run.ended', { time: formatMoment(words, endedRun.end) })}</p>
          )}
          <p className="soft">{words.say('run.none.do')}</p>
        </div>
      ) : (
        <RunFacts run={ecmo} />
      )}
      {entering && (
        <EnterStart
          run={ecmo}
          enter={(entry) => actions.enter(entry)}
          close={() => setEntering(false)}
        />
      )}
    </Region>
  );
}

function RunFacts({ run }: { run: EcmoRun }) {
  const words = useWords();
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className="run-facts">
      <span className="mode">{words.say(`run.mode.${run.mode}`)}</span>
      <span className="hour">{describeHours(words, run)}</span>
      <span>{words.say('run.cannulated', { time: formatMoment(words, run.start) })}</span>
      {run.modes.slice(1).map((change) => (
        <span key={change.from.earliest}>
          {words.say('run.change', {
            mode: words.say(`run.mode.${change.mode}`),
            time: formatMoment(words, change.from),
          })}
        </span>
      ))}
      <span className="soft">
        {words.say('run.from', { evidence: words.say(`run.evidence.${run.evidence}`) })}
      </span>
      {here !== words.timeZone && (
        <span className="tiny">{words.say('run.zone', { zone: words.timeZone, here })}</span>
      )}
      <details>
        <summary>{words.say('run.sources')}</summary>
        <p className="code tiny">
          {run.sources.map((source) => plainText(source, 80)).join(' · ')}
        </p>
      </details>
    </div>
  );
}

/** Hours of support in whole hours, a range where the start is only a date. */
export function describeHours(words: Words, run: EcmoRun): string {
  const least = Math.floor(run.hours.least);
  const most = Math.floor(run.hours.most);
  return least === most
    ? words.say('run.hour', { n: least })
    : words.say('run.hours', { least, most });
}
