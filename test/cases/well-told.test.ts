import { describe, expect, test } from 'vitest';
import { readTimeline } from '../../src/clinical/read-timeline.ts';
import type { Site } from '../../src/clinical/site.ts';
import { list } from '../../src/model/json-shape.ts';
import { codebookOf, siteNamed } from '../clinical/site-setup.ts';
import { readCases, resourcesOf } from './case.ts';
import { event, fault, setAside } from './timeline-shape.ts';

const codebooks = new Map(['default', 'sandbox'].map((id) => [id, codebookOf(siteNamed(id))]));

describe('all that is read from a record is told in known words, with its source and its concept', () => {
  test.each(readCases())('%s', (_, each) => {
    const id = each.siteId ?? 'default';
    const codebook = codebooks.get(id);
    if (codebook === undefined) throw new Error(`unknown site: ${id}`);
    const site = { ...siteNamed(id), ...each.site } as Site;
    const resources = resourcesOf(each);
    const { patient } = each;
    const timeline = readTimeline(resources, {
      codebook,
      site,
      ...(patient === undefined ? {} : { patient }),
    });
    const wrong: string[] = [];
    const tell = (place: string, problem: string) => wrong.push(`${place}: ${problem}`);
    list(event)(timeline.events, 'events', tell);
    list(setAside)(timeline.setAside, 'setAside', tell);
    list(fault)(timeline.faults, 'faults', tell);
    expect(wrong).toEqual([]);
    for (const { concept } of [...timeline.events, ...timeline.setAside]) {
      expect(codebook.concepts.has(concept), concept).toBe(true);
    }
    const rows = resources.map((resource, row) => referenceOf(resource, row));
    for (const { source } of timeline.events) {
      expect(source.reference).toBe(rows[source.row ?? -1]);
    }
    for (const { source, row } of timeline.setAside) expect(source).toBe(rows[row ?? -1]);
    const places = resources.map((_resource, row) => `row ${row + 1}`);
    for (const { source } of timeline.faults) expect([...rows, ...places]).toContain(source);
  });
});

function referenceOf(resource: unknown, row: number): string {
  const { resourceType, id } = (resource ?? {}) as { resourceType?: unknown; id?: unknown };
  return `${String(resourceType)}/${typeof id === 'string' && id.trim() !== '' ? id : `without-id-${row + 1}`}`;
}
