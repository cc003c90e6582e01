import { lazy, Suspense } from 'react';
import { createPortal } from 'react-dom';
import { AboutRegion } from './about/AboutRegion.tsx';
import { ContextRegion } from './context/ContextRegion.tsx';
import { EarlierRegion, type Earlier } from './earlier/EarlierRegion.tsx';
import { NotUsedRegion } from './not-used/NotUsedRegion.tsx';
import { WriteRegion } from './record/WriteRegion.tsx';
import type { View } from './view.ts';
import { WhatIfRegion } from './what-if/WhatIfRegion.tsx';

/** Without its code, paper is the page as it stands. */
const Paper = lazy(async () => {
  try {
    return { default: (await import('./sheet/Paper.tsx')).Paper };
  } catch {
    return { default: () => null };
  }
});

/** Regions 6 to 11: below the first screen, so their code comes after it. */
export function RegionsBelow(props: {
  readonly view: View;
  readonly earlier: Earlier;
  readonly readEarlier: () => void;
  /** Whether the data are older than the site trusts them, or the session has ended. */
  readonly stale: boolean;
}) {
  const { view, earlier } = props;
  return (
    <>
      <WhatIfRegion key={`${view.readAt} ${view.assessment.moment}`} view={view} />
      <ContextRegion view={view} />
      <EarlierRegion earlier={earlier} session={view.session} changed={props.readEarlier} />
      <WriteRegion view={view} written={props.readEarlier} />
      <NotUsedRegion view={view} />
      <AboutRegion view={view} />
      {createPortal(
        <Suspense fallback={null}>
          <Paper view={view} earlier={earlier} stale={props.stale} />
        </Suspense>,
        document.body,
      )}
    </>
  );
}
