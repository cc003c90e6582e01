import type { Fault } from '../../faults.ts';
import type { AsOf } from '../as-of.ts';
import type { EcmoRun } from '../ecmo-run.ts';
import type { ClinicalEvent, EcmoMode, Supported } from '../event.ts';
import type { Standing } from '../inputs/picked.ts';
import type { Entry } from '../input.ts';
import { HOUR, type Moment, readMoment } from '../moment.ts';
import { joinSupport, type Stretch } from './join-support.ts';
import { knownSupport } from './known-support.ts';
import { pickModes } from './pick-modes.ts';

/** What picking runs needs besides the record. */
export interface RunContext {
  /** The hospital's IANA zone, for an entered start. */
  readonly timeZone: string;
  readonly entries?: readonly Entry[];
}

/** A run with the evidence it rests on. */
export interface RunFound {
  readonly run: EcmoRun;
  readonly evidence: readonly Supported[];
  readonly faults: readonly Fault[];
}

/** Who is believed about the start: the clinician, then the more deliberate record (design section 5). */
const PRECEDENCE = ['entered', 'procedure', 'device', 'flowsheet', 'encounter'] as const;

/** Starts further apart than this are shown as a conflict. */
const DISAGREEMENT = HOUR;

/** Every run of support known at a moment, in order, the clinician's own entry included. */
export function pickRuns(record: AsOf, context: RunContext): readonly RunFound[] {
  const { moment } = record;
  const known = knownSupport(record);
  const runs = joinSupport(known, moment).map((stretch) => toRun(stretch, moment));
  const entered = readEnteredStart(context);
  const withStart = entered === null ? runs : enterStart(runs, entered, moment);
  const mode = readEnteredMode(context.entries);
  return mode === null ? withStart : withStart.map((found) => enterMode(found, mode, moment));
}

/** The run that contains a moment: begun by then and not over. */
export function pickRun(runs: readonly RunFound[]): RunFound | null {
  return runs.findLast((found) => found.run.end === undefined) ?? null;
}

/** Evidence of the run asked about is used, that of others is theirs. */
export function standingOfRuns(
  runs: readonly RunFound[],
  asked: RunFound | null,
): ReadonlyMap<ClinicalEvent, Standing> {
  const standing = new Map<ClinicalEvent, Standing>();
  for (const run of runs) {
    for (const event of run.evidence) standing.set(event, run === asked ? 'used' : 'other-run');
  }
  return standing;
}

function toRun({ evidence, stops, end }: Stretch, moment: number): RunFound {
  const kind = PRECEDENCE.find((each) => evidence.some((event) => event.evidence === each));
  const said = evidence.filter((event) => event.evidence === kind);
  const first = said[0] as Supported;
  const start = refine(first.start, evidence);
  const faults: Fault[] = [];
  const source = first.source.reference;
  if (start.precision !== 'instant') faults.push({ kind: 'start-uncertain', source });
  const other = evidence.find(
    (event) => event.evidence !== 'encounter' && event.start.latest < start.earliest - DISAGREEMENT,
  );
  if (other !== undefined) {
    faults.push({ kind: 'support-conflict', source, other: other.source.reference });
  }
  const { modes, conflict } = pickModes(evidence, start);
  if (conflict !== null) faults.push({ kind: 'support-conflict', ...conflict });
  const others = evidence.filter(
    (event) => event.evidence !== 'flowsheet' && event.evidence !== kind,
  );
  const spoken = [...(kind === 'flowsheet' ? [first] : said), ...others];
  const run: EcmoRun = {
    start,
    ...(end === undefined ? {} : { end }),
    mode: modes.at(-1)?.mode ?? 'unknown',
    modes,
    evidence: first.evidence,
    sources: [...new Set(spoken.map((event) => event.source.reference))],
    hours: hoursBetween(start, end, moment),
  };
  return { run, evidence: [...evidence, ...stops], faults };
}

