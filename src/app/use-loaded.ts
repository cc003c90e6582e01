import { useEffect, useState } from 'react';

/**
 * What a promise gave; null while it is on its way. Unlike a lazy component it
 * never shows a fallback for what has come already, which React would then keep
 * on screen for 300 ms.
 *
 * @throws in the render, for the error boundary, what the promise was rejected with
 */
export function useLoaded<T extends object>(coming: Promise<T>): T | null {
  const [state, setState] = useState<{ value: T } | { reason: unknown } | null>(null);
  useEffect(() => {
    let current = true;
    coming.then(
      (value) => current && setState({ value }),
      (reason: unknown) => current && setState({ reason }),
    );
    return () => {
      current = false;
    };
  }, [coming]);
  if (state === null) return null;
  if ('reason' in state) throw state.reason;
  return state.value;
}
