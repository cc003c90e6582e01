import type { ModelDocument, ModelInput } from '../../model/document.ts';
import { evaluateRisk } from '../../model/risk.ts';
import type { PublishedModel } from '../recalibrating/anchored.ts';
import type { AnalysisTable } from '../table/analysis-table.ts';
import { inputValues, modelRisks } from './model-risks.ts';

/** The rows a model can be fitted on. */
export interface ModelDesign {
  readonly table: AnalysisTable;
  /** Rows left out because an input is missing that the model does not do without. */
  readonly left: number;
  /** Rows with a value beyond the model's valid ranges. */
  readonly outOfRange: number;
}

/**
 * The value that stands for an input the model integrates out: with it the log
 * odds are those of the average risk, which is what the bedside shows. The mean
 * of the input would read too low wherever the event is rare.
 */
function standIn(
  model: ModelDocument,
  { id, coefficient, scale }: ModelInput,
  values: Readonly<Record<string, number | null>>,
  mean: number,
): number {
  const first = model.inputs.find((input) => values[input.id] === null);
  if (first?.id !== id || coefficient === 0) return mean;
  const { central, linearPredictor } = evaluateRisk(model, values);
  const away = Math.log(central) - Math.log1p(-central) - linearPredictor;
  return Number.isFinite(away) ? mean + (away * scale) / coefficient : mean;
}

/**
 * The rows a model can be fitted on: every input known, or one that the model
 * integrates out, which is then given the value that has the bedside's risk.
 *
 * @param outOfRange `drop` leaves out rows beyond the valid ranges, as the bedside does
 */
export function modelDesign(
  model: ModelDocument,
  given: AnalysisTable,
  outOfRange: 'keep' | 'drop',
): ModelDesign {
  const { table, missing, outOfRange: beyond } = modelRisks(model, given, outOfRange);
  const rows = table.ids.map((_, row) => inputValues(model, table, row));
  const columns = model.inputs.map((input) => {
    const { missing: rule } = input;
    return [
      input.id,
      Float64Array.from(
        rows,
        (values) =>
          values[input.id] ??
          (rule.policy === 'integrate' ? standIn(model, input, values, rule.mean) : Number.NaN),
      ),
    ] as const;
  });
  return { table: { ...table, columns: new Map(columns) }, left: missing, outOfRange: beyond };
}

/**
 * A document's coefficients with what is known of their precision; a
 * reconstructed intercept is not held at all.
 */
export function publishedModel({ intercept, inputs, covariance }: ModelDocument): PublishedModel {
  return {
    coefficients: [intercept.value, ...inputs.map(({ coefficient }) => coefficient)],
    standardErrors: [
      intercept.standardError ?? Math.sqrt(covariance?.[0]?.[0] ?? Infinity),
      ...inputs.map(({ standardError }) => standardError),
    ],
  };
}
