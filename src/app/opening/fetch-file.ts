import type { Fault } from '../../faults.ts';

/** A file of the app's own host, parsed; or the fault that says which and why. */
export type FetchedFile =
  { readonly json: unknown; readonly fault: null } | { readonly json: null; readonly fault: Fault };

/** The files every start needs, on their way. */
export interface FirstFiles {
  readonly site: Promise<FetchedFile>;
  readonly mappings: Promise<FetchedFile>;
}

/** Asks for the files every start needs, before anything that reads them has loaded. */
export function fetchFirstFiles(): FirstFiles {
  return { site: fetchFile('site/site.json'), mappings: fetchFile('mappings.json') };
}

/**
 * Fetches one settings file from beside the page, past every cache.
 *
 * @param path relative to the page, such as `site/site.json`; named in the fault
 */
export async function fetchFile(path: string): Promise<FetchedFile> {
  const wrong = (problem: string): FetchedFile => ({
    json: null,
    fault: { kind: 'file-unreadable', source: path, problem },
  });
  try {
    const answer = await fetch(new URL(path, document.baseURI), {
      cache: 'no-store',
      credentials: 'same-origin',
    });
    if (!answer.ok) return wrong(`not found on the app's host (status ${answer.status})`);
    try {
      return { json: await answer.json(), fault: null };
    } catch {
      return wrong('not JSON');
    }
  } catch {
    return wrong("the app's host did not answer");
  }
}
