/** Red, green and blue, each 0 to 255, nothing transparent. */
export type Colour = readonly [red: number, green: number, blue: number];

/** A colour as `#rgb`, `#rrggbb` or `rgb(r, g, b)`; null for anything else, names and transparency included. */
export function readColour(written: unknown): Colour | null {
  if (typeof written !== 'string' || written.length > 40) return null;
  const text = written.trim().toLowerCase();
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
  const long = short ?? /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(text);
  if (long !== null) {
    const part = (at: number) => parseInt((long[at] ?? '').padStart(2, long[at]), 16);
    return [part(1), part(2), part(3)];
  }
  const rgb = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(text);
  if (rgb === null) return null;
  const parts: Colour = [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])];
  return parts.every((part) => part <= 255) ? parts : null;
}

/** The colour as CSS, made anew from its numbers. */
export function cssColour([red, green, blue]: Colour): string {
  return `rgb(${red}, ${green}, ${blue})`;
}

/**
 * Contrast of two colours, 1 to 21: (L1 + 0.05) / (L2 + 0.05) of their relative luminances.
 * @source WCAG 2.2, contrast ratio and relative luminance
 */
export function contrastOf(one: Colour, other: Colour): number {
  const [light, dark] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminanceOf(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
