import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { byCodeUnit, type PatientLine } from './workshop.ts';

async function* linesOf(path: string): AsyncGenerator<PatientLine> {
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Infinity,
  })) {
    const tab = line.indexOf('\t');
    yield { patient: line.slice(0, tab), text: line.slice(tab + 1) };
  }
}

/**
 * The lines of all partitions in order of patients, each partition being in
 * order already: as many lines in memory as there are partitions.
 */
export async function* mergePartitions(
  folder: string,
  partitions: number,
): AsyncGenerator<PatientLine> {
  const sources = Array.from({ length: partitions }, (_, index) => join(folder, `${index}.out`))
    .filter((path) => existsSync(path))
    .map(linesOf);
  const heads: { source: AsyncGenerator<PatientLine>; line: PatientLine }[] = [];
  for (const source of sources) {
    const { value, done } = await source.next();
    if (!done) heads.push({ source, line: value });
  }
  while (heads.length > 0) {
    const first = heads.reduce((a, b) => (byCodeUnit(b.line.patient, a.line.patient) < 0 ? b : a));
    yield first.line;
    const { value, done } = await first.source.next();
    if (done) heads.splice(heads.indexOf(first), 1);
    else first.line = value;
  }
}
