import type { Assessment } from '../assess.ts';
import type { EcmoRun } from '../clinical/ecmo-run.ts';
import type { Input } from '../clinical/input.ts';
import type { Band, Risk } from '../model/evaluation.ts';

const band = ({ low, high }: Band): Band => ({ low, high });

function riskOf(risk: Risk): object {
  return {
    central: risk.central,
    low: risk.low,
    high: risk.high,
    structural: band(risk.structural),
    statistical: band(risk.statistical),
    ...(risk.integrated.length > 0 ? { integrated: risk.integrated } : {}),
  };
}

function inputOf(input: Input): object | null {
  if (input.value === undefined) return null;
  return {
    value: input.value,
    unit: input.unit,
    time: input.time ?? null,
    sources: input.sources,
    ...(input.state === 'value' ? {} : { state: input.state }),
    ...(input.atLeast ? { atLeast: true } : {}),
    ...(input.assumed?.length ? { assumed: input.assumed } : {}),
    ...(input.entered ? { entered: input.entered } : {}),
  };
}

function runOf({ start, end, mode, sources, evidence, hours }: EcmoRun): object {
  return {
    start: start.text,
    ...(end === undefined ? {} : { end: end.text }),
    mode,
    sources,
    evidence,
    hours,
  };
}

/** Why the inputs that are null have no value. */
function absences(inputs: readonly Input[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    inputs
      .filter((input) => input.value === undefined)
      .map((input) => [input.id, input.because ?? input.state]),
  );
}

/**
 * One assessment as `cohort assess` prints it: the members promised to scripts,
 * plus why inputs are missing, every refusal, and the one-sided bound.
 */
export function assessmentLine(assessment: Assessment, patient: string): object {
  const { ecmo, risk, bound } = assessment;
  return {
    patient: assessment.patient ?? patient,
    moment: new Date(assessment.moment).toISOString(),
    ecmo: ecmo && runOf(ecmo),
    inputs: Object.fromEntries(assessment.inputs.map((input) => [input.id, inputOf(input)])),
    risk: risk && riskOf(risk),
    oddsToReference: assessment.oddsToReference,
    refused: assessment.refused,
    refusals: assessment.refusals,
    endedRun: assessment.endedRun && runOf(assessment.endedRun),
    missing: absences(assessment.inputs),
    bound: bound && { direction: bound.direction, ...riskOf(bound.risk) },
    faults: assessment.faults,
    candidates: assessment.candidates,
  };
}
