import { useEffect, useRef } from 'react';
import { fetchFile } from './opening/fetch-file.ts';

/** Milliseconds between two looks while the page stays in view. */
const PERIOD = 60_000;

/**
 * Calls back with whom to ask once the hospital has switched the app off: looked
 * at when the page comes back into view and every minute while it is open. A host
 * that does not answer switches nothing off.
 *
 * @param isWatching false while there is nothing to close
 */
export function useKillSwitch(isWatching: boolean, onOff: (contact: string) => void): void {
  const callback = useRef(onOff);
  useEffect(() => {
    callback.current = onOff;
  });
  useEffect(() => {
    if (!isWatching) return;
    let current = true;
    const look = async (): Promise<void> => {
      const { json } = await fetchFile('site/site.json');
      const site = (json ?? {}) as { readonly enabled?: unknown; readonly contact?: unknown };
      if (current && site.enabled === false) callback.current(String(site.contact ?? ''));
    };
    const lookAgain = () => {
      if (document.visibilityState === 'visible') void look();
    };
    const timer = setInterval(() => void look(), PERIOD);
    window.addEventListener('focus', lookAgain);
    document.addEventListener('visibilitychange', lookAgain);
    return () => {
      current = false;
      clearInterval(timer);
      window.removeEventListener('focus', lookAgain);
      document.removeEventListener('visibilitychange', lookAgain);
    };
  }, [isWatching]);
}
