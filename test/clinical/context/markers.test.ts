import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assessMarkers } from '../../../src/clinical/context/markers.ts';
import { readMarkers } from '../../../src/model/read-markers.ts';
import { context, platelets, run } from './known-events.ts';

const url = new URL('../../../src/model/documents/markers.json', import.meta.url);
const { value: document } = readMarkers('markers.json', JSON.parse(readFileSync(url, 'utf8')));
if (document === null) throw new Error('markers.json is not read');

describe('the published markers', () => {
  it('are all looked for, in order, each alone', () => {
    const found = assessMarkers(document, context([platelets(-1, 60)]));
    expect(found.map(({ marker }) => marker.id)).toEqual(document.markers.map(({ id }) => id));
    expect(found.find(({ marker }) => marker.id === 'le-guennec-platelets')?.state).toBe('present');
    expect(found.find(({ marker }) => marker.id === 'kasirajan-platelets')?.state).toBe('unknown');
  });

  it.each([
    ['VV', 'pmc11490057-platelets', 'same-mode'],
    ['VA', 'pmc11490057-platelets', 'other-mode'],
    ['unknown', 'pmc11490057-platelets', 'mode-unknown'],
    ['VV', 'kasirajan-platelets', 'mixed-modes'],
    ['unknown', 'kasirajan-platelets', 'mixed-modes'],
    ['ECPR', 'shou-pao2', 'same-mode'],
  ] as const)('on %s, %s is of %s', (mode, id, applies) => {
    const found = assessMarkers(document, context([], { run: run({ mode }) }));
    expect(found.find(({ marker }) => marker.id === id)?.applies).toBe(applies);
  });

  it('are findings, not treatments: nothing given is among them', () => {
    expect(document.markers.filter(({ rule }) => rule.look === 'exposed')).toEqual([]);
  });

  it('name a concept that exists, in its canonical unit', () => {
    const folder = new URL('../../../fhir-mappings/', import.meta.url);
    for (const { id, rule } of document.markers) {
      if (!('threshold' in rule)) continue;
      const concept = rule.look === 'fall' ? 'paco2' : rule.concept;
      const text = readFileSync(new URL(`${concept}.valueset.json`, folder), 'utf8');
      const unit = /"url": "unit",\s*"valueCode": "([^"]+)"/.exec(text)?.[1];
      const expected = rule.look === 'fall' && rule.measure === 'relative' ? '1' : unit;
      expect([id, rule.threshold.unit]).toEqual([id, expected]);
    }
  });
});
