/** Text made safe for HTML and SVG. */
export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

const written = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : escape(value);

/** One element; numbers are rounded to hundredths, which no eye can tell. */
export function element(
  name: string,
  attributes: Attributes,
  ...children: readonly string[]
): string {
  const list = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${written(value!)}"`)
    .join('');
  return children.length === 0
    ? `<${name}${list}/>`
    : `<${name}${list}>${children.join('')}</${name}>`;
}

/** A text at a place. */
export function label(x: number, y: number, text: string, attributes: Attributes = {}): string {
  return element('text', { x, y, ...attributes }, escape(text));
}

/** A path through points; those that are not finite break it. */
export function path(
  points: readonly (readonly [number, number])[],
  attributes: Attributes,
): string {
  let pen = 'M';
  const d = points
    .map(([x, y]) => {
      if (!Number.isFinite(x) || !Number.isFinite(y)) {
        pen = 'M';
        return '';
      }
      const move = `${pen}${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}`;
      pen = 'L';
      return move;
    })
    .join('');
  return element('path', { d, fill: 'none', ...attributes });
}

/**
 * A figure with a title that screen readers say, and its caption.
 *
 * @param describe what the figure shows, in one sentence
 */
export function figure(
  width: number,
  height: number,
  describe: string,
  caption: string,
  ...children: readonly string[]
): string {
  const drawing = element(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': describe, width, height },
    ...children,
  );
  return `<figure>${drawing}<figcaption>${escape(caption)}</figcaption></figure>`;
}
