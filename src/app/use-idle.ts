import { useEffect, useRef } from 'react';

/** Signs of a person at the screen. */
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'pointermove'] as const;

/**
 * Calls back once nobody has touched the page for some minutes, sleep of the
 * computer included.
 *
 * @param minutes null while there is nothing to protect
 */
export function useIdle(minutes: number | null, onIdle: () => void): void {
  const callback = useRef(onIdle);
  useEffect(() => {
    callback.current = onIdle;
  });
  useEffect(() => {
    if (minutes === null) return;
    let last = Date.now();
    const touch = () => {
      last = Date.now();
    };
    const look = () => {
      if (Date.now() - last >= minutes * 60_000) callback.current();
    };
    const timer = setInterval(look, 5_000);
    document.addEventListener('visibilitychange', look);
    for (const sign of SIGNS) window.addEventListener(sign, touch, { passive: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      for (const sign of SIGNS) window.removeEventListener(sign, touch);
    };
  }, [minutes]);
}
