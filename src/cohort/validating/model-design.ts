import type { ModelDocument } from '../../model/document.ts';
import type { PublishedModel } from '../recalibrating/anchored.ts';
import { column, withRows, type AnalysisTable } from '../table/analysis-table.ts';

/**
 * The rows a model can be fitted on: every input known, one that the model
 * integrates out set to its stated mean as the bedside's central value does.
 */
export function modelDesign(
  model: ModelDocument,
  given: AnalysisTable,
): { readonly table: AnalysisTable; readonly left: number } {
  const filled: AnalysisTable = {
    ...given,
    columns: new Map(
      model.inputs.map(({ id, missing }) => [
        id,
        missing.policy === 'integrate'
          ? column(given, id).map((value) => (Number.isNaN(value) ? missing.mean : value))
          : column(given, id),
      ]),
    ),
  };
  const table = withRows(filled, (row) =>
    model.inputs.every(({ id }) => !Number.isNaN(column(filled, id)[row]!)),
  );
  return { table, left: given.ids.length - table.ids.length };
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
