import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit, type PatientLine } from './workshop.ts';

/** Bytes of a partition read at a time: all partitions are open at once. */
const chunkBytes = 16 << 10;
const newline = 0x0a;

function* linesOf(path: string): Generator<PatientLine> {
  const file = openSync(path, 'r');
  try {
    let bytes = Buffer.alloc(chunkBytes);
    let held = 0;
    for (;;) {
      if (held === bytes.length) bytes = Buffer.concat([bytes], 2 * bytes.length);
      const read = readSync(file, bytes, held, bytes.length - held, null);
      if (read === 0) return;
      const text = bytes.subarray(0, held + read);
      let start = 0;
      for (let end = text.indexOf(newline, held); end >= 0; end = text.indexOf(newline, start)) {
        const line = text.toString('utf8', start, end);
        const tab = line.indexOf('\t');
        yield { patient: line.slice(0, tab), text: line.slice(tab + 1) };
        start = end + 1;
      }
      bytes.copyWithin(0, start, text.length);
      held = text.length - start;
    }
  } finally {
    closeSync(file);
  }
}

/**
 * The lines of all partitions in order of patients, each partition being in
 * order already: as many lines in memory as there are partitions.
 */
export function* mergePartitions(folder: string, partitions: number): Generator<PatientLine> {
  const sources = Array.from({ length: partitions }, (_, index) => join(folder, `${index}.out`))
    .filter((path) => existsSync(path))
    .map(linesOf);
  try {
    const heads: { source: Generator<PatientLine>; line: PatientLine }[] = [];
    for (const source of sources) {
      const { value, done } = source.next();
      if (!done) heads.push({ source, line: value });
    }
    while (heads.length > 0) {
      const first = heads.reduce((a, b) =>
        byCodeUnit(b.line.patient, a.line.patient) < 0 ? b : a,
      );
      yield first.line;
      const { value, done } = first.source.next();
      if (done) heads.splice(heads.indexOf(first), 1);
      else first.line = value;
    }
  } finally {
    for (const source of sources) source.return(undefined);
  }
}
