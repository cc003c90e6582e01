import { existsSync } from 'node:fs';
import { CommandError } from '../command-error.ts';
import { writeRegistry } from '../simulation/write-registry.ts';
import { neededOption, numberOption, textOption, type Verb } from '../verb.ts';

/** `cohort simulate`: a synthetic registry with a known truth. */
export const simulateVerb: Verb = {
  name: 'simulate',
  summary: 'a synthetic registry of ECMO patients as a Bulk FHIR export, with known truth',
  help: `
Usage: npm run cohort -- simulate --out <folder> [options]

Writes exports/<site>/*.ndjson as hospitals write them (their own codes, units and
shapes), sites/<site>/ with the settings that read them, and truth.json. The same
seed gives the same registry. Nobody in it ever lived.

  --out FOLDER      must not exist yet
  --patients N      a site (default 400)
  --sites N         hospitals (default 1; the second has local codes only, the third is German)
  --seed N          (default 1)
  --truth NAME      published: the published model's slopes (default)
                    extended: anticoagulation, fibrinogen and PaCO2 matter as well
  --shift X         miscalibration: added to everybody's log odds (default 0)
  --slope X         miscalibration: times every slope, about the average patient (default 1)
  --drift X         added to the log odds a year (default 0)
  --measured SHARE  patients with a head CT (default 0.7)
  --filler N        rows that cannot matter, an hour of support (default 2)
`,
  options: {
    out: { type: 'string' },
    patients: { type: 'string' },
    sites: { type: 'string' },
    seed: { type: 'string' },
    truth: { type: 'string' },
    shift: { type: 'string' },
    slope: { type: 'string' },
    drift: { type: 'string' },
    measured: { type: 'string' },
    filler: { type: 'string' },
  },
  run: async (values, _operands, console) => {
    const out = neededOption(values, 'out', 'the folder to write');
    if (existsSync(out))
      throw new CommandError(`${out} exists already; name a folder that does not.`);
    const truth = textOption(values, 'truth') ?? 'published';
    if (truth !== 'published' && truth !== 'extended')
      throw new CommandError(`--truth must be published or extended, not "${truth}".`);
    const made = writeRegistry(
      {
        truth,
        seed: Math.floor(numberOption(values, 'seed', [0, 2 ** 31]) ?? 1),
        patients: Math.floor(numberOption(values, 'patients', [1, 1e6]) ?? 400),
        sites: Math.floor(numberOption(values, 'sites', [1, 30]) ?? 1),
        shift: numberOption(values, 'shift', [-5, 5]) ?? 0,
        slope: numberOption(values, 'slope', [-3, 3]) ?? 1,
        drift: numberOption(values, 'drift', [-2, 2]) ?? 0,
        measured: numberOption(values, 'measured', [0, 1]) ?? 0.7,
        filler: numberOption(values, 'filler', [0, 500]) ?? 2,
      },
      out,
      (done, of) => console.progress('sites', done, of),
    );
    for (const { name, patients, events, meanProbability } of made.sites)
      console.note(
        `${name}: ${patients} patients, ${events} with intracranial haemorrhage on support ` +
          `(expected ${(meanProbability * patients).toFixed(1)}). Synthetic.`,
      );
  },
};
