import type { ModelDocument, Standing } from './document.ts';

/** A region of the head CT whose mean density is measured, both sides averaged. */
export type Region =
  | 'caudate'
  | 'putamen'
  | 'corpus-callosum'
  | 'posterior-limb'
  | 'medial-cortex'
  | 'medial-white-matter';

/** Mean densities in Hounsfield units. */
export type Densities = Partial<Readonly<Record<Region, number>>>;

/** A way to divide grey by white matter. */
export interface GreyWhiteMethod {
  readonly id: 'basal-ganglia' | 'average' | 'simplified';
  readonly label: string;
  /** Pairs of grey and white regions; each pair gives one ratio of sums, and these are averaged. */
  readonly pairs: readonly {
    readonly grey: readonly Region[];
    readonly white: readonly Region[];
  }[];
  readonly formula: string;
  readonly standing: Standing;
  readonly source: string;
}

const DEEP = {
  grey: ['caudate', 'putamen'],
  white: ['corpus-callosum', 'posterior-limb'],
} as const;

const NAMED_IN =
  'Regions and the names of the variants: https://metajournal.com/articles/925895, https://metajournal.com/articles/315044. The formula is the usual one and was not read in either.';

/**
 * The methods offered. Which one, on which CT, the paper used is not published;
 * the same group's earlier work used the basal ganglia.
 */
export const GREY_WHITE_METHODS: readonly GreyWhiteMethod[] = [
  {
    id: 'basal-ganglia',
    label: 'Basal ganglia (GWR-BG)',
    pairs: [DEEP],
    formula: '(caudate + putamen) / (corpus callosum + posterior limb)',
    standing: 'unconfirmed',
    source: NAMED_IN,
  },
  {
    id: 'average',
    label: 'Average of basal ganglia and cortex (GWR-AV)',
    pairs: [DEEP, { grey: ['medial-cortex'], white: ['medial-white-matter'] }],
    formula:
      'mean of (caudate + putamen) / (corpus callosum + posterior limb) and medial cortex / medial white matter',
    standing: 'unconfirmed',
    source: NAMED_IN,
  },
  {
    id: 'simplified',
    label: 'Simplified (GWR-SI)',
    pairs: [{ grey: ['putamen'], white: ['posterior-limb'] }],
    formula: 'putamen / posterior limb',
    standing: 'unconfirmed',
    source: NAMED_IN,
  },
];

/** Densities of living brain without contrast lie well inside; beyond, a region of bone, blood, gas or a typing slip is likelier. */
export const PLAUSIBLE_DENSITY: readonly [number, number] = [10, 60];

/** Ratios outside are not believed. */
export const PLAUSIBLE_RATIO: readonly [number, number] = [0.8, 1.8];

/**
 * How much two readers differ: intraclass correlation 0.670 (0.592-0.741)
 * (https://bmcneurol.biomedcentral.com/articles/10.1186/s12883-021-02480-6);
 * with a standard deviation of 0.08 between patients, `0.08·√(1 - 0.67)`.
 */
export const READER_ERROR = {
  intraclassCorrelation: 0.67,
  betweenPatients: 0.08,
  sd: 0.046,
  source: 'https://bmcneurol.biomedcentral.com/articles/10.1186/s12883-021-02480-6',
} as const;

/** A ratio, or why there is none. */
export interface GreyWhiteRatio {
  /** `null` as soon as there is a problem. */
  readonly ratio: number | null;
  readonly problems: readonly {
    readonly region: Region | 'ratio';
    readonly problem: 'missing' | 'implausible';
  }[];
}

/** The ratio by a named method; every region it needs must be there and plausible. */
export function greyWhiteRatio(method: GreyWhiteMethod, densities: Densities): GreyWhiteRatio {
  const needed = [...new Set(method.pairs.flatMap(({ grey, white }) => [...grey, ...white]))];
  const problems = needed.flatMap((region): GreyWhiteRatio['problems'] => {
    const density = densities[region];
    if (density === undefined) return [{ region, problem: 'missing' }];
    return within(density, PLAUSIBLE_DENSITY) ? [] : [{ region, problem: 'implausible' }];
  });
  if (problems.length > 0) return { ratio: null, problems };

  const total = (regions: readonly Region[]): number =>
    regions.reduce((sum, region) => sum + (densities[region] ?? 0), 0);
  const ratio =
    method.pairs.reduce((sum, { grey, white }) => sum + total(grey) / total(white), 0) /
    method.pairs.length;
  return within(ratio, PLAUSIBLE_RATIO)
    ? { ratio, problems: [] }
    : { ratio: null, problems: [{ region: 'ratio', problem: 'implausible' }] };
}

/** How far one standard deviation of reading error moves the log odds, for the ratio input of a model; 0 without one. */
export function readerErrorLogOdds(model: ModelDocument, input: string): number {
  const ratio = model.inputs.find(({ id }) => id === input);
  return ratio === undefined ? 0 : Math.abs((ratio.coefficient * READER_ERROR.sd) / ratio.scale);
}

function within(value: number, [least, most]: readonly [number, number]): boolean {
  return value >= least && value <= most;
}
