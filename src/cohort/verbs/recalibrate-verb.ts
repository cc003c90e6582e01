import { CommandError } from '../command-error.ts';
import { recalibratedDocument } from '../documents/recalibrated-document.ts';
import { insistOnNewFile, seal, writeDocument } from '../documents/seal.ts';
import { designMatrix } from '../fitting/design.ts';
import { recalibrate, type Recalibration } from '../recalibrating/ladder.ts';
import { rungs, type Rung } from '../recalibrating/rungs.ts';
import { loadModel } from '../setting.ts';
import { cohortHelp, cohortOptions, insistOnEvents, loadCohort } from '../source/cohort.ts';
import { outOfRangeOption } from '../source/out-of-range-option.ts';
import { insistOnRisks } from '../validating/insist-on-risks.ts';
import { modelDesign, publishedModel } from '../validating/model-design.ts';
import { numberOption, textOption, type Verb } from '../verb.ts';

const number = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(3));

function ladderText({ n, events, rungs: ladder, closedTest, deployment }: Recalibration): string {
  const rows = ladder.map(({ rung, coefficients, optimism }) =>
    [
      rung.padEnd(20),
      coefficients ? number(optimism?.measures.c.corrected).padStart(10) : '   no finite answer',
      number(optimism?.measures.slope.corrected).padStart(10),
      number(optimism?.measures.logLoss.corrected).padStart(10),
    ].join(' '),
  );
  return [
    `${n} patients, ${events} events`,
    '',
    `${'rung'.padEnd(20)} ${'C'.padStart(10)} ${'slope'.padStart(10)} ${'log loss'.padStart(10)}   bootstrap corrected`,
    ...rows,
    '',
    `Closed test: ${closedTest?.chosen ?? 'no answer'}`,
    `Offered: ${deployment.offered.join(', ') || 'nothing'}. Recommended: ${deployment.recommended ?? 'nothing'}.`,
    ...deployment.reasons.map(({ words }) => `  ${words}`),
  ].join('\n');
}

/** The rung to write: the recommended one, or one that is offered. */
function rungToWrite(result: Recalibration, asked: string | undefined): Rung {
  const rung = asked ?? result.deployment.recommended;
  const found = rungs.find((one) => one === rung);
  if (!found || !result.deployment.offered.includes(found))
    throw new CommandError(
      `${rung ?? 'No rung'} may not be deployed here; offered: ${result.deployment.offered.join(', ') || 'nothing'}. ` +
        result.deployment.reasons.map(({ words }) => words).join(' '),
    );
  return found;
}

/** `cohort recalibrate`: the ladder of updating, and a document the app loads. */
export const recalibrateVerb: Verb = {
  name: 'recalibrate',
  summary: "fit a model to one's own patients as far as they allow, and write a model document",
  help: `
Usage: npm run --silent cohort -- recalibrate <export> --site <folder> --out my-model.json
       npm run --silent cohort -- recalibrate --table FILE.csv --model zhu-2025 --json

Climbs the ladder keep, intercept, intercept-and-slope, anchored, refit; validates each
rung by bootstrap, runs the closed test, and says which may be deployed and why.

  --model FILE      the model to start from (default zhu-2025)
  --out-of-range W  keep or drop patients beyond the model's valid ranges
                    (default: drop for an export, as the bedside does; keep for a table)
  --rung NAME       write this rung instead of the recommended one; it must be offered
  --out FILE        writes the model document; name it as "model" in site.json
  --name NAME       the hospital's name in the document (default from site.json)
  --synthetic       the patients are invented: the document says so
  --resamples N     bootstrap resamples (default 500)
  --seed N          (default 20250301)
  --json            the ladder and the closed test as JSON
${cohortHelp}
`,
  options: {
    ...cohortOptions,
    model: { type: 'string' },
    'out-of-range': { type: 'string' },
    rung: { type: 'string' },
    out: { type: 'string' },
    name: { type: 'string' },
    synthetic: { type: 'boolean' },
    resamples: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async (values, operands, console) => {
    const out = textOption(values, 'out');
    if (out !== undefined) insistOnNewFile(out);
    const parent = await loadModel(textOption(values, 'model') ?? 'zhu-2025');
    const cohort = await loadCohort(values, operands, parent, parent.inputs, console);
    const outOfRange = outOfRangeOption(values, cohort.export !== undefined);
    const beyond = insistOnRisks(parent, cohort.table, outOfRange);
    if (beyond !== null) console.note(beyond);
    const { table, left } = modelDesign(parent, cohort.table, outOfRange);
    insistOnEvents(table);
    if (left > 0)
      console.note(
        `${left} patients without a needed input are left out; see validate for missing data.`,
      );
    const design = designMatrix(
      parent.inputs.map(({ id, scale }) => table.columns.get(id)!.map((value) => value / scale)),
    );
    const result = recalibrate(design, table.outcomes, publishedModel(parent), {
      resamples: Math.floor(numberOption(values, 'resamples', [0, 1e5]) ?? 500),
      seed: Math.floor(numberOption(values, 'seed', [0, 2 ** 31]) ?? 20250301),
    });
    console.out(
      values['json'] === true
        ? JSON.stringify({ site: cohort.site, source: table.source, left, ...result })
        : ladderText(result),
    );
    if (out === undefined) return;
    const document = recalibratedDocument(
      parent,
      result,
      rungToWrite(result, textOption(values, 'rung')),
      {
        site: textOption(values, 'name') ?? cohort.site,
        ...(cohort.period === undefined ? {} : { period: cohort.period }),
        date: new Date().toISOString().slice(0, 10),
        synthetic: values['synthetic'] === true,
      },
    );
    const sealed = await seal(document);
    writeDocument(out, sealed);
    console.note(`${out}: ${sealed.title}, sha256 ${sealed.sha256.slice(0, 12)}…`);
  },
};
