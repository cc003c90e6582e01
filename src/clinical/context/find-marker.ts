import type { Comparison, MarkerRule, Threshold } from '../../model/marker.ts';
import type { EcmoRun } from '../ecmo-run.ts';
import type { ClinicalEvent, Measured } from '../event.ts';
import { HOUR } from '../moment.ts';
import type { Person } from '../timeline.ts';
import { assessGasFall } from './gas-fall.ts';
import { measurementsOf } from './measurements.ts';

/** What the markers are looked for in. */
export interface MarkerContext {
  readonly person: Person | null;
  /** Events known at the moment. */
  readonly known: readonly ClinicalEvent[];
  readonly run: EcmoRun;
  /** As of, milliseconds since 1970 UTC. */
  readonly moment: number;
}

/** Present, absent so far, or unknown, and what decides it. */
export interface Finding {
  readonly state: 'present' | 'absent' | 'unknown';
  /** The number that decides, canonical unit; a fall, a level or hours. */
  readonly value?: number;
  readonly unit?: string;
  /** When it was measured, as written. */
  readonly time?: string;
  /** Resources that decide. */
  readonly sources: readonly string[];
  /** Why it is unknown. */
  readonly because?: 'no-value' | 'not-said' | 'unit' | 'censored' | 'too-early';
}

/** Looks for one rule in what is known at a moment. */
export function findMarker(rule: MarkerRule, context: MarkerContext): Finding {
  switch (rule.look) {
    case 'level':
      return findLevel(
        rule.threshold,
        within(context, rule.concept, rule.window.from, rule.window.to ?? Infinity),
      );
    case 'level-at-start':
      return findLevel(rule.threshold, atStart(context, rule));
    case 'sustained':
      return findSustained(rule, within(context, rule.concept, 0, Infinity));
    case 'fall':
      return findFall(rule, context);
    case 'sex':
      return findSex(rule.is, context);
    case 'cannulation':
      return findCannulation(rule.is, context);
    case 'exposed':
      return findExposure(rule.concepts, context);
    case 'hours-of-support':
      return findHours(rule.above, context);
  }
}

/** Whether a value certainly lies beyond a threshold; `null` when a censored one cannot say. */
export function isBeyond(
  { value, comparator }: Pick<Measured, 'value' | 'comparator'>,
  threshold: Threshold,
): boolean | null {
  const beyond = compare(value, threshold.comparison, threshold.value);
  if (comparator === undefined) return beyond;
  const wanted = threshold.comparison[0];
  // "<20" is below 100 and not above 100, but may or may not be below 10.
  if (comparator[0] === wanted) {
    if (beyond) return true;
    return value === threshold.value && comparator.length === 1 ? true : null;
  }
  return beyond ? null : false;
}

function compare(value: number, comparison: Comparison, bound: number): boolean {
  switch (comparison) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
  }
}

function within({ known, run, moment }: MarkerContext, concept: string, from: number, to: number) {
  return measurementsOf(known, concept, {
    from: run.start.latest + from * HOUR,
    to: Math.min(moment, run.start.earliest + to * HOUR, run.end?.latest ?? Infinity),
  });
}

function atStart(
  { known, run, moment }: MarkerContext,
  rule: Extract<MarkerRule, { look: 'level-at-start' }>,
): Measured[] {
  const { earliest, latest } = run.start;
  const before = measurementsOf(known, rule.concept, {
    from: earliest - rule.hoursBefore * HOUR,
    to: earliest,
  });
  const after = measurementsOf(known, rule.concept, {
    from: latest,
    to: Math.min(moment, earliest + rule.hoursAfter * HOUR),
  });
  return before.length > 0 ? before.slice(-1) : after.slice(0, 1);
}

function findLevel(threshold: Threshold, values: readonly Measured[]): Finding {
  if (values.length === 0) return { state: 'unknown', sources: [], because: 'no-value' };
  const wrongUnit = values.filter(({ unit }) => unit !== threshold.unit);
  if (wrongUnit.length > 0)
    return { state: 'unknown', sources: referencesOf(wrongUnit), because: 'unit' };
  const sign = threshold.comparison.startsWith('<') ? 1 : -1;
  const [extreme] = values.toSorted((a, b) => sign * (a.value - b.value));
  const certain = values.filter((value) => isBeyond(value, threshold) === true);
  if (certain.length > 0) {
    const [worst] = certain.toSorted((a, b) => sign * (a.value - b.value));
    return { state: 'present', ...describe(worst), sources: referencesOf(certain) };
  }
  const open = values.filter((value) => isBeyond(value, threshold) === null);
  if (open.length > 0)
    return { state: 'unknown', sources: referencesOf(open), because: 'censored' };
  return { state: 'absent', ...describe(extreme), sources: referencesOf(extreme ? [extreme] : []) };
}

