/** Colours the plots draw with, from the page's own tokens. */
export interface Palette {
  readonly ink: string;
  readonly soft: string;
  readonly faint: string;
  readonly line: string;
  readonly strong: string;
  readonly paper: string;
  readonly sunken: string;
  readonly accent: string;
  readonly band: string;
  readonly bandDeep: string;
  readonly second: string;
  readonly secondSoft: string;
  readonly target: string;
  readonly font: string;
}

/** Reads the tokens as they stand for the present scheme and contrast. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim() || 'CanvasText';
  return {
    ink: token('ink'),
    soft: token('ink-soft'),
    faint: token('ink-faint'),
    line: token('line'),
    strong: token('line-strong'),
    paper: token('paper'),
    sunken: token('sunken'),
    accent: token('accent'),
    band: token('band'),
    bandDeep: token('band-deep'),
    second: token('second'),
    secondSoft: token('second-soft'),
    target: token('target-band'),
    font: `11px ${style.getPropertyValue('--sans').trim() || 'sans-serif'}`,
  };
}
