import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../documents/seal.ts';
import { designMatrix } from '../fitting/design.ts';
import { recalibrate } from '../recalibrating/ladder.ts';
import { checklistOf, page, type Report } from '../reporting/page.ts';
import { loadModel, loadSetting } from '../setting.ts';
import { cohortHelp, cohortOptions, insistOnEvents, loadCohort } from '../source/cohort.ts';
import { outOfRangeOption } from '../source/out-of-range-option.ts';
import { column } from '../table/analysis-table.ts';
import { aggregatesOnly } from '../validating/aggregates-only.ts';
import { insistOnRisks } from '../validating/insist-on-risks.ts';
import { modelDesign, publishedModel } from '../validating/model-design.ts';
import { validateCohort } from '../validating/validate-cohort.ts';
import { neededOption, numberOption, textOption, type Verb } from '../verb.ts';

/** `cohort report`: everything on one page, and the same numbers as JSON. */
export const reportVerb: Verb = {
  name: 'report',
  summary: 'one page with every figure, and the same numbers as JSON',
  help: `
Usage: npm run cohort -- report <export> --site <folder> --out <folder>

Writes report.html, one page that needs no network, and report.json with the same
numbers: flow, case mix, calibration, decision curve, subgroups, landmarks, missing
data, the ladder of updating, nomogram and the TRIPOD+AI checklist.

  --out FOLDER      where the two files are written
  --model FILE      (default: the site's, or zhu-2025)
  --out-of-range W  keep or drop patients beyond the model's valid ranges
                    (default: drop for an export, as the bedside does; keep for a table)
  --resamples N     bootstrap of the ladder and of ICI, E50, E90, Emax (default 200)
  --seed N          (default 20250301)
${cohortHelp}
`,
  options: {
    ...cohortOptions,
    model: { type: 'string' },
    out: { type: 'string' },
    'out-of-range': { type: 'string' },
    resamples: { type: 'string' },
    seed: { type: 'string' },
  },
  run: async (values, operands, console) => {
    const out = neededOption(values, 'out', 'the folder to write to');
    const site = textOption(values, 'table') === undefined ? textOption(values, 'site') : undefined;
    const named = textOption(values, 'model');
    const model =
      named === undefined && site !== undefined
        ? (await loadSetting(site)).model
        : await loadModel(named ?? 'zhu-2025');
    const cohort = await loadCohort(values, operands, model, model.inputs, console);
    insistOnEvents(cohort.table);
    const seed = Math.floor(numberOption(values, 'seed', [0, 2 ** 31]) ?? 20250301);
    const resamples = Math.floor(numberOption(values, 'resamples', [0, 1e5]) ?? 200);
    const outOfRange = outOfRangeOption(values, cohort.export !== undefined);
    const beyond = insistOnRisks(model, cohort.table, outOfRange);
    if (beyond !== null && !cohort.export) console.note(beyond);
    const validation = validateCohort(model, cohort, {
      outOfRange,
      threshold: 0.1,
      resamples,
      seed,
    });
    const { table } = modelDesign(model, cohort.table, outOfRange);
    const design = designMatrix(
      model.inputs.map(({ id, scale }) => column(table, id).map((value) => value / scale)),
    );
    const recalibration = recalibrate(design, table.outcomes, publishedModel(model), {
      resamples,
      seed,
    });
    const report: Report = {
      site: cohort.site,
      period: cohort.period ?? null,
      made: new Date().toISOString().slice(0, 10),
      model,
      validation,
      recalibration,
      tripod: checklistOf(validation, recalibration),
    };
    mkdirSync(out, { recursive: true });
    writeWhole(join(out, 'report.html'), page(report));
    writeWhole(join(out, 'report.json'), `${aggregatesOnly(report, 2)}\n`);
    console.note(`${join(out, 'report.html')} and report.json are written.`);
  },
};