function findSustained(
  rule: Extract<MarkerRule, { look: 'sustained' }>,
  values: readonly Measured[],
): Finding {
  const level = findLevel(rule.threshold, values);
  if (level.state !== 'present') return level;
  let row: Measured[] = [];
  let longest: { readonly hours: number; readonly row: readonly Measured[] } = {
    hours: 0,
    row: [],
  };
  for (const value of values) {
    row = isBeyond(value, rule.threshold) === true ? [...row, value] : [];
    const hours = (value.at.earliest - (row[0]?.at.latest ?? value.at.earliest)) / HOUR;
    if (hours >= longest.hours) longest = { hours, row };
  }
  return {
    state: longest.hours >= rule.hours ? 'present' : 'absent',
    value: longest.hours,
    unit: 'h',
    sources: referencesOf(longest.row),
  };
}

function findFall(
  rule: Extract<MarkerRule, { look: 'fall' }>,
  { known, run, moment }: MarkerContext,
): Finding {
  const fall = assessGasFall(known, run, moment);
  if (fall === null) return { state: 'unknown', sources: [], because: 'no-value' };
  const value = rule.measure === 'absolute' ? fall.absolute : fall.relative;
  const beyond = compare(value, rule.threshold.comparison, rule.threshold.value);
  const finding = {
    value,
    unit: rule.threshold.unit,
    time: fall.lowest.at.text,
    sources: referencesOf([fall.before, fall.lowest]),
  };
  if (beyond) return { state: 'present', ...finding };
  if (!fall.complete) return { state: 'unknown', ...finding, because: 'too-early' };
  return { state: 'absent', ...finding };
}

function findSex(is: 'female' | 'male', { person }: MarkerContext): Finding {
  if (person === null || (person.sex !== 'female' && person.sex !== 'male')) {
    return { state: 'unknown', sources: [], because: 'not-said' };
  }
  return { state: person.sex === is ? 'present' : 'absent', sources: [person.reference] };
}

function findCannulation(is: 'central' | 'peripheral', { known, run }: MarkerContext): Finding {
  const said = known.filter(
    (event) =>
      event.kind === 'supported' &&
      event.cannulation !== undefined &&
      run.sources.includes(event.source.reference),
  );
  const agreeing = said.filter((event) => event.kind === 'supported' && event.cannulation === is);
  if (agreeing.length > 0) return { state: 'present', sources: referencesOf(agreeing) };
  if (said.length > 0) return { state: 'absent', sources: referencesOf(said) };
  return { state: 'unknown', sources: [], because: 'not-said' };
}

/** An exposure is present or unknown: nothing recorded is not nothing given. */
function findExposure(concepts: readonly string[], { known, run, moment }: MarkerContext): Finding {
  const given = known.filter(
    (event) =>
      event.kind === 'given' &&
      concepts.includes(event.concept) &&
      (event.use === 'infusion' || event.use === 'bolus') &&
      event.rate?.value !== 0 &&
      event.start.latest <= moment &&
      (event.end ?? event.start).earliest >= run.start.latest,
  );
  if (given.length > 0) return { state: 'present', sources: referencesOf(given) };
  return { state: 'unknown', sources: [], because: 'not-said' };
}

function findHours(above: number, { run }: MarkerContext): Finding {
  const { least, most } = run.hours;
  const finding = { value: least, unit: 'h', sources: run.sources };
  if (least > above) return { state: 'present', ...finding };
  if (most > above) return { state: 'unknown', ...finding, because: 'not-said' };
  return { state: 'absent', ...finding };
}

function describe(value: Measured | undefined): Pick<Finding, 'value' | 'unit' | 'time'> {
  if (value === undefined) return {};
  return { value: value.value, unit: value.unit, time: value.at.text };
}

function referencesOf(events: readonly ClinicalEvent[]): string[] {
  return [...new Set(events.map(({ source }) => source.reference))];
}
