import { useSyncExternalStore, type ReactNode } from 'react';
import { flushSync } from 'react-dom';

/** What is being printed, and since when by this computer's clock, milliseconds since 1970 UTC. */
export interface Printed {
  /** What stands on the paper in place of the patient's page. */
  readonly other: ReactNode;
  readonly at: number;
}

let asked: ReactNode = null;
let printed: Printed | null = null;

/** Opens the browser's print dialogue for the one page of the patient, or for something else. */
export function print(other: ReactNode = null): void {
  asked = other;
  window.print();
}

/** What is being printed at this moment; null on the screen. The page changes before the browser takes its picture. */
export function usePrinted(): Printed | null {
  return useSyncExternalStore(subscribe, () => printed);
}

function subscribe(changed: () => void): () => void {
  const before = () => {
    printed = { other: asked, at: Date.now() };
    flushSync(changed);
  };
  const after = () => {
    printed = null;
    asked = null;
    changed();
  };
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}
