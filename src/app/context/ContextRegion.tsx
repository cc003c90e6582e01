import { lazy, Suspense } from 'react';
import { Region } from '../Region.tsx';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';

const Panels = lazy(async () => ({ default: (await import('./ContextPanels.tsx')).ContextPanels }));

/** Region 7: what stands beside the risk and never in it. */
export function ContextRegion({ view }: { view: View }) {
  const words = useWords();
  return (
    <Region name="context">
      {view.pending.length > 0 ? (
        <p className="soft context-room">{words.say('app.loading')}</p>
      ) : (
        <Suspense fallback={<p className="soft context-room">{words.say('app.loading')}</p>}>
          <Panels view={view} />
        </Suspense>
      )}
    </Region>
  );
}
