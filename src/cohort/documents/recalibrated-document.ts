import type { ModelDocument, ModelInput, Standing } from '../../model/document.ts';
import { evaluateRisk } from '../../model/risk.ts';
import type { Recalibration, ValidatedRung } from '../recalibrating/ladder.ts';
import type { Rung } from '../recalibrating/rungs.ts';

/** Where and when a document was made. */
export interface Making {
  readonly site: string;
  readonly period?: string;
  /** Calendar date, `2026-03-01`. */
  readonly date: string;
  /** Patients who never lived: the document says so everywhere. */
  readonly synthetic: boolean;
}

const words: Readonly<Record<Rung, string>> = {
  keep: 'kept as it is',
  intercept: 'intercept re-estimated, slopes as published',
  'intercept-and-slope': 'intercept and one common slope re-estimated',
  anchored: 'refitted, anchored on the published coefficients and standard errors',
  refit: "refitted by Firth's method with FLIC",
};

/** A short name in lower case for ids. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

const synthetic = 'Synthetic: made from invented patients to show the method. Not for patients.';

/** The reference patient and a worse one, as the new document computes them. */
export function testVectorsOf(
  document: Omit<ModelDocument, 'sha256' | 'testVectors'>,
): ModelDocument['testVectors'] {
  const model = { ...document, testVectors: [], sha256: '' };
  const middle = Object.fromEntries(model.inputs.map(({ id, reference }) => [id, reference]));
  const edge = Object.fromEntries(
    model.inputs.map(({ id, coefficient, validRange: [low, high], reference }) => {
      const towards = coefficient > 0 ? high : low;
      return [
        id,
        model.inputs.find((i) => i.id === id)?.kind === 'yes-no'
          ? towards
          : (reference + towards) / 2,
      ];
    }),
  );
  return [middle, edge].map((inputs) => {
    const { central, linearPredictor } = evaluateRisk(model, inputs);
    return {
      inputs,
      linearPredictor,
      risk: central,
      tolerance: 1e-10,
      source: 'computed when the document was made',
    };
  });
}

function withCoefficient(
  input: ModelInput,
  coefficient: number,
  standardError: number,
  standing: Standing,
  source: string,
): ModelInput {
  const { oddsRatio: _, ...rest } = input;
  return { ...rest, coefficient, standardError, standing, source };
}

/** Numbers of the local validation, apparent and corrected by bootstrap. */
function performanceOf(
  rung: ValidatedRung,
  { n, events }: Recalibration,
  source: string,
): ModelDocument['performance'] {
  if (!rung.optimism) return [];
  const { c, slope, brier } = rung.optimism.measures;
  return [
    { setting: 'local', metric: 'AUC', value: c.apparent, n, events, source },
    {
      setting: 'internal',
      metric: 'AUC, bootstrap corrected',
      value: c.corrected,
      n,
      events,
      source,
    },
    {
      setting: 'internal',
      metric: 'calibration slope, bootstrap corrected',
      value: slope.corrected,
      n,
      events,
      source,
    },
    {
      setting: 'internal',
      metric: 'Brier score, bootstrap corrected',
      value: brier.corrected,
      n,
      events,
      source,
    },
  ];
}

/**
 * The document of a model after one rung of the ladder: it names its parent,
 * the hospital and the cohort, and carries the local validation.
 *
 * @throws RangeError when the rung has no finite answer
 */
export function recalibratedDocument(
  parent: ModelDocument,
  result: Recalibration,
  chosen: Rung,
  making: Making,
): Omit<ModelDocument, 'sha256'> {
  const rung = result.rungs.find((one) => one.rung === chosen);
  if (!rung?.coefficients) throw new RangeError(`invalid rung; without a finite answer: ${chosen}`);
  const [intercept, ...slopes] = rung.coefficients as readonly [number, ...number[]];
  const { n, events } = result;
  const standing: Standing = making.synthetic ? 'synthetic' : 'site-fitted';
  const source = `${making.site}, ${n} patients, ${events} events, ${making.date}: ${words[chosen]}`;
  const { covariance } = rung;
  const isKept = chosen === 'keep';
  const moved = !isKept && chosen !== 'intercept';
  const {
    parent: _,
    site: __,
    covariance: ___,
    sha256,
    baseRates: ____,
    shrinkage: _____,
    ...kept
  } = parent;
  // What the parent says of itself that no longer holds: a moved model brings its own covariance.
  const outdated = moved
    ? /intercept|external validation|covariances/i
    : /intercept|external validation/i;
  const version = `${parent.version}-${slug(making.site)}.1`;
  const document = {
    ...kept,
    id: `${parent.id}-${slug(making.site)}`,
    version,
    title: `${parent.title}, ${isKept ? 'checked' : 'recalibrated'} at ${making.site}${making.synthetic ? ' (synthetic)' : ''}`,
    status: making.synthetic
      ? ('synthetic' as const)
      : isKept
        ? ('locally-validated' as const)
        : ('recalibrated' as const),
    parent: { id: parent.id, version: parent.version, sha256 },
    site: {
      name: making.site,
      n,
      events,
      ...(making.period === undefined ? {} : { period: making.period }),
    },
    inputs: parent.inputs.map((input, j) =>
      moved
        ? withCoefficient(
            input,
            slopes[j]!,
            Math.sqrt(covariance?.[j + 1]?.[j + 1] ?? 0),
            standing,
            source,
          )
        : input,
    ),
    intercept: isKept
      ? parent.intercept
      : {
          value: intercept,
          standing,
          source,
          ...(moved ? {} : { standardError: Math.sqrt(covariance?.[0]?.[0] ?? 0) }),
        },
    ...(moved && covariance ? { covariance } : {}),
    ...(isKept && parent.covariance ? { covariance: parent.covariance } : {}),
    performance: [...performanceOf(rung, result, source), ...parent.performance],
    limits: [
      ...(making.synthetic ? [synthetic] : []),
      isKept
        ? `Checked at ${making.site} on ${n} patients with ${events} events, and kept as it was published.`
        : `Calibrated at ${making.site} on ${n} patients with ${events} events; elsewhere it may not hold. The model it comes from rests on ${parent.development.events} events. Not for deciding anticoagulation.`,
      ...result.deployment.reasons.map((reason) => reason.words),
      ...parent.limits.filter((limit) => isKept || !outdated.test(limit)),
    ],
    sourceAttributes: parent.sourceAttributes.map((attribute) =>
      attribute.number === 27
        ? { ...attribute, value: `${source}. Bootstrap corrected figures under performance.` }
        : attribute,
    ),
    changes: [
      ...parent.changes,
      { version, date: making.date, change: `At ${making.site}: ${words[chosen]}.` },
    ],
  };
  return { ...document, testVectors: testVectorsOf(document) };
}
