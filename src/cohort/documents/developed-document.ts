import type { ModelDocument, ModelInput, Standing } from '../../model/document.ts';
import { asInput, type Candidate, type CandidateList } from '../candidates/read-candidates.ts';
import type { DevelopedModel } from '../developing/develop-model.ts';
import type { AnalysisTable } from '../table/analysis-table.ts';
import { slug, testVectorsOf, type Making } from './recalibrated-document.ts';

const methods = {
  ml: 'maximum likelihood',
  firth: "Firth's method with FLIC",
  ridge: 'ridge regression',
  lasso: 'lasso',
} as const;

function median(values: ArrayLike<number>): number {
  const sorted = Array.from(values).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const within = (value: number, [low, high]: readonly [number, number]): number =>
  Math.min(high, Math.max(low, value));

/** What the bedside and the appraisal must know about a model of a hospital's own. */
function appraisalOf(model: DevelopedModel, source: string): ModelDocument['appraisal'] {
  const { affordability, bootstrapShrinkage } = model;
  return [
    {
      domain: 'Participants',
      finding: `${source}; taken from the hospital's own records by the mapping the bedside uses.`,
      consequence: 'Holds for this hospital at best; elsewhere it is not validated.',
    },
    {
      domain: 'Predictors',
      finding:
        'Read as of the landmark with what was available then, by the rules of this document.',
      consequence: 'The bedside computes the same inputs.',
    },
    {
      domain: 'Analysis',
      finding: `${affordability.words} Bootstrap shrinkage ${bootstrapShrinkage.toFixed(2)}, every step repeated in each resample.`,
      consequence:
        affordability.verdict === 'sufficient'
          ? 'Large enough by that rule.'
          : 'Too small by that rule: expect optimism.',
    },
  ];
}

/**
 * The document of a model of a hospital's own.
 *
 * @param template the published document: outcome, eligibility and the names of the attributes are taken over
 * @param table the rows it was fitted on
 */
export function developedDocument(
  template: ModelDocument,
  list: CandidateList,
  model: DevelopedModel,
  table: AnalysisTable,
  making: Making & { readonly landmark: string },
): Omit<ModelDocument, 'sha256'> {
  const { fit, kept, factor } = fitOf(model, list.candidates);
  const { n, events, method } = fit;
  const standing: Standing = making.synthetic ? 'synthetic' : 'site-fitted';
  const source = `${making.site}, ${n} patients, ${events} events, ${making.date}: ${methods[method]}, inputs over ${making.landmark}`;
  const version = '1.0.0';
  const covariance = fit.covariance?.map((row, i) =>
    row.map((cell, j) => cell * (i === 0 ? 1 : factor) * (j === 0 ? 1 : factor)),
  );
  const spread = model.optimism.coefficientSd;
  const inputs = kept.map(({ candidate, index }, k): ModelInput => ({
    ...asInput(candidate),
    coefficient: model.deployable[index + 1]!,
    standardError: covariance ? Math.sqrt(covariance[k + 1]![k + 1]!) : (spread[index + 1] ?? 0),
    standing,
    unitStanding: standing,
    reference: within(
      candidate.kind === 'yes-no' ? 0 : median(table.columns.get(candidate.id)!),
      candidate.validRange,
    ),
    source,
  }));
  const rate = events / n;
  const { optimism, correctedC } = model;
  const document = {
    id: slug(list.id),
    version,
    title: `${list.title}${making.synthetic ? ' (synthetic, not for patients)' : ''}`,
    status: making.synthetic ? ('synthetic' as const) : ('locally-validated' as const),
    site: {
      name: making.site,
      n,
      events,
      ...(making.period === undefined ? {} : { period: making.period }),
    },
    citation: `${list.title}. ${source}.`,
    outcome: template.outcome,
    inputs,
    intercept: {
      value: model.deployable[0]!,
      standing,
      source,
      ...(covariance ? {} : { standardError: spread[0] ?? 0 }),
    },
    centreVariance: 1 / (n * rate * (1 - rate)),
    ...(covariance ? { covariance } : {}),
    eligibility: template.eligibility,
    development: {
      n,
      events,
      description: `${source}. ${making.synthetic ? 'Synthetic: no patient ever lived. ' : ''}Candidates: ${list.candidates.map(({ label }) => label).join('; ')}.`,
    },
    performance: [
      {
        setting: 'apparent' as const,
        metric: 'AUC',
        value: optimism.measures.c.apparent,
        n,
        events,
        source,
      },
      ...(correctedC
        ? [
            {
              setting: 'internal' as const,
              metric: 'AUC, bootstrap corrected',
              value: correctedC.value,
              low: correctedC.low,
              high: correctedC.high,
              n,
              events,
              source,
            },
          ]
        : []),
      {
        setting: 'internal' as const,
        metric: 'calibration slope, bootstrap corrected',
        value: optimism.measures.slope.corrected,
        n,
        events,
        source,
      },
    ],
    mortality: [],
    limits: [
      ...(making.synthetic
        ? ['Synthetic: made from invented patients to show the method. Not for patients.']
        : []),
      `Developed at ${making.site} on ${n} patients with ${events} events; not validated anywhere else. Not for deciding anticoagulation.`,
      model.affordability.words,
      `Inputs are read over ${making.landmark}; at another hour of support the risk reads differently.`,
    ],
    sourceAttributes: template.sourceAttributes.map(({ number, group, name }) => ({
      number,
      group,
      name,
      value:
        number === 3
          ? 'Probability of an intracranial haemorrhage during this run'
          : number === 4
            ? 'Prediction'
            : number === 21
              ? source
              : null,
    })),
    appraisal: appraisalOf(model, source),
    changes: [{ version, date: making.date, change: `Developed: ${source}.` }],
  };
  return { ...document, testVectors: testVectorsOf(document) };
}

/** The candidates that are in the model, with their places, and what the slopes were multiplied by. */
function fitOf(
  model: DevelopedModel,
  candidates: readonly Candidate[],
): {
  readonly fit: DevelopedModel['model'];
  readonly kept: readonly { readonly candidate: Candidate; readonly index: number }[];
  readonly factor: number;
} {
  const kept = candidates
    .map((candidate, index) => ({ candidate, index }))
    .filter(({ index }) => model.deployable[index + 1] !== 0);
  const [first] = kept;
  const fitted = first ? model.model.names.indexOf(first.candidate.id) : -1;
  const before = model.model.coefficients[fitted + 1];
  const factor = first && before ? model.deployable[first.index + 1]! / before : 1;
  return { fit: model.model, kept, factor };
}
