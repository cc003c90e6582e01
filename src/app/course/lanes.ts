import { HOUR } from '../../clinical/moment.ts';
import type { ClinicalEvent } from '../../clinical/event.ts';
import { AS_KEPT, type DisplayUnits } from '../../clinical/display-units.ts';
import type { Target } from '../../clinical/site.ts';
import { showTarget } from '../context/show-target.ts';
import { eventsAt } from '../../clinical/as-of.ts';
import type { View } from '../view.ts';

/** Laboratory values, gases and pressure on the course, from top to bottom. */
export const LANES = [
  'platelets',
  'aptt',
  'anti-xa',
  'act',
  'inr',
  'fibrinogen',
  'd-dimer',
  'haemoglobin',
  'paco2',
  'pao2',
  'mean-arterial-pressure',
] as const;

/** One value of a lane. */
export interface LanePoint {
  /** Hours since cannulation. */
  readonly hour: number;
  readonly value: number;
  readonly source: string;
  /** Set when only a bound is known; drawn hollow. */
  readonly comparator?: string;
}

/** A resource of a lane that can never count; drawn hollow at the foot, its height says nothing. */
export interface Excluded {
  readonly hour: number;
  readonly asWritten: string;
  readonly because: string;
  readonly source: string;
}

/** One concept on the shared time axis. */
export interface Lane {
  readonly concept: string;
  /** UCUM code of the unit the site reads it in; values and target are in it. */
  readonly unit: string;
  /** Decimals worth showing. */
  readonly digits: number;
  /** By hour. */
  readonly points: readonly LanePoint[];
  readonly excluded: readonly Excluded[];
  readonly target: Target | null;
  /** True when its resources could not be read completely. */
  readonly incomplete: boolean;
}

/** The shared axis, in hours since cannulation. */
export interface CourseAxis {
  /** Milliseconds since 1970 UTC of hour 0. */
  readonly zero: number;
  /** Hour of the reading. */
  readonly now: number;
  readonly from: number;
  readonly to: number;
}

/** Where the axis begins and ends: shortly before cannulation to the reading; without a run, the last three days. */
export function courseAxis(view: View): CourseAxis {
  const { ecmo, endedRun } = view.assessment;
  const run = ecmo ?? endedRun;
  const zero = run?.start.earliest ?? view.cutOff - 72 * HOUR;
  const now = (view.cutOff - zero) / HOUR;
  return { zero, now, from: Math.min(-6, -now * 0.04), to: Math.max(now * 1.02, 1) };
}

/** Hours since cannulation. */
export function hourOf(axis: CourseAxis, at: number): number {
  return (at - axis.zero) / HOUR;
}

/** The lanes that hold anything, and those that could not be read; the others are only named. */
export function courseLanes(
  view: View,
  axis: CourseAxis,
  units: DisplayUnits = AS_KEPT,
): readonly Lane[] {
  const events = groupByConcept(eventsAt(view.timeline, view.cutOff));
  const aside = groupByConcept(view.timeline.setAside);
  return LANES.map((concept) => {
    const target = view.site.targets.find((one) => one.concept === concept) ?? null;
    const measured = (events.get(concept) ?? []).flatMap((event) =>
      event.kind === 'measured' ? [event] : [],
    );
    const unit = measured[0]?.unit ?? view.codebook.concepts.get(concept)?.measurement?.unit ?? '';
    const shown = units.of(concept, unit);
    return {
      concept,
      unit: shown.unit,
      digits: shown.digits(2),
      points: measured
        .filter((event) => event.unit === unit)
        .map((event) => ({
          hour: hourOf(axis, event.at.earliest),
          value: shown.show(event.value),
          source: event.source.reference,
          ...(event.comparator === undefined ? {} : { comparator: event.comparator }),
        }))
        .filter((point) => point.hour >= axis.from && point.hour <= axis.to)
        .toSorted((a, b) => a.hour - b.hour),
      excluded: (aside.get(concept) ?? []).flatMap((one) =>
        one.at === undefined
          ? []
          : [
              {
                hour: hourOf(axis, one.at.earliest),
                asWritten: `${one.asWritten?.value ?? ''} ${one.asWritten?.unit ?? ''}`.trim(),
                because: one.because,
                source: one.source,
              },
            ],
      ),
      target: target !== null && target.unit === unit ? showTarget(target, shown) : null,
      incomplete: view.context.notLoaded?.some((one) => one.concept === concept) === true,
    };
  });
}

/** The last value of a lane at or before an hour. */
export function valueAt(lane: Lane, hour: number): LanePoint | null {
  let low = 0;
  let high = lane.points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lane.points[middle]?.hour ?? Infinity) <= hour) low = middle + 1;
    else high = middle;
  }
  return lane.points[low - 1] ?? null;
}

function groupByConcept<T extends ClinicalEvent | { readonly concept: string }>(
  all: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(one.concept);
    if (group === undefined) groups.set(one.concept, [one]);
    else group.push(one);
  }
  return groups;
}
