import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

/** What goes on paper: the one page of the patient, or everything about the model. */
export type Paper = 'patient' | 'model';

/** What is being printed, and since when by this computer's clock, milliseconds since 1970 UTC. */
export interface Printed {
  readonly what: Paper;
  readonly at: number;
}

let asked: Paper = 'patient';
let printed: Printed | null = null;

/** Opens the browser's print dialogue for one of the two. */
export function print(what: Paper): void {
  asked = what;
  window.print();
}

/** What is being printed at this moment; null on the screen. The page changes before the browser takes its picture. */
export function usePrinted(): Printed | null {
  return useSyncExternalStore(subscribe, () => printed);
}

function subscribe(changed: () => void): () => void {
  const before = () => {
    printed = { what: asked, at: Date.now() };
    flushSync(changed);
  };
  const after = () => {
    printed = null;
    asked = 'patient';
    changed();
  };
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}
