import { onDemand } from '../on-demand.tsx';
import { Region } from '../Region.tsx';
import type { View } from '../view.ts';
import { useWords } from '../words/use-words.ts';
import { useRunIdentifier } from './use-run-identifier.ts';

const WriteSteps = onDemand(async () => (await import('./WriteSteps.tsx')).WriteSteps);
const CopyText = onDemand(async () => (await import('./CopyText.tsx')).CopyText);

/** Region 9: preview, confirm with identity, write, read back; or a text to copy. */
export function WriteRegion({ view, written }: { view: View; written: () => void }) {
  const words = useWords();
  const identifier = useRunIdentifier(view);
  const reason =
    view.assessment.risk === null ? 'write.no-risk' : view.chosen !== null ? 'write.past' : null;
  return (
    <Region name="write" reading={false}>
      <div className="stack">
        {!view.site.writeBack.enabled ? (
          <p className="soft">{words.say('write.off')}</p>
        ) : view.pending.length > 0 ? (
          <p className="soft">{words.say('page.pending.write')}</p>
        ) : reason === null ? (
          <WriteSteps key={identifier} view={view} identifier={identifier} written={written} />
        ) : (
          <p className="soft">{words.say(reason)}</p>
        )}
        <CopyText view={view} identifier={identifier} />
      </div>
    </Region>
  );
}
