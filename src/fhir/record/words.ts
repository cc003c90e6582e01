import type { Input } from '../../clinical/input.ts';
import type { ModelInput } from '../../model/document.ts';
import { describePerCent } from '../../model/natural-frequency.ts';
import { describe } from '../../faults.ts';
import { toOffsetTime } from '../queries.ts';
import type { Conclusion } from './conclusion.ts';

function band(of: { readonly low: number; readonly high: number }): string {
  return `${describePerCent(of.low)} to ${describePerCent(of.high)}`;
}

/**
 * What the risk is and what it rests on, in one paragraph: the band first, the
 * centre after it, both uncertainties, the odds against the reference patient,
 * and how sure the model's own numbers are.
 * @throws RangeError when the assessment has no risk to write
 */
export function composeRationale(conclusion: Conclusion): string {
  const { assessment, model, site } = conclusion;
  const { risk, refused } = assessment;
  if (risk === null) throw new RangeError(`invalid assessment; no risk to write: ${refused}`);
  const isLocal = site.calibration !== undefined;
  const structural = isLocal
    ? 'the intercept fitted at this hospital'
    : `the ${model.intercept.standing} intercept`;
  const odds = assessment.oddsToReference;
  return [
    `${model.outcome.display}, ${model.outcome.horizon}: ${band(risk)} fits what is published; central estimate ${describePerCent(risk.central)}.`,
    `Of this, ${structural} alone gives ${band(risk.structural)}, the published standard errors alone ${band(risk.statistical)}.`,
    odds === null ? '' : `Odds against the reference patient of the study: ${odds.toPrecision(2)}.`,
    `Model: ${model.title}, version ${model.version}; development: ${model.development.n} patients, ${model.development.events} events (${model.development.description}).`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** A value of an input with its unit, in words. */
export type SayInputValue = (asked: ModelInput, value: number | boolean) => string;

/**
 * One line per input: what it was, when, and where it came from.
 * @param say how values are put; without it in the model's own UCUM units, as the record keeps them
 */
export function composeInputLines(
  { assessment, model }: Conclusion,
  say: SayInputValue = sayCanonical,
): readonly string[] {
  return model.inputs.map((asked) => {
    const input = assessment.inputs.find(({ id }) => id === asked.id);
    return `${asked.label}: ${describeInput(asked, input, assessment.risk?.integrated ?? [], say)}.`;
  });
}

function describeInput(
  asked: ModelInput,
  input: Input | undefined,
  integrated: readonly string[],
  say: SayInputValue,
): string {
  if (integrated.includes(asked.id))
    return 'not known; averaged over its distribution, which widens the band';
  if (input?.value === undefined) return `missing (${input?.because ?? input?.state ?? 'unknown'})`;
  const facts = [
    input.atLeast === true ? 'at least' : '',
    input.state === 'none-recorded' ? 'none recorded' : '',
    input.entered === undefined
      ? ''
      : `entered by the clinician${input.entered.reason === undefined ? '' : `: ${input.entered.reason}`}`,
    input.time === undefined ? '' : `at ${input.time}`,
    ...(input.assumed ?? []).map((what) => `assumed: ${what}`),
    asked.standing === 'published' ? '' : `coefficient ${asked.standing}`,
  ].filter((fact) => fact !== '');
  return `${say(asked, input.value)}${facts.length === 0 ? '' : ` (${facts.join('; ')})`}`;
}

function sayCanonical(asked: ModelInput, value: number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return asked.kind === 'yes-no' || asked.unit === '1' ? String(value) : `${value} ${asked.unit}`;
}

/** What a later reader has to know before using the number. */
export function composeCautions({
  assessment,
  model,
  cutOff,
  software,
}: Conclusion): readonly string[] {
  return [
    'Research use only. Not a basis for deciding on anticoagulation. Plasma and platelets are markers here, not treatment advice.',
    `As of ${toOffsetTime(assessment.moment)}; data read at ${toOffsetTime(cutOff)}. Results that came or were corrected later are not in it; assess again instead of reusing it.`,
    ...assessment.faults
      .filter(({ kind }) => kind === 'outcome-unknown')
      .map((fault) => describe(fault)),
    ...model.limits,
    `Model document ${model.id} ${model.version}, SHA-256 ${model.sha256}; software ${software.name} ${software.version}.`,
  ];
}

/** The whole as plain text: for documents, and to copy where nothing may be written; `say` as for the input lines. */
export function composeText(conclusion: Conclusion, say?: SayInputValue): string {
  return [
    'Risk of intracranial haemorrhage on ECMO',
    '',
    composeRationale(conclusion),
    '',
    ...composeInputLines(conclusion, say),
    '',
    ...composeCautions(conclusion),
  ].join('\n');
}
