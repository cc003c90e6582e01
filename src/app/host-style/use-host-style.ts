import { useEffect } from 'react';
import type { Session } from '../../fhir/context.ts';

/** Wears the record system's style for as long as its patient is shown. */
export function useHostStyle(session: Session): void {
  useEffect(() => {
    if (session.styleUrl === undefined) return;
    let current = true;
    let undress = () => {};
    void (async () => {
      try {
        const { wearHostStyle } = await import('./wear-host-style.ts');
        const off = current ? await wearHostStyle(session) : () => {};
        if (current) undress = off;
        else off();
      } catch {
        // The page's own look is always good enough.
      }
    })();
    return () => {
      current = false;
      undress();
    };
  }, [session]);
}