/** A date becomes the hour that a device or another procedure gives inside that day. */
function refine(start: Moment, evidence: readonly Supported[]): Moment {
  if (start.precision === 'instant') return start;
  const finer = evidence.find(
    (event) =>
      (event.evidence === 'procedure' || event.evidence === 'device') &&
      event.start.precision === 'instant' &&
      event.start.earliest >= start.earliest &&
      event.start.latest <= start.latest,
  );
  return finer?.start ?? start;
}

/** Hours of support at a moment, or at its end: a range when the start is only a date (ruling 8). */
function hoursBetween(start: Moment, end: Moment | undefined, moment: number): EcmoRun['hours'] {
  const least = ((end?.earliest ?? moment) - start.latest) / HOUR;
  const most = ((end?.latest ?? moment) - start.earliest) / HOUR;
  return { least: Math.max(0, least), most: Math.max(0, most) };
}

/** The entered start replaces that of the run it speaks of, or begins a run of its own. */
function enterStart(runs: readonly RunFound[], start: Moment, moment: number): readonly RunFound[] {
  if (start.earliest > moment) return runs;
  const own = 'entered/ecmo-start';
  const at =
    pickRun(runs) ?? runs.findLast(({ run }) => (run.end?.latest ?? Infinity) > start.earliest);
  if (at === undefined) {
    const run: EcmoRun = {
      start,
      mode: 'unknown',
      modes: [{ mode: 'unknown', from: start }],
      evidence: 'entered',
      sources: [own],
      hours: hoursBetween(start, undefined, moment),
    };
    return [...runs, { run, evidence: [], faults: [] }];
  }
  const apart =
    at.run.start.latest < start.earliest - DISAGREEMENT ||
    at.run.start.earliest > start.latest + DISAGREEMENT;
  const [other = own] = at.run.sources;
  const faults = at.faults.filter((fault) => fault.kind !== 'start-uncertain');
  const changes = at.run.modes.filter((change) => change.from.earliest > start.latest);
  const before = at.run.modes.filter((change) => !changes.includes(change)).at(-1);
  const first = before?.mode ?? at.run.modes[0]?.mode ?? 'unknown';
  const later = before === undefined ? changes.slice(1) : changes;
  const modes = [{ mode: first, from: start }, ...later];
  const run: EcmoRun = {
    ...at.run,
    start,
    modes,
    evidence: 'entered',
    sources: [own, ...at.run.sources],
    hours: hoursBetween(start, at.run.end, moment),
  };
  const conflict: Fault = { kind: 'support-conflict', source: own, other };
  const found = { run, evidence: at.evidence, faults: apart ? [...faults, conflict] : faults };
  return runs.map((each) => (each === at ? found : each));
}

function enterMode(found: RunFound, mode: EcmoMode, moment: number): RunFound {
  const { run } = found;
  if (run.end !== undefined || run.start.earliest > moment) return found;
  const sources = [...new Set(['entered/ecmo-mode', ...run.sources])];
  return { ...found, run: { ...run, mode, modes: [{ mode, from: run.start }], sources } };
}

function readEnteredStart({ entries, timeZone }: RunContext): Moment | null {
  const entry = entries?.findLast(({ key }) => key === 'ecmo-start');
  if (entry === undefined) return null;
  const start = readMoment(entry.value, timeZone);
  if (start === null) throw new TypeError(`invalid entry ecmo-start; not a time: ${entry.value}`);
  return start;
}

function readEnteredMode(entries: RunContext['entries']): EcmoMode | null {
  const entry = entries?.findLast(({ key }) => key === 'ecmo-mode');
  if (entry === undefined) return null;
  const modes: readonly EcmoMode[] = ['VA', 'VV', 'VAV', 'ECPR', 'other', 'unknown'];
  const mode = modes.find((each) => each === entry.value);
  if (mode === undefined) {
    throw new TypeError(`invalid entry ecmo-mode; not one of ${modes.join(', ')}: ${entry.value}`);
  }
  return mode;
}
