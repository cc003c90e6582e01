import type { Fault } from '../../faults.ts';
import type { ModelInput } from '../../model/document.ts';
import type { AsOf } from '../as-of.ts';
import type { EcmoRun } from '../ecmo-run.ts';
import type { Entry, Input } from '../input.ts';
import type { Site } from '../site.ts';
import type { Because } from '../timeline.ts';
import { enterInput } from './enter-input.ts';
import type { Picked, Selection } from './picked.ts';
import { selectExposed } from './select-exposed.ts';
import { type OutcomeRule, selectHistory } from './select-history.ts';
import { selectMeasured } from './select-measured.ts';
import { selectTotal } from './select-total.ts';
import { place, windowOf } from './window.ts';

/** What picking an input needs besides the record. */
export interface InputContext {
  /** The run the rule is anchored at; null when there is none. */
  readonly run: EcmoRun | null;
  readonly site: Site;
  /** The model's outcome, where its earlier occurrence is no mere history. */
  readonly outcome?: OutcomeRule;
  readonly entries?: readonly Entry[];
  /** Concepts whose resources could not be read completely. */
  readonly notLoaded?: ReadonlySet<string>;
  /** Whether the run began before resources were looked for. */
  readonly isCut?: boolean;
}

/** Reasons of a value that is there, but that nobody can use as it stands. */
const UNUSABLE: readonly Because[] = [
  'code-conflict',
  'modifier-extension',
  'value-unreadable',
  'censored',
  'unit-missing',
  'unit',
  'unit-conflict',
  'implausible',
  'specimen',
  'time-missing',
];

/**
 * Carries out one input rule of a model document on the record as it stood at a
 * moment; then the document's word for absence; then the clinician's own entry.
 */
export function pickInput(input: ModelInput, record: AsOf, context: InputContext): Picked {
  const selection = select(input, record, context);
  const recorded = fromRecord(input, record, context, selection);
  const entry = context.entries?.findLast(({ key }) => key === input.id);
  const found = entry === undefined ? recorded : enterInput(input, recorded, entry);
  const standing = new Map(selection?.standing);
  if (entry !== undefined) {
    for (const [event, what] of standing) {
      if (what === 'used') standing.set(event, 'entered-instead');
    }
  }
  return { input: found, standing, faults: [...(selection?.faults ?? []), ...missing(found)] };
}

function select(input: ModelInput, record: AsOf, context: InputContext): Selection | null {
  const window = windowOf(input.rule, context.run, record.moment);
  if (window === null) return null;
  switch (input.rule.select) {
    case 'total':
      return selectTotal(input, window, record, context.site);
    case 'exposed':
      return selectExposed(input, window, record);
    case 'history':
      return selectHistory(input, window, record, context.run?.start ?? null, context.outcome);
    default:
      return selectMeasured(input, window, record);
  }
}

function fromRecord(
  input: ModelInput,
  record: AsOf,
  context: InputContext,
  selection: Selection | null,
): Input {
  const [concept = ''] = input.rule.concepts;
  const about = { id: input.id, concept, unit: input.unit, sources: selection?.sources ?? [] };
  if (input.rule.concepts.some((each) => context.notLoaded?.has(each) === true)) {
    return { ...about, state: 'not-loaded', sources: [] };
  }
  if (context.isCut === true && input.rule.window.anchor === 'ecmo-start') {
    if (input.rule.select !== 'history')
      return { ...about, state: 'not-loaded', sources: [], because: 'look-back-too-short' };
  }
  if (selection === null) return { ...about, state: 'withheld', because: 'not-on-ecmo' };
  if (selection.withheld !== undefined) {
    return { ...about, state: 'withheld', because: selection.withheld };
  }
  if (selection.value !== undefined) {
    const { value, time, asWritten, assumed } = selection;
    const isTotal = input.rule.select === 'total';
    const atLeast =
      selection.atLeast === true || (isTotal && unusable(input, record, context.run) !== null);
    return {
      ...about,
      state: 'value',
      value,
      ...(time === undefined ? {} : { time }),
      ...(asWritten === undefined ? {} : { asWritten }),
      ...(atLeast ? { atLeast } : {}),
      ...(assumed === undefined ? {} : { assumed }),
    };
  }
  const because = unusable(input, record, context.run);
  if (because !== null) return { ...about, state: 'withheld', because };
  const none = absentValue(input, record, context);
  return { ...about, state: 'none-recorded', ...(none === undefined ? {} : { value: none }) };
}

/** Why values of the concept that had been recorded by then could not be used; null when there are none. */
function unusable(
  input: ModelInput,
  { timeline, moment, gaveWay }: AsOf,
  run: EcmoRun | null,
): Because | null {
  const window = windowOf(input.rule, run, moment);
  const found = timeline.setAside.find(
    (aside) =>
      input.rule.concepts.includes(aside.concept) &&
      UNUSABLE.includes(aside.because) &&
      (aside.availableAt?.latest ?? -Infinity) <= moment &&
      (window === null || aside.at === undefined || place(aside.at, window) !== 'outside') &&
      !gaveWay.has(aside.row ?? -1),
  );
  return found?.because ?? null;
}

/** What nothing recorded means (design ruling 2): no stroke among recorded diagnoses, no plasma in a complete record. */
function absentValue(
  input: ModelInput,
  { timeline, moment }: AsOf,
  { site }: InputContext,
): number | boolean | undefined {
  if (input.rule.select === 'total' && site.transfusion.recordComplete) return 0;
  if (input.missing.policy !== 'none-recorded-is-no') return undefined;
  if (input.rule.select !== 'history') return false;
  const from = timeline.conditionsFrom;
  return from !== undefined && from.latest <= moment ? false : undefined;
}

function missing(input: Input): readonly Fault[] {
  if (input.value !== undefined) return [];
  const about = { source: 'record', input: input.id };
  switch (input.state) {
    case 'not-loaded':
      return input.because === 'look-back-too-short'
        ? [{ kind: 'look-back-too-short', ...about }]
        : [{ kind: 'input-not-loaded', ...about }];
    case 'withheld':
      return [{ kind: 'input-withheld', ...about }];
    case 'none-recorded':
    case 'value':
      return [{ kind: 'input-missing', ...about }];
    default:
      return input.state satisfies never;
  }
}
