import type { InputValues } from '../../model/contributions.ts';
import type { AsOf } from '../as-of.ts';
import type { AssessmentContext } from '../assessment.ts';
import type { EcmoRun } from '../ecmo-run.ts';
import { pickInput } from './pick-input.ts';
import type { Picked } from './picked.ts';

/** Every input of the model document, in its order, as the record stood at a moment. */
export function pickInputs(
  record: AsOf,
  run: EcmoRun | null,
  { model, site, entries = [], notLoaded = [], searchedFrom }: AssessmentContext,
): readonly Picked[] {
  const { concept } = model.outcome;
  const outcome = { concept, recentDays: model.eligibility.recentIchDays };
  const unread = new Set(notLoaded.map((each) => each.concept));
  return model.inputs.map((input) =>
    pickInput(input, record, {
      run,
      site,
      outcome,
      entries,
      notLoaded: unread,
      isCut: run !== null && searchedFrom !== undefined && run.start.earliest < searchedFrom,
    }),
  );
}

/** The inputs as the numbers a model takes: yes is 1, no is 0, and null is missing. */
export function valuesOf(picked: readonly Picked[]): InputValues {
  return Object.fromEntries(
    picked.map(({ input: { id, value } }) => [
      id,
      typeof value === 'boolean' ? Number(value) : (value ?? null),
    ]),
  );
}
