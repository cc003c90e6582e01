import { useEffect, useState } from 'react';
import { readPalette, type Palette } from './palette.ts';

/** The plots' colours, read anew when the scheme or the contrast changes. */
export function usePalette(): Palette {
  const [palette, setPalette] = useState(readPalette);
  useEffect(() => {
    const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', 'print'].map(
      (query) => window.matchMedia(query),
    );
    const read = () => setPalette(readPalette());
    for (const query of queries) query.addEventListener('change', read);
    return () => {
      for (const query of queries) query.removeEventListener('change', read);
    };
  }, []);
  return palette;
}
