import { fetchStyle } from '../../fhir/fetch-style.ts';
import { browserTransport } from '../../fhir/transport.ts';
import type { Session } from '../../fhir/context.ts';
import { readColour } from './colour.ts';
import { pickHostStyle } from './pick-host-style.ts';

const COLOURS = ['paper', 'ink', 'accent'] as const;
const SIZES = ['round', 'scale'] as const;

/**
 * Fetches the record system's style and puts on what of it this page takes. A
 * colour is checked against the page's own in the scheme it is worn in, and is
 * worn in that scheme only, so that a change of scheme never shows a pair nobody
 * checked. Without a style, or with one that is not fit, the page keeps its own
 * look and says nothing.
 *
 * @returns takes the style off again
 */
export async function wearHostStyle(session: Session): Promise<() => void> {
  const json = await fetchStyle(session, browserTransport());
  if (json === null) return () => {};
  const { style } = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const worn = new Set<string>();
  const put = (property: string, value: string | undefined) => {
    if (value === undefined) return;
    style.setProperty(property, value);
    worn.add(property);
  };
  const wear = () => {
    const scheme = dark.matches ? 'dark' : 'light';
    for (const name of COLOURS) style.removeProperty(`--host-${scheme}-${name}`);
    const own = getComputedStyle(document.documentElement);
    const picked = pickHostStyle(json, (name) => readColour(own.getPropertyValue(`--${name}`)));
    for (const name of COLOURS) put(`--host-${scheme}-${name}`, picked[name]);
    for (const name of SIZES) put(`--host-${name}`, picked[name]);
  };
  wear();
  dark.addEventListener('change', wear);
  return () => {
    dark.removeEventListener('change', wear);
    for (const property of worn) style.removeProperty(property);
  };
}
