import { contrastOf, cssColour, readColour, type Colour } from './colour.ts';

/** Tokens of the page whose colours a style has to get along with. */
export type TokenName =
  | 'paper'
  | 'sunken'
  | 'page'
  | 'ink'
  | 'ink-soft'
  | 'ink-faint'
  | 'accent'
  | 'accent-ink'
  | 'accent-soft'
  | 'entered'
  | 'band-deep'
  | 'line-strong';

/** What a record system may set: colours of one scheme, corners, and a factor of all text, as CSS made from checked numbers. */
export type HostStyle = Readonly<
  Partial<Record<'paper' | 'ink' | 'accent' | 'round' | 'scale', string>>
>;

const READABLE = 4.5;
const VISIBLE = 3;

/** Corners in CSS pixels, and the size of running text, which a style may only enlarge. */
const ROUND = [0, 16] as const;
const TEXT = [15, 20] as const;

/**
 * What of a record system's style this page takes on, in its present scheme:
 * background, text and highlight colour where every text stays readable (4.5:1)
 * and every mark visible (3:1) on it, rounder corners, larger text. Colours for
 * success and error are never taken, because none here means safe or dangerous;
 * nor are fonts, images or names of colours.
 *
 * @param json the style as it came; anything not understood is passed over
 * @param token the colour of a token of the page's own
 * @source SMART App Launch 2.2, 2.0.10.1; WCAG 2.2, 1.4.3 and 1.4.11
 */
export function pickHostStyle(json: unknown, token: (name: TokenName) => Colour | null): HostStyle {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return {};
  const said = (key: string): unknown =>
    Object.hasOwn(json, key) ? (json as Readonly<Record<string, unknown>>)[key] : undefined;
  const own = (name: TokenName, ...others: TokenName[]) =>
    [name, ...others].map((one) => token(one));
  const picked: { -readonly [Name in keyof HostStyle]: string } = {};

  const text = readColour(said('color_text'));
  const background = readColour(said('color_background'));
  const inkOn = (paper: Colour | null) =>
    text !== null && allAtLeast(READABLE, text, [paper, ...own('sunken', 'page', 'accent-soft')]);
  const carries = (paper: Colour, ink: Colour | null) =>
    allAtLeast(READABLE, paper, [ink, ...own('ink-soft', 'ink-faint', 'accent', 'entered')]) &&
    allAtLeast(VISIBLE, paper, own('band-deep', 'line-strong'));
  const ink = inkOn(background ?? token('paper')) || inkOn(token('paper')) ? text : null;
  const paper =
    background !== null &&
    carries(background, ink ?? token('ink')) &&
    (ink === null || inkOn(background))
      ? background
      : null;
  if (paper !== null) picked.paper = cssColour(paper);
  if (ink !== null && inkOn(paper ?? token('paper'))) picked.ink = cssColour(ink);

  const accent = readColour(said('color_highlight'));
  if (
    accent !== null &&
    allAtLeast(READABLE, accent, [
      paper ?? token('paper'),
      ...own('sunken', 'page', 'accent-ink', 'accent-soft'),
    ])
  ) {
    picked.accent = cssColour(accent);
  }
  const round = readPixels(said('dim_border_radius'), ROUND);
  if (round !== null) picked.round = `${round}px`;
  const size = readPixels(said('dim_font_size'), TEXT);
  if (size !== null) picked.scale = String(Math.round((size / TEXT[0]) * 1000) / 1000);
  return picked;
}

function allAtLeast(least: number, one: Colour, others: readonly (Colour | null)[]): boolean {
  return others.every((other) => other !== null && contrastOf(one, other) >= least);
}

/** A number of CSS pixels within limits, as `4px`; null for anything else. */
function readPixels(written: unknown, [least, most]: readonly [number, number]): number | null {
  const found = typeof written === 'string' ? /^(\d{1,3}(?:\.\d{1,3})?)px$/.exec(written) : null;
  const pixels = Number(found?.[1] ?? Number.NaN);
  return pixels >= least && pixels <= most ? pixels : null;
}
