/** Who fills an item of the checklist. */
export type FilledBy = 'the run' | 'the author' | 'open';

/** One item of TRIPOD+AI, and where this report stands with it. */
export interface TripodItem {
  readonly item: string;
  readonly topic: string;
  readonly by: FilledBy;
  readonly note: string;
}

/** What a run could say by itself. */
export interface RunFacts {
  readonly dates: boolean;
  readonly flow: boolean;
  readonly missing: boolean;
  readonly subgroups: boolean;
  readonly updating: boolean;
}

const run = (item: string, topic: string, note: string, done = true): TripodItem => ({
  item,
  topic,
  by: done ? 'the run' : 'open',
  note: done ? note : 'needs an export rather than a table, or more data',
});
const author = (item: string, topic: string, note: string): TripodItem => ({
  item,
  topic,
  by: 'the author',
  note,
});

/**
 * The 27 items of TRIPOD+AI, with what the run filled in and what a person
 * must write. Wording is ours.
 *
 * @source Collins GS et al. BMJ 2024;385:e078378. doi:10.1136/bmj-2023-078378
 */
export function tripodItems(facts: RunFacts): readonly TripodItem[] {
  return [
    author('1', 'Title', 'say that it is a validation or an update, of which model, in whom'),
    author('2', 'Abstract', 'after the TRIPOD+AI abstract checklist'),
    author(
      '3a-c',
      'Background, and known inequalities',
      'why here, why now, who may be served worse',
    ),
    author('4', 'Objectives', ''),
    author('5a', 'Data source', 'which record system, which export'),
    run('5b', 'Dates', 'years of the first and last start of support', facts.dates),
    author('6a', 'Setting', 'which units, how many beds'),
    run('6b', 'Eligibility', 'the model document’s, counted in the flow diagram', facts.flow),
    author('6c', 'Treatments', 'anticoagulation protocol, transfusion triggers'),
    run('7', 'Data preparation', 'the mapping; `cohort mapping` lists what was not used and why'),
    run(
      '8a',
      'Outcome',
      'concept and codes of the model document, after start and before decannulation',
    ),
    author('8b-c', 'Assessment of the outcome', 'who read the CTs, and when heads are scanned'),
    author('9a', 'Choice of predictors', 'given by the model'),
    run('9b', 'Predictors', 'rule, window and unit of each, from the model document'),
    author('9c', 'Assessment of predictors', 'how the grey-white ratio was measured'),
    run('10', 'Sample size', 'Riley’s precision in words'),
    run(
      '11',
      'Missing data',
      'as at the bedside; multiple imputation and complete case beside it',
      facts.missing,
    ),
    run('12a-g', 'Analysis', 'methods named beside each figure'),
    run('13', 'Class imbalance', 'none corrected: calibration would suffer'),
    run('14', 'Fairness', 'every measure by subgroup, cells under 10 withheld', facts.subgroups),
    run('15', 'Output', 'a probability; no class, no threshold'),
    run('16', 'Differences from development', 'case mix beside the study’s values'),
    author('17', 'Ethical approval', ''),
    author('18a-e', 'Funding, conflicts, protocol, registration, data', ''),
    run('18f', 'Code', 'this program; model document and its hash in the heading'),
    author('19', 'Patient and public involvement', ''),
    run('20a-c', 'Participants', 'flow, case mix, comparison', facts.flow),
    run('21', 'Model development', 'numbers of patients and events'),
    run('22', 'Full model', 'nomogram here; all coefficients in the model document'),
    run('23a-b', 'Performance', 'with intervals, by subgroup and period'),
    run('24', 'Updating', 'ladder, closed test and what may be deployed', facts.updating),
    author('25', 'Interpretation', ''),
    author('26', 'Limitations', 'the model’s own are in its document'),
    run(
      '27a',
      'Poor or missing input at the bedside',
      'refused, withheld or integrated out, and said so',
    ),
    author('27b-c', 'User interaction; next steps', ''),
  ];
}
