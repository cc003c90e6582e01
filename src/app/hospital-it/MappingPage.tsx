import { useEffect, useState } from 'react';
import { assessTimeline, type Assessment } from '../../assess.ts';
import { readTimeline } from '../../clinical/read-timeline.ts';
import type { Timeline } from '../../clinical/timeline.ts';
import type { Fault } from '../../faults.ts';
import { fetchChart } from '../../fhir/fetch-chart.ts';
import { FactTable } from '../about/FactTable.tsx';
import { NotUsedRegion } from '../not-used/NotUsedRegion.tsx';
import { conceptName } from '../not-used/concept-name.ts';
import { plainText } from '../plain-text.ts';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';
import { conceptMapSkeleton } from './concept-map-skeleton.ts';

interface Report {
  readonly timeline: Timeline;
  readonly assessment: Assessment;
  readonly faults: readonly Fault[];
  readonly complete: boolean;
}

/** For hospital IT, from a launch: how every resource was understood, and what nobody has mapped. */
export function MappingPage({ view }: { view: View }) {
  const words = useWords();
  const report = useReport(view);
  if (report === null) return <p className="opening">{words.say('app.loading')}</p>;
  const { timeline, assessment, faults } = report;
  const skeleton = conceptMapSkeleton(timeline.unmapped, `urn:site:${view.site.id}:codes`);
  return (
    <main className="it-page stack">
      <p>
        <a href="#patient">{words.say('it.back')}</a>
      </p>
      <h1>{words.say('mapping.title')}</h1>
      <p className="soft">{words.say('mapping.note')}</p>
      {!report.complete && <p className="notice">{words.say('mapping.failed')}</p>}
      <NotUsedRegion view={{ ...view, timeline, assessment, faults }} />
      <FactTable
        title={words.say('mapping.units')}
        columns={['not-used.concept', 'mapping.unit', 'not-used.unmapped.count']}
        rows={unknownUnits(faults).map(([concept, unit, n]) => [
          conceptName(words, view.codebook, concept),
          plainText(unit, 40),
          String(n),
        ])}
      />
      <h2>{words.say('mapping.skeleton')}</h2>
      <p className="small">{words.say('mapping.skeleton.note')}</p>
      <textarea
        readOnly
        rows={16}
        className="code"
        aria-label={words.say('mapping.skeleton')}
        value={JSON.stringify(skeleton, null, 2)}
      />
    </main>
  );
}

/** Reads the record once more, all laboratory results included, so that unmapped codes are seen. */
function useReport({ session, site, codebook, model }: View): Report | null {
  const [report, setReport] = useState<Report | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    void (async () => {
      const { signal } = stop;
      const options = { site, codebook, now: Date.now(), breadth: 'categories' as const, signal };
      const chart = await fetchChart(session, options);
      const timeline = readTimeline(chart.resources, { codebook, site, patient: session.patient });
      const assessment = assessTimeline(timeline, {
        codebook,
        model,
        site,
        moment: chart.cutOff,
        patient: session.patient,
        notLoaded: chart.notLoaded,
        void: chart.void,
      });
      const faults = [...chart.void, ...chart.faults, ...timeline.faults];
      const complete = chart.void.length + chart.notLoaded.length === 0;
      if (!signal.aborted) setReport({ timeline, assessment, faults, complete });
    })().catch(() => {
      // Aborted because the page was left.
    });
    return () => stop.abort();
  }, [session, site, codebook, model]);
  return report;
}

function unknownUnits(
  faults: readonly Fault[],
): readonly (readonly [concept: string, unit: string, n: number])[] {
  const counts = new Map<string, readonly [string, string, number]>();
  for (const fault of faults) {
    if (fault.kind !== 'unit-unknown') continue;
    const key = `${fault.concept} ${fault.unit}`;
    counts.set(key, [fault.concept, fault.unit, (counts.get(key)?.[2] ?? 0) + 1]);
  }
  return [...counts.values()].toSorted((a, b) => b[2] - a[2]);
}
