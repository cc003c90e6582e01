import { describe, expect, test } from 'vitest';
import { contrastOf, readColour } from '../../src/app/host-style/colour.ts';
import { pickHostStyle, type TokenName } from '../../src/app/host-style/pick-host-style.ts';

/** The page's own colours in its light and its dark scheme, as its style sheet has them. */
const LIGHT: Readonly<Record<TokenName, string>> = {
  paper: '#ffffff',
  sunken: '#f5f6f9',
  page: '#eef0f4',
  ink: '#14181f',
  'ink-soft': '#474f5c',
  'ink-faint': '#5d6673',
  accent: '#234a9c',
  'accent-ink': '#ffffff',
  'accent-soft': '#e5ebf8',
  entered: '#74308f',
  'band-deep': '#3a5fb0',
  'line-strong': '#8a93a1',
};
const DARK: Readonly<Record<TokenName, string>> = {
  paper: '#171b22',
  sunken: '#1e232c',
  page: '#0e1116',
  ink: '#eceef2',
  'ink-soft': '#b4bbc7',
  'ink-faint': '#9aa3b1',
  accent: '#a3bcff',
  'accent-ink': '#0e1116',
  'accent-soft': '#222c44',
  entered: '#d7a6ec',
  'band-deep': '#a3bcff',
  'line-strong': '#6d7787',
};

const inLight = (style: unknown) => pickHostStyle(style, (name) => readColour(LIGHT[name]));
const inDark = (style: unknown) => pickHostStyle(style, (name) => readColour(DARK[name]));

describe('a colour of a record system', () => {
  test.each([
    ['#fff', [255, 255, 255]],
    ['#0b5C7a', [11, 92, 122]],
    [' rgb(11, 92,122) ', [11, 92, 122]],
    ['rgb(256, 0, 0)', null],
    ['#ffff', null],
    ['#ffffff80', null],
    ['rgba(1, 2, 3, 0.5)', null],
    ['white', null],
    ['var(--x)', null],
    ['url(https://evil.example/x)', null],
    ['#fff;background:url(//evil.example)', null],
    [0xffffff, null],
    [['#fff'], null],
  ] as const)('%j is read as %j', (written, colour) => {
    expect(readColour(written)).toEqual(colour);
  });

  test.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#0000ff', '#ffffff', 8.59],
    ['#ff0000', '#00ff00', 2.91],
  ])('%s on %s has the contrast WebAIM prints', (one, other, contrast) => {
    const [a, b] = [readColour(one), readColour(other)];
    if (a === null || b === null) throw new Error('no colour');
    expect(contrastOf(a, b)).toBeCloseTo(contrast, 2);
  });
});

describe('what a page wears of a style', () => {
  const good = {
    color_background: '#ffffff',
    color_text: '#1d2733',
    color_highlight: '#0b5c7a',
    dim_border_radius: '4px',
    dim_font_size: '18px',
  };

  test('is background, text, highlight, corners and larger text', () => {
    expect(inLight(good)).toEqual({
      paper: 'rgb(255, 255, 255)',
      ink: 'rgb(29, 39, 51)',
      accent: 'rgb(11, 92, 122)',
      round: '4px',
      scale: '1.2',
    });
  });

  test('is the text without a background it could not be read on', () => {
    expect(inLight({ color_text: '#101010', color_background: '#121212' })).toEqual({
      ink: 'rgb(16, 16, 16)',
    });
  });

  test('is no colour of a light style in the dark', () => {
    expect(inDark(good)).toEqual({ round: '4px', scale: '1.2' });
  });

  test.each([
    ['a text too pale for the paper', { color_text: '#9a9a9a' }],
    ['a background our texts cannot be read on', { color_background: '#b0b8c4' }],
    ['a dark background under our dark text', { color_background: '#101010' }],
    ['a highlight that white cannot be read on', { color_highlight: '#7fb2ff' }],
    ['smaller text', { dim_font_size: '9px' }],
    ['text as large as the page', { dim_font_size: '400px' }],
    ['corners as large as the page', { dim_border_radius: '999px' }],
    ['another unit', { dim_border_radius: '2em', dim_font_size: 'calc(90px)' }],
    ['colours that mean good and bad', { color_success: '#007700', color_error: '#aa0000' }],
    ['fonts', { font_family_body: 'Comic Sans', font_family_heading: 'x; } * { display: none' }],
    ['keys nobody knows', { '--ink': '#fff', color: '#000', background: '#000' }],
    ['the prototype', JSON.parse('{"__proto__": {"color_text": "#1d2733"}}') as unknown],
    ['a list', [good]],
    ['a text', 'color_text: #000'],
    ['nothing', null],
  ])('is nothing of %s', (_, style) => {
    expect(inLight(style)).toEqual({});
  });
});
