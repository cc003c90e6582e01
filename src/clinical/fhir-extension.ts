import { isObject } from '../model/json-shape.ts';
import type { JsonReader } from './json-reader.ts';

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
  reader: JsonReader,
): readonly Extension[] {
  const path = place === '' ? 'extension' : `${place}.extension`;
  const found: Extension[] = [];
  for (const [index, each] of reader.list(element['extension'], path).entries()) {
    if (isObject(each) && each['url'] === url)
      found.push({ value: each, place: `${path}[${index}]` });
  }
  return found;
}

/** The code or text of a part of a complex extension; null and a problem when it is missing and required. */
export function partText(
  extension: Extension,
  url: string,
  reader: JsonReader,
  required: boolean,
): string | null {
  const [part] = extensionsOf(extension.value, url, extension.place, reader);
  if (part === undefined) return required ? reader.wrong(extension.place, `${url} missing`) : null;
  return reader.text(part.value['valueCode'] ?? part.value['valueString'], part.place);
}

/** The codes or texts of a part that may repeat. */
export function partTexts(
  extension: Extension,
  url: string,
  reader: JsonReader,
): readonly string[] {
  return extensionsOf(extension.value, url, extension.place, reader)
    .map((part) => reader.text(part.value['valueCode'] ?? part.value['valueString'], part.place))
    .filter((each) => each !== null);
}

/** The number of a part of a complex extension. */
export function partNumber(extension: Extension, url: string, reader: JsonReader): number | null {
  const [part] = extensionsOf(extension.value, url, extension.place, reader);
  if (part === undefined) return reader.wrong(extension.place, `${url} missing`);
  return reader.number(part.value['valueDecimal'], `${part.place}.valueDecimal`);
}

/** The two ends of a part that is a Range; absent gives null without a problem. */
export function partRange(
  extension: Extension,
  url: string,
  reader: JsonReader,
): readonly [number, number] | null {
  const [part] = extensionsOf(extension.value, url, extension.place, reader);
  if (part === undefined) return null;
  const place = `${part.place}.valueRange`;
  const range = reader.object(part.value['valueRange'], place);
  const low = reader.object(range?.['low'], `${place}.low`);
  const high = reader.object(range?.['high'], `${place}.high`);
  const least = reader.number(low?.['value'], `${place}.low.value`);
  const most = reader.number(high?.['value'], `${place}.high.value`);
  if (least === null || most === null) return null;
  if (least >= most) return reader.wrong(place, 'low is not below high');
  return [least, most];
}
