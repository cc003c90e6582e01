import { flowOf } from '../cases/flow.ts';
import { landmarks, type Case } from '../cases/case.ts';
import { loadSetting } from '../setting.ts';
import { cohortHelp, cohortOptions, loadCohort, type Cohort } from '../source/cohort.ts';
import { caseMixOf, type TableValidation } from '../validating/validate-table.ts';
import { events } from '../table/analysis-table.ts';
import { textOption, type Verb } from '../verb.ts';

interface Deaths {
  readonly withIch: readonly [died: number, known: number];
  readonly without: readonly [died: number, known: number];
}

function deathsOf(cases: readonly Case[], of: (one: Case) => boolean | null): Deaths {
  const count = (some: readonly Case[]): readonly [number, number] => {
    const known = some.filter((one) => of(one) !== null);
    return [known.filter((one) => of(one) === true).length, known.length];
  };
  return {
    withIch: count(cases.filter(({ ichHours }) => ichHours !== null)),
    without: count(cases.filter(({ ichHours }) => ichHours === null)),
  };
}

function flowText(cohort: Cohort): readonly string[] {
  const found = cohort.export;
  if (!found) return [];
  return flowOf(found.cases, found.summary.patients, landmarks).flatMap(
    ({ name, n, events: bled, left }) => [
      `${String(n).padStart(7)}  ${name}${bled === null ? '' : `, ${bled} with haemorrhage`}`,
      ...left.filter((one) => one.n > 0).map((one) => `           − ${one.n} ${one.why}`),
    ],
  );
}

const line = (name: string, { withIch, without }: Deaths): string =>
  `${name}: ${withIch[0]} of ${withIch[1]} with haemorrhage, ${without[0]} of ${without[1]} without`;

const cell = (value: number | null): string =>
  (value === null ? '–' : value.toPrecision(3)).padStart(9);

function mixText(mix: TableValidation['caseMix']): readonly string[] {
  const width = Math.max(8, ...mix.map(({ input }) => input.length));
  return [
    `${'input'.padEnd(width)} ${['mean', 'sd', 'median', '2.5 %', '97.5 %', 'missing', 'reference'].map((head) => head.padStart(9)).join(' ')}`,
    ...mix.map(
      ({ input, mean, sd, median, low, high, missing, reference }) =>
        `${input.padEnd(width)} ${[mean, sd, median, low, high].map(cell).join(' ')} ${String(missing).padStart(9)} ${cell(reference)}`,
    ),
  ];
}

/** `cohort describe`: who is in the cohort, before any model is asked. */
export const describeVerb: Verb = {
  name: 'describe',
  summary: 'the flow of patients, their inputs and outcomes, before any model is asked',
  help: `
Usage: npm run cohort -- describe <export> --site <folder> [--json]

Every exclusion is counted. No risk is computed.

  --json            the same as JSON
${cohortHelp}
`,
  options: { ...cohortOptions, json: { type: 'boolean' } },
  run: async (values, operands, console) => {
    const { model } = await loadSetting(
      textOption(values, 'table') === undefined
        ? (textOption(values, 'site') ?? 'default')
        : 'default',
    );
    const cohort = await loadCohort(values, operands, model, model.inputs, console);
    const mix = caseMixOf(model, cohort.table);
    const included = (cohort.export?.cases ?? []).filter(({ excluded }) => excluded === null);
    const deaths = {
      inHospital: deathsOf(included, (one) => one.diedInHospital),
      within28Days: deathsOf(included, (one) => one.diedWithin28Days),
    };
    if (values['json'] === true) {
      const flow = cohort.export
        ? flowOf(cohort.export.cases, cohort.export.summary.patients, landmarks)
        : null;
      const n = cohort.table.ids.length;
      return console.out(
        JSON.stringify({
          site: cohort.site,
          source: cohort.table.source,
          n,
          events: events(cohort.table),
          flow,
          caseMix: mix,
          deaths: cohort.export ? deaths : null,
        }),
      );
    }
    console.out(
      [
        ...flowText(cohort),
        '',
        `${cohort.table.source}: ${cohort.table.ids.length} patients, ${events(cohort.table)} with the outcome`,
        ...mixText(mix),
        ...(cohort.export
          ? [
              '',
              line('died in hospital', deaths.inHospital),
              line('died within 28 days', deaths.within28Days),
            ]
          : []),
      ].join('\n'),
    );
  },
};
