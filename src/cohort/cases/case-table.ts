import type { AnalysisTable } from '../table/analysis-table.ts';
import type { Case, ReadingTime } from './case.ts';

/** What can be predicted. */
export type CaseOutcome = 'ich' | 'death-28' | 'death-hospital';

function outcomeOf(one: Case, outcome: CaseOutcome): boolean | null {
  switch (outcome) {
    case 'ich':
      return one.ichHours !== null;
    case 'death-28':
      return one.diedWithin28Days;
    case 'death-hospital':
      return one.diedInHospital;
    default:
      return outcome satisfies never;
  }
}

/** The patients at risk at a time, as a table; those with an unknown outcome are left out. */
export function caseTable(
  cases: readonly Case[],
  at: ReadingTime,
  outcome: CaseOutcome,
  source: string,
): AnalysisTable {
  const rows = cases.flatMap((one) => {
    const reading = one.readings.find((each) => each.at === at);
    const happened = outcomeOf(one, outcome);
    return reading?.atRisk && happened !== null ? [{ one, reading, happened }] : [];
  });
  const ids = Object.keys(rows[0]?.reading.values ?? {});
  const label = (of: (one: Case) => string): readonly string[] => rows.map(({ one }) => of(one));
  return {
    source: `${source}, ${at === 'whole-run' ? 'whole run' : `${at} h of support`}`,
    ids: label((one) => one.patient),
    outcomes: rows.map(({ happened }) => (happened ? 1 : 0)),
    columns: new Map(
      ids.map((id) => [id, Float64Array.from(rows, ({ reading }) => reading.values[id] ?? NaN)]),
    ),
    groups: new Map([
      ['sex', label((one) => one.sex)],
      ['age', label((one) => one.ageBand)],
      ['mode', label((one) => one.mode)],
    ]),
    periods: label((one) => one.year),
  };
}

/** Days from a time to the end of the time at risk, and how it ended: 1 outcome, 2 otherwise, 0 not yet. */
export function competingRisks(
  cases: readonly Case[],
  from: number,
): { readonly days: readonly number[]; readonly causes: readonly (0 | 1 | 2)[] } {
  const atRisk = cases.filter(
    ({ excluded, hours, ichHours }) =>
      excluded === null && Math.min(hours, ichHours ?? hours) > from,
  );
  return {
    days: atRisk.map(({ hours, ichHours }) => ((ichHours ?? hours) - from) / 24),
    causes: atRisk.map(({ ending }) => (ending === 'ich' ? 1 : ending === 'running' ? 0 : 2)),
  };
}
