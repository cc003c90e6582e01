import { writeSync } from 'node:fs';

/** Where a verb speaks: data on one stream, everything said about it on the other. */
export interface Console {
  /** One line of data, on standard output. */
  out(line: string): void;
  /** One sentence for the person at the keyboard, on standard error. */
  note(sentence: string): void;
  /** Redraws the progress line; nothing unless standard error is a terminal. */
  progress(label: string, done: number, total: number): void;
}

/** What a shell reports of a program that wrote to a pipe nobody reads: 128 and SIGPIPE. */
const NOBODY_READS = 141;

/** Writes all of a text, waiting where a pipe is full; ends quietly where nobody reads on, as behind `| head`. */
function writeAll(descriptor: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') process.exit(NOBODY_READS);
      if (code !== 'EAGAIN') throw error;
    }
  }
}

/** The console of this process. */
export function terminal(): Console {
  const drawn = { width: 0 };
  const clear = (): void => {
    if (drawn.width > 0) writeAll(2, `\r${' '.repeat(drawn.width)}\r`);
    drawn.width = 0;
  };
  return {
    out: (line) => writeAll(1, `${line}\n`),
    note: (sentence) => {
      clear();
      writeAll(2, `${sentence}\n`);
    },
    progress: (label, done, total) => {
      if (!process.stderr.isTTY) return;
      if (done >= total) return clear();
      const share = total > 0 ? done / total : 1;
      const bar = '█'.repeat(Math.round(share * 30)).padEnd(30, '░');
      const text = `${label} ${bar} ${Math.floor(share * 100)} %`;
      writeAll(2, `\r${text}`);
      drawn.width = text.length;
    },
  };
}
