import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';
import { PartBoundary } from './PartBoundary.tsx';
import { PartNotLoaded } from './part-not-loaded.ts';

/**
 * A part of the page whose code comes when it is first shown. While it is on its
 * way `waiting` stands in its place. If it does not come, for want of a network or
 * because the app was updated since the page was opened, that place says so and
 * offers another try; the rest of the page stands.
 */
export function onDemand<P extends object>(
  load: () => Promise<ComponentType<P>>,
): ComponentType<P & { readonly waiting?: ReactNode }> {
  const begin = () =>
    lazy(async () => {
      try {
        return { default: await load() };
      } catch (cause) {
        throw new PartNotLoaded('the code of a part of the page did not come', { cause });
      }
    }) as unknown as ComponentType<P>;
  let latest = begin();
  return function OnDemand({ waiting = <p className="soft">…</p>, ...props }) {
    const [Part, setPart] = useState(() => latest);
    const again = () => {
      latest = begin();
      setPart(() => latest);
    };
    return (
      <PartBoundary again={again}>
        <Suspense fallback={waiting}>
          <Part {...(props as unknown as P)} />
        </Suspense>
      </PartBoundary>
    );
  };
}
