import type { Codebook } from '../../clinical/codebook.ts';
import type { Case, CaseSettings } from '../cases/case.ts';
import { CommandError } from '../command-error.ts';
import type { Console } from '../console.ts';
import { opener } from '../open-worker.ts';
import { readExport, type ReadingOptions, type ReadingSummary } from '../reading/read-export.ts';

/** What says that a patient is on ECMO, in words for somebody whose export says nothing. */
function lookedFor(codebook: Codebook): string {
  const concepts = [...codebook.concepts.values()].filter(({ kind }) => kind === 'supported');
  const resources = [...new Set(concepts.flatMap(({ resources: types }) => types))];
  const codes = concepts.flatMap((concept) => concept.codes);
  const examples = codes.slice(0, 3).map(({ system, code }) => `${system}|${code}`);
  return (
    `${resources.join(', ')} with one of ${codes.length} codes of the concepts ` +
    `${concepts.map(({ id }) => id).join(', ')}, such as ${examples.join(', ')}`
  );
}

/**
 * Every patient of an export with a run of ECMO.
 *
 * @throws CommandError when there is none: it says what was looked for
 */
export async function readCases(
  path: string,
  site: string,
  codebook: Codebook,
  settings: CaseSettings,
  reading: ReadingOptions,
  console: Console,
): Promise<{ readonly cases: readonly Case[]; readonly summary: ReadingSummary }> {
  const cases: Case[] = [];
  const summary = await readExport(
    path,
    reading,
    console,
    opener({ site, filtered: true, task: { kind: 'cases', settings } }),
    ({ text }) => void cases.push(JSON.parse(text) as Case),
  );
  if (cases.length === 0)
    throw new CommandError(
      `${path} holds ${summary.patients} patients and no run of ECMO. Looked for: ${lookedFor(codebook)}. ` +
        'If the hospital has codes of its own, map them; `cohort mapping` lists them.',
    );
  return { cases, summary };
}
