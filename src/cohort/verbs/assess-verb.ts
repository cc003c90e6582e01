import { CommandError } from '../command-error.ts';
import { entriesOption } from '../entries-option.ts';
import { momentOption } from '../moment-option.ts';
import { opener } from '../open-worker.ts';
import { readExport } from '../reading/read-export.ts';
import { readingHelp, readingOptions, readingOptionsOf } from '../reading-options.ts';
import { loadSetting } from '../setting.ts';
import { listOption, neededOption, textOption, type Verb } from '../verb.ts';

/** `cohort assess`: the assessment the app would show, for every patient of a file or folder. */
export const assessVerb: Verb = {
  name: 'assess',
  summary: 'one assessment a patient, as of a moment, as the app would show it',
  help: `
Usage: npm run --silent cohort -- assess <bundle.json | file.ndjson | folder> --site <folder> --at <moment>

Prints one JSON object a patient and line, in order of patient.

  --site FOLDER     the hospital's settings, such as fhir-mappings/sites/default
  --at MOMENT       as of: 2026-03-01T14:30:00Z, or without a zone as the hospital's clock shows it
  --enter KEY=VALUE in place of the record, repeatable: gwr=1.24, stroke-history=no,
                    ffp-units=3, platelets-lowest=40, ecmo-start=<moment>, ecmo-mode=VA
  --model FILE      another model document than the site's
  --patient ID      only this one${readingHelp}
`,
  options: {
    site: { type: 'string' },
    at: { type: 'string' },
    enter: { type: 'string', multiple: true },
    model: { type: 'string' },
    patient: { type: 'string' },
    ...readingOptions,
  },
  run: async (values, operands, console) => {
    const [path, ...more] = operands;
    if (path === undefined) throw new CommandError('a Bundle, NDJSON file or folder is missing.');
    if (more.length > 0)
      throw new CommandError(`one input at a time; "${more[0]}" is one too many.`);
    const site = neededOption(
      values,
      'site',
      "the hospital's settings, such as fhir-mappings/sites/default",
    );
    const at = neededOption(values, 'at', 'the moment to assess as of; there is no default');
    const model = textOption(values, 'model');
    const setting = await loadSetting(site, model);
    const zone = setting.site.timeZone;
    const moment = momentOption('at', at, zone);
    const iso = new Date(moment).toISOString();
    const entries = entriesOption(listOption(values, 'enter'), setting.model, zone, iso);
    const patient = textOption(values, 'patient')?.replace(/^(Patient\/)?/, 'Patient/');
    const task = { kind: 'assess', moment, entries, ...(patient ? { patient } : {}) } as const;
    let printed = 0;
    const summary = await readExport(
      path,
      readingOptionsOf(values),
      console,
      opener({ site, model, filtered: true, task }),
      ({ text }) => {
        console.out(text);
        printed += 1;
      },
    );
    if (printed === 0)
      throw new CommandError(
        patient
          ? `${path} holds no rows of ${patient}, but of ${summary.patients} other patients.`
          : `${path} holds no patient's resources.`,
      );
  },
};
