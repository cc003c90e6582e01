import { useEffect } from 'react';
import { onDemand } from './on-demand.tsx';
import { ClosedPage } from './opening/ClosedPage.tsx';
import type { FirstFiles } from './opening/fetch-file.ts';
import { LoadingPage } from './opening/LoadingPage.tsx';
import { useAssessment } from './use-assessment.ts';
import { useHash } from './use-hash.ts';
import { useIdle } from './use-idle.ts';
import { useKillSwitch } from './use-kill-switch.ts';
import { useLoaded } from './use-loaded.ts';
import { WordsContext } from './words/use-words.ts';

const loadPage = import('./Page.tsx');

const MappingPage = onDemand(
  async () => (await import('./hospital-it/MappingPage.tsx')).MappingPage,
);

/** The whole page: what it shows depends on the stage and nothing else. */
export function App({ files }: { readonly files: FirstFiles }) {
  const { stage, actions } = useAssessment(files);
  const ready = useLoaded(loadPage);
  const hash = useHash();
  const minutes = stage.name === 'ready' ? stage.view.site.idleLockMinutes : null;
  useIdle(minutes, () => actions.end({ kind: 'locked', minutes: minutes ?? 0 }));
  useKillSwitch(stage.name === 'ready', (contact) => actions.end({ kind: 'disabled', contact }));
  const language = stage.name === 'opening' ? 'en' : (stage.words?.language ?? 'en');
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  if (stage.name === 'opening') return <LoadingPage progress={null} />;
  if (stage.name === 'closed') {
    const page = <ClosedPage closed={stage.closed} />;
    return stage.words === null ? page : <WordsContext value={stage.words}>{page}</WordsContext>;
  }
  return (
    <WordsContext value={stage.words}>
      {stage.name === 'loading' ? (
        <LoadingPage progress={stage.progress} />
      ) : hash === 'mapping' ? (
        <MappingPage waiting={<LoadingPage progress={[]} />} view={stage.view} />
      ) : ready === null ? (
        <LoadingPage progress={[]} />
      ) : (
        <ready.Page
          view={stage.view}
          actions={actions}
          progress={stage.progress}
          frozen={stage.frozen}
        />
      )}
    </WordsContext>
  );
}
