import { useCallback, useEffect, useState } from 'react';
import type { Session } from '../../fhir/context.ts';
import type { Earlier } from './EarlierRegion.tsx';

/** Reads the earlier assessments of the session's patient, and again when asked. */
export function useEarlier(session: Session): readonly [Earlier, () => void] {
  const [earlier, setEarlier] = useState<Earlier>({ state: 'loading' });
  const [asked, ask] = useState(0);
  useEffect(() => {
    let current = true;
    void (async () => {
      const { fetchEarlier } = await import('../../fhir/record/earlier.ts');
      const { value, faults } = await fetchEarlier(session);
      if (!current) return;
      const [fault] = faults;
      if (fault === undefined) setEarlier({ state: 'read', list: value });
      else {
        const denied = fault.kind === 'not-permitted' || fault.kind === 'not-offered';
        setEarlier({ state: denied ? 'not-permitted' : 'not-loaded' });
      }
    })().catch(() => current && setEarlier({ state: 'not-loaded' }));
    return () => {
      current = false;
    };
  }, [session, asked]);
  const again = useCallback(() => ask((n) => n + 1), []);
  return [earlier, again];
}
