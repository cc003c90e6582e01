import type { Interval } from '../metrics/interval.ts';
import { escape } from './svg.ts';

/** A number for print; a dash for what could not be had. */
export function digits(value: number | null | undefined, decimals = 2): string {
  return value === null || value === undefined || !Number.isFinite(value)
    ? '–'
    : value
        .toFixed(decimals)
        .replace(/^-(?=[0.]*$)/, '')
        .replace('-', '−');
}

/** A number with its interval. */
export function withInterval(
  value: number | null,
  interval: Interval | null,
  decimals = 2,
): string {
  if (value === null) return '–';
  const range = interval
    ? ` (${digits(interval.low, decimals)} to ${digits(interval.high, decimals)})`
    : '';
  return `${digits(value, decimals)}${range}`;
}

const isNumber = (text: string): boolean =>
  /^(–|[−<]?[\d.,/ ]+( %)?( to −?[\d.]+)?( \(.*\))?)$/.test(text);

function cell(tag: 'th' | 'td', text: string, right: boolean): string {
  return `<${tag}${right ? ' class="number"' : ''}>${escape(text)}</${tag}>`;
}

/** A table; numbers, with their intervals, stand to the right, and so do the heads of their columns. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const right = head.map(
    (_, column) => rows.length > 0 && rows.every((row) => isNumber(row[column] ?? '')),
  );
  return (
    `<div class="wide"><table><thead><tr>${head.map((text, column) => cell('th', text, right[column]!)).join('')}</tr></thead>` +
    `<tbody>${rows.map((row) => `<tr>${row.map((text) => cell('td', text, isNumber(text))).join('')}</tr>`).join('')}</tbody></table></div>`
  );
}

/** A paragraph. */
export function paragraph(text: string, kind = ''): string {
  return `<p${kind ? ` class="${kind}"` : ''}>${escape(text)}</p>`;
}

/** A section with its heading. */
export function section(title: string, ...parts: readonly string[]): string {
  return `<section><h2>${escape(title)}</h2>${parts.join('')}</section>`;
}
