import {
  changedEntries,
  changedJson,
  codedOutcome,
  entriesOf,
  madeFhir,
  readdressed,
  type Loose,
} from './alter.ts';
import type { Exchange, SandboxFault } from './fault.ts';
import { inPages } from './paging.ts';

const SEARCHES = ['GET'] as const;
const DOORS = ['fhir'] as const;

function withOutcome(
  exchange: Exchange,
  outcome: Loose,
  keep: (index: number) => boolean,
): Promise<Response> {
  return changedEntries(exchange, (entries) => [
    ...entries.filter((_entry, index) => keep(index)),
    { resource: outcome, search: { mode: 'outcome' } },
  ]);
}

/** Faults of what a search finds and says of it. */
export const searchingFaults: readonly SandboxFault[] = [
  {
    name: 'parameter-ignored',
    rows: [36],
    words: 'code, category, date and status are ignored; everything of the patient comes.',
    doors: DOORS,
    methods: SEARCHES,
    commit: (exchange) =>
      exchange.answer(
        readdressed(exchange, (url) => {
          for (const name of [
            'code',
            'category',
            'date',
            'status',
            'effective-time',
            '_lastUpdated',
          ]) {
            url.searchParams.delete(name);
          }
        }),
      ),
  },
  {
    name: 'refused-as-information',
    rows: [37],
    words: '400 whose first issue is mere information.',
    doors: DOORS,
    methods: SEARCHES,
    commit: () =>
      madeFhir(400, {
        resourceType: 'OperationOutcome',
        issue: [
          {
            severity: 'information',
            code: 'informational',
            diagnostics: 'A parameter was not used.',
          },
          {
            severity: 'error',
            code: 'not-supported',
            diagnostics: 'A parameter is not supported.',
          },
        ],
      }),
  },
  {
    name: 'nothing-found-4101',
    rows: [38],
    words: 'Searches find nothing, and say so by an OperationOutcome among the rows.',
    doors: DOORS,
    methods: SEARCHES,
    commit: (exchange) => {
      const words = 'Resource request returns no results.';
      return withOutcome(
        exchange,
        codedOutcome('warning', 'not-found', '4101', words),
        () => false,
      );
    },
  },
  {
    name: 'suppressed-59204',
    rows: [38],
    words: 'Every third row is held back, and an OperationOutcome among the rows says so.',
    doors: DOORS,
    methods: SEARCHES,
    commit: (exchange) => {
      const words = 'Some resources were suppressed: the client is not authorized for them.';
      return withOutcome(
        exchange,
        codedOutcome('warning', 'suppressed', '59204', words),
        (index) => index % 3 !== 0,
      );
    },
  },
  {
    name: 'more-may-exist-4119',
    rows: [38],
    words: 'An OperationOutcome among the rows says that more data may exist.',
    doors: DOORS,
    methods: SEARCHES,
    commit: (exchange) => {
      const words = 'Additional data may exist.';
      return withOutcome(
        exchange,
        codedOutcome('warning', 'incomplete', '4119', words),
        () => true,
      );
    },
  },
  {
    name: 'total-of-page',
    rows: [39],
    words: 'Pages of 20; Bundle.total is the number on the page.',
    doors: DOORS,
    methods: SEARCHES,
    commit: async (exchange) =>
      changedJson(await exchange.answer(inPages(exchange, 20)), (json) => {
        const entries = entriesOf(json);
        return entries === null ? json : { ...json, total: entries.length };
      }),
  },
  {
    name: 'no-total',
    rows: [39],
    words: 'Bundle.total is left out.',
    doors: DOORS,
    methods: SEARCHES,
    commit: async (exchange) =>
      changedJson(await exchange.answer(), ({ total: _total, ...json }) => json),
  },
  {
    name: 'no-search-mode',
    rows: [40],
    words: 'Rows do not say whether they match or are included.',
    doors: DOORS,
    methods: SEARCHES,
    commit: (exchange) =>
      changedEntries(exchange, (entries) => entries.map(({ search: _mode, ...each }) => each)),
  },
];
