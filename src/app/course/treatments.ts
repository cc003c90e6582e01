import type { Given } from '../../clinical/event.ts';
import { eventsAt } from '../../clinical/as-of.ts';
import { STALE_AFTER_HOURS } from '../../clinical/context/anticoagulation.ts';
import { HOUR } from '../../clinical/moment.ts';
import type { View } from '../view.ts';
import { hourOf, type CourseAxis } from './lanes.ts';

/** One stretch of an infusion at one rate. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Null when not recorded; 0 is a pause. */
  readonly rate: { readonly value: number; readonly unit: string } | null;
  /** True from a day after the last statement on, where no end is recorded: drawn to now, and not known to run. */
  readonly open: boolean;
  readonly source: string;
}

/** One drug running in, over the course. */
export interface InfusionLane {
  readonly concept: string;
  readonly stretches: readonly Stretch[];
  readonly boluses: readonly { readonly hour: number; readonly source: string }[];
}

/** Something that happened at one moment. */
export interface Mark {
  readonly hour: number;
  readonly kind: 'transfusion' | 'imaging' | 'mode' | 'haemorrhage';
  /** Concept id, or for a mode change the mode. */
  readonly what: string;
  readonly source: string;
}

const IMAGING = new Set(['head-ct', 'gwr']);

/** Infusions of anticoagulants and the like, a lane each; a stretch without end runs to the next or to now. */
export function infusionLanes(view: View, axis: CourseAxis): readonly InfusionLane[] {
  const lanes = new Map<string, Given[]>();
  for (const event of eventsAt(view.timeline, view.cutOff)) {
    if (event.kind !== 'given' || (event.use !== 'infusion' && event.use !== 'bolus')) continue;
    lanes.set(event.concept, [...(lanes.get(event.concept) ?? []), event]);
  }
  return [...lanes].map(([concept, given]) => {
    const running = given
      .filter((event) => event.use === 'infusion')
      .toSorted((a, b) => a.start.earliest - b.start.earliest);
    return {
      concept,
      stretches: running.flatMap((event, index) => {
        const next = running[index + 1]?.start.earliest;
        const start = event.start.earliest;
        const end = Math.min(
          event.end?.latest ?? next ?? view.cutOff,
          Math.max(next ?? view.cutOff, start),
        );
        const stated =
          event.end === undefined && next === undefined
            ? Math.min(end, start + STALE_AFTER_HOURS * HOUR)
            : end;
        const stretch = (from: number, to: number, open: boolean): Stretch => ({
          from: hourOf(axis, from),
          to: hourOf(axis, to),
          rate: event.rate ?? null,
          open,
          source: event.source.reference,
        });
        return [
          stretch(start, stated, false),
          ...(stated < end ? [stretch(stated, end, true)] : []),
        ];
      }),
      boluses: given
        .filter((event) => event.use === 'bolus')
        .map((event) => ({
          hour: hourOf(axis, event.start.earliest),
          source: event.source.reference,
        })),
    };
  });
}

/** Transfusions, head CTs, mode changes and haemorrhages, in order. */
export function courseMarks(view: View, axis: CourseAxis): readonly Mark[] {
  const outcome = view.model.outcome.concept;
  const marks: Mark[] = [];
  for (const event of eventsAt(view.timeline, view.cutOff)) {
    const source = event.source.reference;
    if (event.kind === 'given' && event.use === 'transfusion') {
      const at = event.end ?? event.start;
      marks.push({
        hour: hourOf(axis, at.latest),
        kind: 'transfusion',
        what: event.concept,
        source,
      });
    } else if (event.kind === 'happened' && event.onset !== undefined) {
      const hour = hourOf(axis, event.onset.earliest);
      if (IMAGING.has(event.concept))
        marks.push({ hour, kind: 'imaging', what: event.concept, source });
      if (event.concept === outcome)
        marks.push({ hour, kind: 'haemorrhage', what: event.concept, source });
    }
  }
  const run = view.assessment.ecmo ?? view.assessment.endedRun;
  for (const change of run?.modes ?? []) {
    marks.push({
      hour: hourOf(axis, change.from.earliest),
      kind: 'mode',
      what: change.mode,
      source: run?.sources[0] ?? '',
    });
  }
  return marks
    .filter((mark) => mark.hour >= axis.from && mark.hour <= axis.to)
    .toSorted((a, b) => a.hour - b.hour);
}
