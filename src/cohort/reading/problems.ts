import { CommandError } from '../command-error.ts';
import type { Console } from '../console.ts';
import type { PartReport, Problem } from './collect.ts';
import type { ExportFiles } from './export-folder.ts';

/** What was read, in numbers. */
export interface ReadingTotals {
  readonly files: number;
  readonly bytes: number;
  readonly lines: number;
  readonly kept: number;
  readonly bad: number;
  readonly ownerless: number;
  readonly deleted: number;
  readonly exportErrors: number;
}

/** How many problems of a kind are said one by one. */
const said = 20;

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Sums over all parts. */
export function totals(files: ExportFiles, reports: readonly PartReport[]): ReadingTotals {
  return {
    files: new Set(reports.map((report) => report.part.path)).size,
    bytes: files.bytes,
    lines: sum(reports.map((report) => report.lines)),
    kept: sum(reports.map((report) => report.kept)),
    bad: sum(reports.map((report) => report.bad.count)),
    ownerless: sum(reports.map((report) => report.ownerless.count)),
    deleted: sum(reports.map((report) => report.deleted.length)),
    exportErrors: sum(reports.map((report) => report.exportErrors)),
  };
}

/** Problems with their lines counted from the beginning of the file, not of the part. */
function sentences(
  reports: readonly PartReport[],
  of: (report: PartReport) => readonly Problem[],
): readonly string[] {
  const before = new Map<string, number>();
  return reports.flatMap((report) => {
    const first = before.get(report.part.path) ?? 0;
    before.set(report.part.path, first + report.lines);
    return of(report).map(({ line, place, problem }) => {
      const where = report.part.to === 0 ? '' : `:${first + line}`;
      return `${report.part.path}${where}: ${place ? `${place}: ` : ''}${problem}`;
    });
  });
}

/**
 * Says which lines could not be used, and how many.
 *
 * @throws CommandError when more than `maxBad` of the lines are bad
 */
export function tellBadLines(
  given: readonly PartReport[],
  origins: readonly string[],
  maxBad: number,
  console: Console,
): void {
  tellAll(withLateOnes(given, origins), maxBad, console);
}

/** The reports with the lines that turned out bad only when their patient was read. */
function withLateOnes(
  reports: readonly PartReport[],
  origins: readonly string[],
): readonly PartReport[] {
  const late = origins.map((origin) => origin.split(':').map(Number));
  return reports.map((report) => {
    const here = late
      .filter(([part]) => part === report.part.number)
      .map(([, line = 0]) => ({ line, problem: 'not JSON' }));
    const first = [...report.bad.first, ...here].toSorted((a, b) => a.line - b.line);
    return { ...report, bad: { count: report.bad.count + here.length, first } };
  });
}

function tellAll(reports: readonly PartReport[], maxBad: number, console: Console): void {
  const { lines, bad, exportErrors } = totals(
    { lines: [], documents: [], passedOver: [], bytes: 0 },
    reports,
  );
  const badLines = sentences(reports, (report) => report.bad.first).slice(0, said);
  if (bad > maxBad * lines)
    throw new CommandError(
      `${bad} of ${lines} lines cannot be used, more than --max-bad ${maxBad} allows; first: ${badLines[0]}.`,
    );
  badLines.forEach((sentence) => console.note(sentence));
  if (bad > 0)
    console.note(`${bad} of ${lines} lines are not FHIR resources and were passed over.`);
  if (exportErrors > 0)
    console.note(
      `The export itself reports ${exportErrors} OperationOutcome(s): it may be incomplete.`,
    );
}

/** Says of how many searches the next page is not among what was read: their record may be incomplete. */
export function tellMissingPages(reports: readonly PartReport[], console: Console): void {
  const known = new Set(reports.flatMap(({ pages }) => pages.own));
  const missing = new Set(
    reports.flatMap(({ pages }) => pages.next.filter((url) => !known.has(url))),
  ).size;
  if (missing > 0)
    console.note(
      `${missing} Bundle(s) name a next page that is not among the files: the record may be incomplete.`,
    );
}

/** Says which rows belong to nobody, on the last lines: a fault that no patient can carry. */
export function tellOwnerless(reports: readonly PartReport[], console: Console): void {
  const count = sum(reports.map((report) => report.ownerless.count));
  if (count === 0) return;
  sentences(reports, (report) => report.ownerless.first)
    .slice(0, said)
    .forEach((sentence) => console.note(sentence));
  console.note(
    `no-patient: ${count} resource(s) have no subject that can be resolved and count for nobody.`,
  );
}
