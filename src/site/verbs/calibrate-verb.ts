import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calibrateDocument } from '../../model/calibrate-document.ts';
import type { ModelDocument } from '../../model/document.ts';
import { insistOnSite } from '../checked-site.ts';
import { SiteError } from '../site-error.ts';
import type { Verb } from '../verb.ts';

/** `npm run site -- calibrate <folder>`: a hospital's base rate and means become a model document. */
export const calibrateVerb: Verb = {
  summary: "move the model to a hospital's own incidence and predictor means",
  help: `Usage: npm run site -- calibrate <folder> --events 12 --n 160 --source "…" [--means platelets-lowest=61,ffp-units=1.4] [--period "2019-2025"] [--out calibrated.json]

Writes a model document into the site folder: the published slopes, and the intercept at which
the mean risk equals your incidence. Name the file as "model" in site.json. The screen then says
"calibrated at <site>, n, events". Where you have the patients' data, recalibrate instead:
npm run cohort -- recalibrate.

  --events   adults on ECMO with an intracranial haemorrhage
  --n        adults on ECMO among whom they were counted
  --means    where your patients differ: the mean; the median for platelets; the share for stroke
  --source   who counted, and how
  --period   when they were treated
  --out      file name inside the folder (default: calibrated.json); must not exist`,
  options: ['events', 'n', 'means', 'source', 'period', 'out'],
  operands: [1, 1],
  run: async ([written = ''], options, console) => {
    const { folder, site, model } = await insistOnSite(written);
    const n = count('n', options['n']);
    const events = count('events', options['events']);
    if (events >= n) throw new SiteError(`--events ${events} must be fewer than --n ${n}.`);
    const { source, period } = options;
    if (source === undefined) throw new SiteError('--source is missing: who counted, and how?');
    const out = options['out'] ?? 'calibrated.json';
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*\.json$/.test(out))
      throw new SiteError(`--out is a file name inside the folder, ending in .json, not "${out}".`);
    const file = join(folder, out);
    if (existsSync(file)) throw new SiteError(`${file} exists already. Name another with --out.`);
    const today = new Date().toISOString().slice(0, 10);
    const calibrated = await moved(model, {
      incidence: events / n,
      n,
      means: means(options['means'] ?? '', model),
      site: site.name,
      ...(period === undefined ? {} : { period }),
      version: `${model.version}+${site.id}.${today}`,
      date: today,
      source,
    });
    writeFileSync(file, `${JSON.stringify(calibrated, null, 2)}\n`);
    const { value } = calibrated.intercept;
    console.out(
      `Wrote ${file}: intercept ${model.intercept.value} → ${value.toFixed(2)}. Put "model": "${out}" into site.json.`,
    );
    return 0;
  },
};

async function moved(
  model: ModelDocument,
  level: Parameters<typeof calibrateDocument>[1],
): Promise<ModelDocument> {
  try {
    return await calibrateDocument(model, level);
  } catch (error) {
    if (error instanceof RangeError) throw new SiteError(`${error.message}.`);
    throw error;
  }
}

function count(name: string, written: string | undefined): number {
  if (written === undefined || !/^[1-9]\d{0,6}$/.test(written))
    throw new SiteError(`--${name} must be a whole number above zero, not "${written ?? ''}".`);
  return Number(written);
}

function means(written: string, model: ModelDocument): Record<string, number> {
  const inputs = model.inputs.map(({ id }) => id);
  const pairs = written.split(',').filter((pair) => pair.trim() !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split('=').map((part) => part.trim());
      if (name === '' || !/^\d+(\.\d+)?$/.test(value))
        throw new SiteError(`--means takes input=number, separated by commas, not "${pair}".`);
      if (!inputs.includes(name))
        throw new SiteError(`The model has no input "${name}"; it has ${inputs.join(', ')}.`);
      const [low, high] = model.inputs.find(({ id }) => id === name)?.validRange ?? [0, 0];
      if (Number(value) < low || Number(value) > high)
        throw new SiteError(`The model holds for ${name} from ${low} to ${high}, not ${value}.`);
      return [name, Number(value)];
    }),
  );
}
