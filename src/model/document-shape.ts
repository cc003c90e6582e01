import { list, number, object, oneOf, orNull, range, record, text, variant } from './json-shape.ts';
import type { Shape } from './json-shape.ts';

const standing = oneOf(
  'published',
  'inferred',
  'reconstructed',
  'unconfirmed',
  'site-fitted',
  'synthetic',
);
const positive = number(Number.MIN_VALUE);
const probability = number(0, 1);
const count = number(0);
const hash: Shape = (value, place, tell) => {
  if (typeof value !== 'string' || !/^[0-9a-f]{64}$/.test(value)) {
    tell(place, 'not 64 lower-case hexadecimal digits');
  }
};

const rule = object(
  {
    select: oneOf(
      'lowest',
      'highest',
      'first',
      'latest',
      'change',
      'relative-change',
      'share-outside',
      'total',
      'exposed',
      'history',
    ),
    concepts: list(text, 1),
    window: object({ anchor: oneOf('ecmo-start', 'moment') }, { from: number(), to: number() }),
  },
  { range: object({}, { low: number(), high: number() }) },
);

const distribution = variant('kind', {
  normal: object({ kind: text, mean: number(), sd: positive }),
  'log-normal': object({
    kind: text,
    median: positive,
    sigma: positive,
    low: number(),
    high: number(),
  }),
  'zero-inflated-gamma': object({
    kind: text,
    mean: positive,
    given: number(Number.MIN_VALUE, 1),
    variation: positive,
  }),
  share: object({ kind: text, share: probability }),
});

const input = object(
  {
    id: text,
    label: text,
    rule,
    kind: oneOf('quantity', 'yes-no'),
    unit: text,
    unitStanding: standing,
    coefficient: number(),
    scale: positive,
    standardError: count,
    standing,
    reference: number(),
    validRange: range,
    missing: variant('policy', {
      refuse: object({ policy: text }),
      'none-recorded-is-no': object({ policy: text }),
      integrate: object({ policy: text, mean: number(), sd: count, standing }),
    }),
    source: text,
  },
  {
    unitNote: text,
    oddsRatio: object({ value: positive, low: positive, high: positive }),
    distribution,
  },
);

/** The members of a model document and their types; what they mean together is `document-sense.ts`. */
export const documentShape: Shape = object(
  {
    id: text,
    version: text,
    title: text,
    status: oneOf('research-only', 'locally-validated', 'recalibrated', 'retired', 'synthetic'),
    citation: text,
    outcome: object({ concept: text, display: text, horizon: text, system: text, code: text }),
    inputs: list(input, 1),
    intercept: object(
      { value: number(), standing, source: text },
      { low: number(), high: number(), standardError: count },
    ),
    centreVariance: count,
    eligibility: object({
      adultFromYears: count,
      minimumSupportHours: count,
      recentIchDays: count,
    }),
    development: object({ n: count, events: count, description: text }),
    performance: list(
      object(
        {
          setting: oneOf('apparent', 'internal', 'external', 'local'),
          metric: text,
          value: number(),
          source: text,
        },
        { low: number(), high: number(), n: count, events: count },
      ),
    ),
    mortality: list(
      object({ label: text, withOutcome: probability, without: probability, source: text }),
    ),
    limits: list(text),
    sourceAttributes: list(
      object({ number: number(1, 31), group: text, name: text, value: orNull(text) }),
    ),
    appraisal: list(object({ domain: text, finding: text, consequence: text })),
    changes: list(object({ version: text, date: text, change: text }), 1),
    testVectors: list(
      object(
        { inputs: record(orNull(number())), risk: probability, tolerance: positive, source: text },
        { linearPredictor: number() },
      ),
      1,
    ),
    sha256: hash,
  },
  {
    parent: object({ id: text, version: text, sha256: hash }),
    site: object({ name: text, n: count, events: count }, { period: text }),
    covariance: list(list(number(), 1), 1),
    baseRates: list(
      object({ population: text, incidence: probability, intercept: number(), source: text }),
    ),
    shrinkage: list(object({ factor: positive, intercept: number(), source: text })),
  },
);
