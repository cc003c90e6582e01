import { Announcement } from './Announcement.tsx';
import type { Progress } from '../fhir/chart.ts';
import { CourseRegion } from './course/CourseRegion.tsx';
import { useEarlier } from './earlier/use-earlier.ts';
import { useHostStyle } from './host-style/use-host-style.ts';
import { InputsRegion } from './inputs/InputsRegion.tsx';
import { onDemand } from './on-demand.tsx';
import { PatientBar } from './patient/PatientBar.tsx';
import { RiskRegion } from './risk/RiskRegion.tsx';
import { EcmoRunRegion } from './run/EcmoRunRegion.tsx';
import { StandingLine } from './StandingLine.tsx';
import type { PageActions } from './use-assessment.ts';
import { useFreshness } from './use-freshness.ts';
import type { View } from './view.ts';
import { formatTime } from './words/times.ts';
import { useWords } from './words/use-words.ts';

const RegionsBelow = onDemand(async () => (await import('./RegionsBelow.tsx')).RegionsBelow);

/** The one page: eleven regions in the order of a ward round. */
export function Page(props: {
  readonly view: View;
  readonly actions: PageActions;
  readonly progress: Progress | null;
  readonly frozen: boolean;
}) {
  const { view, actions } = props;
  const words = useWords();
  const stale = useFreshness(view, props.progress !== null || props.frozen ? null : actions.reload);
  useHostStyle(view.session);
  const [earlier, readEarlier] = useEarlier(view.session);
  return (
    <div className={`page${stale || props.frozen ? ' stale' : ''}`}>
      <div className="always">
        <PatientBar
          person={view.person}
          brief={!view.session.needPatientBanner}
          readAt={view.readAt}
          stale={stale}
          progress={props.progress}
          pending={view.pending.length > 0}
          reload={actions.reload}
          end={() => actions.end()}
        />
        {view.chosen !== null && (
          <output className="past">
            <span>{words.say('asof.past', { time: formatTime(words, view.chosen) })}</span>
            <button type="button" onClick={() => actions.choose(null)}>
              {words.say('asof.now')}
            </button>
          </output>
        )}
        {props.frozen && (
          <p className="past" role="alert">
            {words.say('page.frozen', { time: formatTime(words, view.readAt) })}
          </p>
        )}
      </div>
      <main>
        {view.skewMs !== null && Math.abs(view.skewMs) > 120_000 && (
          <output className="notice wide">
            {words.say('page.skew', { n: Math.round(Math.abs(view.skewMs) / 60_000) })}
          </output>
        )}
        <EcmoRunRegion view={view} actions={actions} />
        <RiskRegion view={view} />
        <InputsRegion view={view} actions={actions} />
        <CourseRegion view={view} earlier={earlier} choose={actions.choose} />
        <RegionsBelow
          waiting={null}
          view={view}
          earlier={earlier}
          readEarlier={readEarlier}
          stale={stale || props.frozen}
        />
      </main>
      <StandingLine model={view.model} />
      <Announcement view={view} />
    </div>
  );
}
