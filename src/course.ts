import { type Assessment, type AssessmentContext, assessTimeline, type Refusal } from './assess.ts';
import { changeMoments } from './clinical/course/change-moments.ts';
import { cutTimeline } from './clinical/course/cut-timeline.ts';
import { possibleStarts } from './clinical/course/possible-starts.ts';
import type { Timeline } from './clinical/timeline.ts';
import type { Risk } from './model/evaluation.ts';

/**
 * More moments than this are never assessed, and fewer where each would look at
 * very many events, down to the least; a course of more is thinned, and says so.
 */
const MOST_MOMENTS = 400;
const LEAST_MOMENTS = 100;
const MOST_LOOKS = 2_000_000;

/** The answer from a moment until the next point. */
export interface CoursePoint {
  /** Milliseconds since 1970 UTC. */
  readonly moment: number;
  readonly risk: Risk | null;
  /** The band at the limit, where an input lies beyond it. */
  readonly bound: Assessment['bound'];
  readonly refused: Refusal | null;
  /** Values by input id that were known then; `null` when missing. */
  readonly values: Readonly<Record<string, number | boolean | null>>;
}

/** The risk over a run, from cannulation to its end or the moment asked about. */
export interface Course {
  readonly from: number;
  readonly to: number;
  /** In order of time; each differs from the one before, and the last stands at `to`. */
  readonly points: readonly CoursePoint[];
  /** True when there were more changes than can be assessed: points are then a sample of them. */
  readonly thinned: boolean;
}

/**
 * Assesses a timeline anew at every moment at which what was known changed. Each
 * point is what the bedside would have read then, with nothing known later.
 * @returns `null` when the moment lies in no run, and none has ended before it.
 * @throws TypeError when an entry is not of its input's kind.
 */
export function assessCourse(timeline: Timeline, context: AssessmentContext): Course | null {
  const now = assessTimeline(timeline, context);
  const run = now.ecmo ?? now.endedRun;
  if (run === null) return null;
  const from = run.start.earliest;
  const to = Math.min(run.end?.latest ?? context.moment, context.moment);
  const { model, site, entries = [] } = context;
  const starts = possibleStarts(timeline, entries, site.timeZone);
  const cut = cutTimeline(timeline, model, starts);
  const changes = changeMoments(cut, model, starts).filter((at) => at > from && at < to);
  const most = Math.floor(MOST_LOOKS / (cut.events.length + 1));
  const limit = Math.max(LEAST_MOMENTS, Math.min(MOST_MOMENTS, most));
  const moments = [...new Set([from, ...thin(changes, limit), to])];
  const points = moments.map((moment) => pointOf(assessTimeline(cut, { ...context, moment })));
  return {
    from,
    to,
    points: points.filter((point, i) => i === points.length - 1 || !isSame(point, points[i - 1])),
    thinned: changes.length > limit,
  };
}

function pointOf({ moment, risk, bound, refused, inputs }: Assessment): CoursePoint {
  const values = Object.fromEntries(inputs.map(({ id, value }) => [id, value ?? null]));
  return { moment, risk, bound, refused, values };
}

function isSame(one: CoursePoint, other: CoursePoint | undefined): boolean {
  return other !== undefined && contentOf(one) === contentOf(other);
}

function contentOf({ risk, bound, refused, values }: CoursePoint): string {
  return JSON.stringify([risk, bound, refused, values]);
}

/** Evenly spaced picks, the first and the last among them. */
function thin(moments: readonly number[], limit: number): readonly number[] {
  if (moments.length <= limit) return moments;
  const step = (moments.length - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, i) => moments[Math.round(i * step)] ?? NaN);
}
