import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessTimeline } from '../src/assess.ts';
import type { Assessment } from '../src/assess.ts';
import { assessCourse } from '../src/course.ts';
import type { Entry } from '../src/clinical/input.ts';
import type { Timeline } from '../src/clinical/timeline.ts';
import type { Course, CoursePoint } from '../src/course.ts';
import { anyTimeline } from './any-course-record.ts';
import { earlyModel, movingModel } from './course-models.ts';
import {
  at,
  contextAt,
  count,
  haemorrhage,
  plasma,
  START,
  support,
  timelineOf,
} from './course-record.ts';
import { zhu } from './model/zhu-2025.ts';

/** The point in force at an hour of support. */
function inForce(course: Course | null, moment: number): CoursePoint | undefined {
  return course?.points.findLast((point) => point.moment <= moment);
}

function said({ risk, bound, refused, inputs }: Assessment) {
  const values = Object.fromEntries(inputs.map(({ id, value }) => [id, value ?? null]));
  return { risk, bound, refused, values };
}

function hoursOf(course: Course | null): number[] {
  return (course?.points ?? []).map(({ moment }) => (moment - START) / 3_600_000);
}

describe('the course of a risk', () => {
  it('changes exactly when what is known changes', () => {
    const timeline = timelineOf([
      support(0, 'procedure'),
      count(2, 90, 3),
      count(10, 95),
      count(30, 60, 31),
      plasma(40, 2),
      count(50, 1.2, 52, 'gwr'),
      count(20, 40, 20, 'd-dimer'),
    ]);
    const course = assessCourse(timeline, contextAt(72));
    expect(hoursOf(course)).toEqual([0, 3, 24, 31, 40, 52, 72]);
    expect(course?.points.map(({ refused }) => refused)).toEqual([
      'before-24-h',
      'before-24-h',
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(course?.points.at(2)?.risk?.integrated).toEqual(['gwr']);
    expect(course?.points.at(-1)?.values).toEqual({
      gwr: 1.2,
      'stroke-history': false,
      'ffp-units': 2,
      'platelets-lowest': 60,
    });
    expect(course).toMatchObject({ from: START, to: at(72).earliest, thinned: false });
  });

  it('ends with a haemorrhage, and at the end of the run', () => {
    const timeline = timelineOf([
      support(0, 'procedure', 60),
      count(2, 90),
      plasma(2, 1),
      haemorrhage(48, 50),
    ]);
    const course = assessCourse(timeline, contextAt(100));
    expect(course?.to).toBe(at(60).earliest);
    expect(hoursOf(course)).toEqual([0, 2, 24, 50, 60]);
    expect(course?.points.at(-2)?.refused).toBe('ich-has-occurred');
  });

  it('goes up and down with a correction, as the bedside saw it', () => {
    const first = count(25, 20);
    const second = count(25, 80, 30);
    const versions = [first, second].map((event, rank) => ({
      row: event.source.row ?? -1,
      rank,
      availableAt: event.availableAt,
    }));
    const timeline = timelineOf(
      [support(0, 'procedure'), count(2, 90), plasma(2, 1), first, second],
      [versions],
    );
    const course = assessCourse(timeline, contextAt(40));
    const lowest = course?.points.map(({ values }) => values['platelets-lowest']);
    expect(hoursOf(course)).toEqual([0, 2, 24, 25, 30, 40]);
    expect(lowest).toEqual([null, 90, 90, 20, 80, 80]);
  });

  it('shows a running infusion at quarters of its period', () => {
    const bag = { ...plasma(30, 4), use: 'infusion' as const, end: at(34) };
    const timeline = timelineOf([support(0, 'procedure'), count(2, 90), plasma(2, 1), bag]);
    const course = assessCourse(timeline, contextAt(40));
    const given = course?.points.map(({ values }) => values['ffp-units']);
    expect(hoursOf(course)).toEqual([0, 2, 24, 31, 32, 33, 34, 40]);
    expect(given).toEqual([0, 1, 1, 2, 3, 4, 5, 5]);
  });

  it('falls silent six hours after the last flowsheet row', () => {
    const rows = [0, 5, 10, 15, 20, 25, 40, 45].map((hour) => support(hour, 'flowsheet'));
    const timeline = timelineOf([...rows, count(2, 90), plasma(2, 1)]);
    const course = assessCourse(timeline, contextAt(30));
    expect(course?.from).toBe(START);
    expect(hoursOf(course)).toEqual([0, 2, 24, 30]);
    expect(assessCourse(timeline, contextAt(48))?.from).toBe(at(40).earliest);
  });

  it('there is none where no run was', () => {
    expect(assessCourse(timelineOf([count(2, 90)]), contextAt(40))).toBeNull();
    expect(assessCourse(timelineOf([support(50, 'procedure')]), contextAt(40))).toBeNull();
  });

  it('says so when there were more changes than it assesses', () => {
    const falling = Array.from({ length: 500 }, (_, i) => count(25 + i / 20, 299 - i / 2));
    const course = assessCourse(
      timelineOf([support(0, 'procedure'), plasma(1, 1), ...falling]),
      contextAt(72),
    );
    expect(course?.thinned).toBe(true);
    expect(course?.points.length).toBeLessThanOrEqual(402);
    expect(course?.points.at(-1)?.values['platelets-lowest']).toBe(49.5);
  });
});

/** Every time written in a record, those at which a window or a silence may end after it, and their neighbours. */
function everyMoment(timeline: Timeline): number[] {
  const written = new Set<number>();
  JSON.stringify(timeline, (key, value: unknown) => {
    if ((key === 'earliest' || key === 'latest') && typeof value === 'number') written.add(value);
    return value;
  });
  const later = [0, 3, 5, 6, 12, 20, 24, 29, 30].map((hours) => hours * 3_600_000);
  const moments = [...written].flatMap((time) =>
    later.flatMap((hours) => [time + hours - 1, time + hours, time + hours + 1]),
  );
  return [...new Set(moments)];
}

describe.each([
  ['the published model', zhu],
  ['a model whose windows all move along', movingModel],
  ['a model of the first hours', earlyModel],
])('for any record and %s', (_name, modelOf) => {
  it('a point stands wherever an answer changes: nowhere is one missed', () => {
    const entries = fc.constantFrom([], [], [entered(-3)], [entered(10)]);
    fc.assert(
      fc.property(anyTimeline, entries, (timeline, entry) => {
        const context = { ...contextAt(80), model: modelOf(), entries: entry };
        const course = assessCourse(timeline, context);
        if (course === null) return;
        const moments = everyMoment(timeline).filter(
          (one) => one >= course.from && one <= course.to,
        );
        const missed = moments.filter((moment) => {
          const { moment: _, ...point } = inForce(course, moment) ?? { moment };
          const answer = said(assessTimeline(timeline, { ...context, moment }));
          return JSON.stringify(point) !== JSON.stringify(answer);
        });
        expect(missed).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

function entered(hours: number): Entry {
  const value = new Date(at(hours).earliest).toISOString();
  return { key: 'ecmo-start', value, at: value };
}

describe('for any record', () => {
  it('at every moment the course says what an assessment as of then says', () => {
    const someHour = fc.integer({ min: 0, max: 800 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(
        anyTimeline,
        fc.array(someHour, { minLength: 8, maxLength: 8 }),
        (timeline, hours) => {
          const context = contextAt(80);
          const course = assessCourse(timeline, context);
          if (course === null) return;
          for (const hour of hours) {
            const moment = at(hour).earliest;
            if (moment < course.from || moment > course.to) continue;
            const { moment: _, ...point } = inForce(course, moment) ?? { moment };
            expect(point).toEqual(said(assessTimeline(timeline, { ...context, moment })));
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('no two neighbours say the same, and they stand in order of time within the run', () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const course = assessCourse(timeline, contextAt(80));
        if (course === null) return;
        const moments = course.points.map(({ moment }) => moment);
        expect(moments).toEqual([...new Set(moments)].sort((a, b) => a - b));
        expect(moments[0]).toBe(course.from);
        expect(moments.at(-1)).toBe(course.to);
        course.points.slice(1, -1).forEach((point, i) => {
          const { moment: _, ...before } = course.points[i] ?? { moment: 0 };
          const { moment: __, ...content } = point;
          expect(content).not.toEqual(before);
        });
      }),
    );
  });
});
