/**
 * Maps one patient's record in a process of its own, as the app and the batch
 * get it: Bundle pages of text, one a line, each parsed and then dropped, their
 * resources kept. `tsx --expose-gc map-pages.ts <file>` prints one line of JSON;
 * megabytes are of the whole process, Node and our code included.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { HOUR } from '../../src/clinical/moment.ts';
import { readTimeline } from '../../src/clinical/read-timeline.ts';
import { loadSetting } from '../../src/cohort/setting.ts';
import type { MappedStay } from './map-stay.ts';
import { cpuSeconds, heldMegabytes, medianOf } from './measure.ts';
import { CANNULATED } from './stay.ts';

function peak(): number {
  return process.resourceUsage().maxRSS / 1024;
}

const setting = await loadSetting('fhir-mappings/sites/default');
const context = { ...setting, moment: CANNULATED + 240 * HOUR };
const beforeReading = peak();
const resources: unknown[] = [];
for await (const page of createInterface({ input: createReadStream(process.argv[2] ?? '') })) {
  const bundle = JSON.parse(page) as { readonly entry: readonly { readonly resource: unknown }[] };
  for (const { resource } of bundle.entry) resources.push(resource);
}
const beforeMapping = peak();
const times: number[] = [];
let afterMapping = 0;
for (let run = 0; run < 4; run += 1) {
  times.push(1000 * (await cpuSeconds(async () => readTimeline(resources, context))));
  if (run === 0) afterMapping = peak();
}
const [first = NaN, ...more] = times;
const mapped: MappedStay = {
  peaks: { beforeReading, beforeMapping, afterMapping },
  first,
  median: medianOf(more),
  held: heldMegabytes(() => readTimeline(resources, context)),
};
process.stdout.write(`${JSON.stringify(mapped)}\n`);
