import { CommandError } from '../command-error.ts';
import { writeWhole } from '../documents/seal.ts';
import { designMatrix } from '../fitting/design.ts';
import { combineValidations, type CombinedValidation } from '../pooling/combine.ts';
import { firstRound, nextRound, type PooledRound } from '../pooling/pooled-refit.ts';
import { siteAggregate, type SiteAggregate } from '../pooling/site-aggregate.ts';
import { readJsonFile } from '../reading/json-file.ts';
import { loadModel } from '../setting.ts';
import { cohortHelp, cohortOptions, loadCohort } from '../source/cohort.ts';
import { outOfRangeOption } from '../source/out-of-range-option.ts';
import { column } from '../table/analysis-table.ts';
import { insistOnRisks } from '../validating/insist-on-risks.ts';
import { modelDesign, publishedModel } from '../validating/model-design.ts';
import { neededOption, textOption, type Values, type Verb } from '../verb.ts';

/** Thresholds every hospital reports at. */
const thresholds = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5];

/** What `pool --combine` writes: one validation over all hospitals, and the next round's coefficients. */
interface Pool {
  readonly format: 'pool/1';
  readonly validation: CombinedValidation;
  readonly round: PooledRound;
}

function readPool(file: string): Pool {
  const json = readJsonFile(file) as Partial<Pool> | null;
  if (json?.format !== 'pool/1')
    throw new CommandError(`${file} is not what pool --combine writes.`);
  return json as Pool;
}

function readAggregate(file: string): SiteAggregate {
  const json = readJsonFile(file) as Partial<SiteAggregate> | null;
  if (json?.format !== 'site-aggregate/1')
    throw new CommandError(`${file} is not what pool writes for one hospital.`);
  return json as SiteAggregate;
}

function combine(files: readonly string[], values: Values): Pool {
  if (files.length === 0) throw new CommandError('--combine needs the files of the hospitals.');
  const sites = files.map(readAggregate);
  const before = textOption(values, 'round');
  try {
    const round =
      before === undefined ? firstRound(sites[0]!.coefficients) : readPool(before).round;
    return {
      format: 'pool/1',
      validation: combineValidations(sites),
      round: nextRound(round, sites),
    };
  } catch (error) {
    if (error instanceof RangeError)
      throw new CommandError(`These files do not go together: ${error.message}.`);
    throw error;
  }
}

function poolText({ validation, round }: Pool): string {
  const estimate = round.answered;
  return [
    JSON.stringify(validation, null, 2),
    '',
    `Round ${round.round}: ${round.converged ? 'converged' : 'not converged; hand this file to every hospital as --round'}`,
    ...(estimate
      ? [
          `Fit on ${estimate.n} patients, ${estimate.events} events of ${estimate.sites.join(', ')}, as if the rows were joined:`,
        ]
      : []),
    `  coefficients     ${round.coefficients.map((b) => b.toPrecision(6)).join(', ')}`,
    ...(estimate
      ? [`  standard errors  ${estimate.standardErrors.map((s) => s.toPrecision(4)).join(', ')}`]
      : []),
  ].join('\n');
}

/** `cohort pool`: several hospitals, one answer, no rows exchanged. */
export const poolVerb: Verb = {
  name: 'pool',
  summary: 'sums of one hospital without rows; and the combination of several hospitals',
  help: `
Usage: npm run cohort -- pool <export> --site <folder> --name north --out north.json
       npm run cohort -- pool --combine north.json south.json … --out round-1.json
       npm run cohort -- pool <export> --site <folder> --name north --round round-1.json --out north-2.json

A hospital gives out sums only; counts under 10 are withheld. Combining gives one
validation and the coefficients for the next round; after about five rounds they are
those of a fit on the joined rows.

  --model FILE      the model all hospitals look at (default zhu-2025)
  --out-of-range W  keep or drop patients beyond the model's valid ranges
                    (default: drop for an export, as the bedside does; keep for a table)
  --name NAME       the hospital's name in the pool
  --round FILE      the last combination, whose coefficients are used
  --out FILE        what is written
  --json            prints it as JSON
${cohortHelp}
`,
  options: {
    ...cohortOptions,
    model: { type: 'string' },
    'out-of-range': { type: 'string' },
    name: { type: 'string' },
    round: { type: 'string' },
    combine: { type: 'boolean' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (values, operands, console) => {
    const out = textOption(values, 'out');
    const finish = (result: object, text: string): void => {
      const json = JSON.stringify(result, null, 2);
      if (out !== undefined) writeWhole(out, `${json}\n`);
      console.out(values['json'] === true ? json : text);
    };
    if (values['combine'] === true) {
      const pool = combine(operands, values);
      return finish(pool, poolText(pool));
    }
    const model = await loadModel(textOption(values, 'model') ?? 'zhu-2025');
    const site = neededOption(values, 'name', "the hospital's name in the pool");
    const cohort = await loadCohort(values, operands, model, model.inputs, console);
    const outOfRange = outOfRangeOption(values, cohort.export !== undefined);
    const beyond = insistOnRisks(model, cohort.table, outOfRange);
    if (beyond !== null) console.note(beyond);
    const { table, left } = modelDesign(model, cohort.table, outOfRange);
    const round = textOption(values, 'round');
    const aggregate = siteAggregate(
      designMatrix(
        model.inputs.map(({ id, scale }) => column(table, id).map((value) => value / scale)),
      ),
      table.outcomes,
      round === undefined ? publishedModel(model).coefficients : readPool(round).round.coefficients,
      { site, predictors: model.inputs.map(({ id }) => id), thresholds },
    );
    if (left > 0) console.note(`${left} patients without a needed input are left out.`);
    finish(
      aggregate,
      `${site}: sums of ${aggregate.n ?? 'under 10'} patients${out ? `, in ${out}` : ''}. No rows, no cells under 10.`,
    );
  },
};
