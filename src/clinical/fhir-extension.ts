import { isObject, type Shape } from './json-shape.ts';

/** One extension with its place in the file. */
export interface Extension {
  readonly value: Record<string, unknown>;
  readonly place: string;
}

/** All extensions of an element with that url, in order. */
export function extensionsOf(
  element: Record<string, unknown>,
  url: string,
  place: string,
  shape: Shape,
): readonly Extension[] {
  const path = place === '' ? 'extension' : `${place}.extension`;
  const found: Extension[] = [];
  for (const [index, each] of shape.list(element['extension'], path).entries()) {
    if (isObject(each) && each['url'] === url)
      found.push({ value: each, place: `${path}[${index}]` });
  }
  return found;
}

/** The code or text of a part of a complex extension; null and a problem when it is missing and required. */
export function partText(
  extension: Extension,
  url: string,
  shape: Shape,
  required: boolean,
): string | null {
  const [part] = extensionsOf(extension.value, url, extension.place, shape);
  if (part === undefined) return required ? shape.wrong(extension.place, `${url} missing`) : null;
  return shape.text(part.value['valueCode'] ?? part.value['valueString'], part.place);
}

/** The number of a part of a complex extension. */
export function partNumber(extension: Extension, url: string, shape: Shape): number | null {
  const [part] = extensionsOf(extension.value, url, extension.place, shape);
  if (part === undefined) return shape.wrong(extension.place, `${url} missing`);
  return shape.number(part.value['valueDecimal'], `${part.place}.valueDecimal`);
}

/** The two ends of a part that is a Range; absent gives null without a problem. */
export function partRange(
  extension: Extension,
  url: string,
  shape: Shape,
): readonly [number, number] | null {
  const [part] = extensionsOf(extension.value, url, extension.place, shape);
  if (part === undefined) return null;
  const place = `${part.place}.valueRange`;
  const range = shape.object(part.value['valueRange'], place);
  const low = shape.object(range?.['low'], `${place}.low`);
  const high = shape.object(range?.['high'], `${place}.high`);
  const least = shape.number(low?.['value'], `${place}.low.value`);
  const most = shape.number(high?.['value'], `${place}.high.value`);
  if (least === null || most === null) return null;
  if (least >= most) return shape.wrong(place, 'low is not below high');
  return [least, most];
}
