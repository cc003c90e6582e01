import { useState } from 'react';
import type { View } from '../view.ts';

/** What makes an assessment another one: the reading, what was entered, and as of when. */
function runOf({ readAt, entries, chosen }: View): string {
  const entered = entries.map((entry) => JSON.stringify(entry)).toSorted();
  return JSON.stringify([readAt, chosen, entered]);
}

/**
 * `urn:uuid:…` of the assessment on screen: one for each reading with its entries,
 * and the same again when one comes back to it. So a repeat finds what was written,
 * and another assessment is never taken for it.
 */
export function useRunIdentifier(view: View): string {
  const [known] = useState(() => new Map<string, string>());
  const run = runOf(view);
  const identifier = known.get(run) ?? `urn:uuid:${crypto.randomUUID()}`;
  known.set(run, identifier);
  return identifier;
}
