import type { ModelDocument } from '../../model/document.ts';
import { CommandError } from '../command-error.ts';
import { column, type AnalysisTable } from '../table/analysis-table.ts';
import { modelRisks } from './model-risks.ts';

/** How many values of each input lie beyond the model's valid range, in words; empty when none does. */
function beyondInWords(model: ModelDocument, table: AnalysisTable): string {
  return model.inputs
    .flatMap(({ id, validRange: [low, high] }) => {
      const values = column(table, id).filter((value) => !Number.isNaN(value));
      const beyond = values.filter((value) => value < low || value > high).length;
      return beyond > 0
        ? [`${id} in ${beyond} of ${values.length} (valid from ${low} to ${high})`]
        : [];
    })
    .join(', ');
}

/**
 * Insists that the model has something to say about these patients, in numbers
 * one can calculate with.
 *
 * @returns a sentence about values beyond the valid ranges, or null when there is none
 * @throws CommandError when no patient has a risk, or one is 0 or 1 to a double
 */
export function insistOnRisks(
  model: ModelDocument,
  table: AnalysisTable,
  outOfRange: 'keep' | 'drop',
): string | null {
  const { risks, missing } = modelRisks(model, table, outOfRange);
  const beyond = beyondInWords(model, table);
  const said = beyond === '' ? '' : ` Beyond the valid ranges: ${beyond}.`;
  if (risks.length === 0)
    throw new CommandError(
      `${table.source}: the model gives none of ${table.ids.length} patients a risk; ${missing} lack an input it needs.${said}`,
    );
  const certain = risks.filter((risk) => risk <= 0 || risk >= 1).length;
  if (certain > 0)
    throw new CommandError(
      `${table.source}: the model gives ${certain} patients a risk of exactly 0 or 1.${said} Look at the units, or leave such patients out with --out-of-range drop.`,
    );
  return beyond === ''
    ? null
    : `${table.source}: beyond the valid ranges: ${beyond}; ${outOfRange === 'keep' ? 'kept; --out-of-range drop leaves them out, as the bedside does' : 'left out, as at the bedside'}.`;
}
