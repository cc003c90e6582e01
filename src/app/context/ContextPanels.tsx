import { useMemo } from 'react';
import { eventsAt } from '../../clinical/as-of.ts';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';
import { AnticoagulationPanel } from './AnticoagulationPanel.tsx';
import { GasesPanel } from './GasesPanel.tsx';
import { MarkersPanel } from './MarkersPanel.tsx';
import { MortalityPanel } from './MortalityPanel.tsx';

/** The panels that read the record: anticoagulation now, gases and pressure, published markers. */
export function ContextPanels({ view }: { view: View }) {
  const words = useWords();
  const { timeline, assessment } = view;
  const known = useMemo(() => eventsAt(timeline, assessment.moment), [timeline, assessment.moment]);
  const run = assessment.ecmo;
  return (
    <div className="panels">
      {run === null ? (
        <p className="soft panel wide">{words.say('context.no-run')}</p>
      ) : (
        <>
          <AnticoagulationPanel view={view} known={known} run={run} />
          <GasesPanel view={view} known={known} run={run} />
        </>
      )}
      <MortalityPanel model={view.model} />
      {run !== null && <MarkersPanel view={view} known={known} run={run} />}
    </div>
  );
}
