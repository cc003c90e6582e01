import { onDemand } from '../on-demand.tsx';
import { Region } from '../Region.tsx';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';

const ContextPanels = onDemand(async () => (await import('./ContextPanels.tsx')).ContextPanels);

/** Region 7: what stands beside the risk and never in it. */
export function ContextRegion({ view }: { view: View }) {
  const words = useWords();
  const waiting = <p className="soft context-room">{words.say('app.loading')}</p>;
  return (
    <Region name="context">
      {view.pending.length > 0 ? waiting : <ContextPanels waiting={waiting} view={view} />}
    </Region>
  );
}
