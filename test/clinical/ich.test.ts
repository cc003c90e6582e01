import { describe, expect, test } from 'vitest';
import type { Happened } from '../../src/clinical/event.ts';
import { placeIch } from '../../src/clinical/ich.ts';
import { ALWAYS, type Moment, readMoment } from '../../src/clinical/moment.ts';

const start = moment('2026-03-01T10:00:00Z');

function moment(text: string): Moment {
  const read = readMoment(text, 'UTC');
  if (read === null) throw new Error(text);
  return read;
}

function haemorrhage(onset?: string, recorded?: string, status: Happened['status'] = 'active') {
  return {
    kind: 'happened',
    concept: 'ich',
    source: { reference: 'Condition/i' },
    code: 'I61.9',
    availableAt: recorded === undefined ? ALWAYS : moment(recorded),
    ...(onset === undefined ? {} : { onset: moment(onset) }),
    status,
  } as const satisfies Happened;
}

describe('fault 66: when a haemorrhage was', () => {
  test.each([
    // onset, recorded, status, placed
    ['2026-03-01T09:59:59Z', undefined, 'active', 'before'],
    ['2026-02-01', undefined, 'active', 'before'],
    ['2026-01-30T10:00:00Z', undefined, 'active', 'before'],
    ['2026-01-30T09:59:59Z', undefined, 'active', 'old'],
    ['2026-01-30T10:00:00Z', undefined, 'resolved', 'before'],
    ['2019', '2026-03-02', 'active', 'old'],
    ['2026-03-01T10:00:00Z', undefined, 'active', 'during'],
    ['2026-03-01T10:00:01Z', undefined, 'resolved', 'during'],
    ['2026-03-02', undefined, 'resolved', 'during'],
    ['2026-03-01', undefined, 'active', 'before-or-during'],
    ['2026', undefined, 'active', 'before-or-during'],
    [undefined, undefined, 'active', 'before'],
    [undefined, undefined, 'unknown', 'before'],
    [undefined, undefined, 'resolved', 'undated'],
    [undefined, undefined, 'inactive', 'undated'],
    [undefined, '2026-02-20', 'active', 'before'],
    [undefined, '2026-02-20', 'resolved', 'old'],
    [undefined, '2025-02-20', 'active', 'old'],
    [undefined, '2026-03-03', 'active', 'during'],
    [undefined, '2026-03-03', 'resolved', 'undated'],
  ] as const)('onset %s, recorded %s, %s: %s', (onset, recorded, status, placed) => {
    expect(placeIch(haemorrhage(onset, recorded, status), start, 30)).toBe(placed);
  });
});
