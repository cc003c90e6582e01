import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stayOf } from './stay.ts';

/** What mapping one patient's record took, in a process of its own. */
export interface MappedStay {
  /** Most memory of the whole process until then, megabytes. */
  readonly peaks: {
    readonly beforeReading: number;
    readonly beforeMapping: number;
    readonly afterMapping: number;
  };
  /** Milliseconds of processor the first time, nothing compiled yet, collecting garbage included. */
  readonly first: number;
  /** The same, median of three more. */
  readonly median: number;
  /** Megabytes of heap that the timeline keeps. */
  readonly held: number | null;
}

/** How many resources a server puts on a page. */
const PAGE = 1000;

/** Maps a stay of so many Observations in a process of its own. */
export async function mapStay(observations: number): Promise<MappedStay> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const file = join(folder, 'pages.ndjson');
    const stay = stayOf(observations);
    const pages = Array.from({ length: Math.ceil(stay.length / PAGE) }, (_, page) => {
      const entry = stay.slice(page * PAGE, (page + 1) * PAGE).map((resource) => ({ resource }));
      return JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry });
    });
    await writeFile(file, pages.map((page) => `${page}\n`).join(''));
    const map = join(import.meta.dirname, 'map-pages.ts');
    const options = ['--expose-gc', '--import', 'tsx', map, file];
    const { stdout } = await promisify(execFile)(process.execPath, options);
    return JSON.parse(stdout) as MappedStay;
  } finally {
    await rm(folder, { recursive: true });
  }
}
