import { useEffect, useState } from 'react';
import { readPalette, type Palette } from './palette.ts';

/** The plots' colours, read anew when the scheme, the contrast or the reader's own colours change. */
export function usePalette(): Palette {
  const [palette, setPalette] = useState(readPalette);
  useEffect(() => {
    const queries = [
      '(prefers-color-scheme: dark)',
      '(prefers-contrast: more)',
      '(forced-colors: active)',
    ].map((query) => window.matchMedia(query));
    const read = () => setPalette(readPalette());
    for (const query of queries) query.addEventListener('change', read);
    return () => {
      for (const query of queries) query.removeEventListener('change', read);
    };
  }, []);
  return palette;
}
