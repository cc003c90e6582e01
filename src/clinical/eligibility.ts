import type { ModelDocument } from '../model/document.ts';
import { absence, type AsOf } from './as-of.ts';
import type { EcmoRun } from './ecmo-run.ts';
import type { ClinicalEvent, Happened } from './event.ts';
import { eventsByConcept } from './events-of.ts';
import { placeIch } from './ich.ts';
import { type Moment, readMoment } from './moment.ts';
import type { Person } from './timeline.ts';

/**
 * Whether a person certainly was an adult at a moment; of a year or month of
 * birth the last day counts. `unknown` without a birth date.
 */
export function readAge(
  person: Person | null,
  at: Moment,
  years: number,
  zone: string,
): 'adult' | 'child' | 'unknown' {
  if (person?.birth === undefined) return 'unknown';
  const written = person.birth.text.slice(0, 10);
  const year = String(Number(written.slice(0, 4)) + years).padStart(4, '0');
  const birthday = readMoment(year + written.slice(4), zone) ?? readMoment(`${year}-03-01`, zone);
  const grown = birthday?.precision === 'day' ? birthday.earliest : birthday?.latest;
  return grown !== undefined && grown <= at.earliest ? 'adult' : 'child';
}

/** Whether death is known to lie, or may lie, at or before the moment (design ruling 6). */
export function isDeceased(person: Person | null, moment: number): boolean {
  const { deceased } = person ?? {};
  if (deceased === undefined) return false;
  return deceased === true || deceased.earliest <= moment;
}

/** Haemorrhages known at the moment that bear on whether a risk makes sense. */
export interface IchFound {
  readonly before: readonly Happened[];
  readonly during: readonly Happened[];
  readonly standing: ReadonlyMap<ClinicalEvent, 'used'>;
}

/** The outcome in this patient, before and since the start of support (design ruling 10); nothing without a run. */
export function pickIch(record: AsOf, run: EcmoRun | null, model: ModelDocument): IchFound {
  const before: Happened[] = [];
  const during: Happened[] = [];
  const standing = new Map<ClinicalEvent, 'used'>();
  if (run === null) return { before, during, standing };
  for (const event of eventsByConcept(record.timeline).get(model.outcome.concept) ?? []) {
    if (event.kind !== 'happened' || absence(event, record) !== null) continue;
    const when = placeIch(event, run.start, model.eligibility.recentIchDays);
    if (when === 'before' || when === 'before-or-during') before.push(event);
    if (when === 'during' || when === 'before-or-during') during.push(event);
    if (when !== 'old' && when !== 'undated') standing.set(event, 'used');
  }
  return { before, during, standing };
}
