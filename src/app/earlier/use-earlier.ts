import { useCallback, useEffect, useRef, useState } from 'react';
import type { Session } from '../../fhir/context.ts';
import type { Earlier } from './EarlierRegion.tsx';

/** Reads the earlier assessments of the session's patient, and again when asked. */
export function useEarlier(session: Session): readonly [Earlier, () => void] {
  const [earlier, setEarlier] = useState<Earlier>({ state: 'loading' });
  const latest = useRef(0);
  const read = useCallback(async () => {
    const mine = ++latest.current;
    const found = await readEarlier(session);
    if (mine === latest.current) setEarlier(found);
  }, [session]);
  useEffect(() => {
    void read();
    return () => {
      latest.current += 1;
    };
  }, [read]);
  return [earlier, () => void read()];
}

async function readEarlier(session: Session): Promise<Earlier> {
  try {
    const { fetchEarlier } = await import('../../fhir/record/earlier.ts');
    const { value, faults } = await fetchEarlier(session);
    const [fault] = faults;
    if (fault === undefined) return { state: 'read', list: value };
    const denied = fault.kind === 'not-permitted' || fault.kind === 'not-offered';
    return { state: denied ? 'not-permitted' : 'not-loaded' };
  } catch {
    return { state: 'not-loaded' };
  }
}
