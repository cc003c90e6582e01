import { useEffect } from 'react';
import { useNow } from './use-now.ts';
import type { View } from './view.ts';

/**
 * Whether the reading is older than the site trusts it. Coming back to a stale
 * page reads the record again.
 *
 * @param reload null while the record cannot or need not be read
 */
export function useFreshness(view: View, reload: (() => void) | null): boolean {
  const now = useNow();
  const limit = view.site.writeBack.staleAfterMinutes * 60_000;
  const stale = now - view.readAt > limit;
  useEffect(() => {
    if (reload === null) return;
    const look = () => {
      if (document.visibilityState === 'visible' && Date.now() - view.readAt > limit) reload();
    };
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [reload, view.readAt, limit]);
  return stale;
}
