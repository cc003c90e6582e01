import { fetchStyle } from '../../fhir/fetch-style.ts';
import { browserTransport } from '../../fhir/transport.ts';
import type { Session } from '../../fhir/context.ts';
import { readColour } from './colour.ts';
import { pickHostStyle } from './pick-host-style.ts';

const PROPERTIES = [
  '--host-paper',
  '--host-ink',
  '--host-accent',
  '--host-round',
  '--host-scale',
] as const;

/**
 * Fetches the record system's style and puts on what of it this page takes,
 * anew whenever the colour scheme changes. Without one, or with one that is not
 * fit, the page keeps its own look and says nothing.
 *
 * @returns takes the style off again
 */
export async function wearHostStyle(session: Session): Promise<() => void> {
  const json = await fetchStyle(session, browserTransport());
  const root = document.documentElement;
  const undress = () => {
    for (const property of PROPERTIES) root.style.removeProperty(property);
  };
  if (json === null) return undress;
  const wear = () => {
    undress();
    const own = getComputedStyle(root);
    const picked = pickHostStyle(json, (name) => readColour(own.getPropertyValue(`--${name}`)));
    for (const property of PROPERTIES) {
      const value = picked[property];
      if (value !== undefined) root.style.setProperty(property, value);
    }
  };
  wear();
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', wear);
  return () => {
    scheme.removeEventListener('change', wear);
    undress();
  };
}
