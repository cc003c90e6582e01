import type { Narrative } from 'fhir/r4';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Paragraphs as the XHTML a resource carries for people; the text is escaped. */
export function toNarrative(paragraphs: readonly string[]): Narrative {
  const body = paragraphs
    .map((text) => `<p>${text.replace(/[&<>"]/g, (found) => entities[found] ?? '')}</p>`)
    .join('');
  return { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${body}</div>` };
}
