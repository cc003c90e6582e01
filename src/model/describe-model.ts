import type { ModelDocument, Standing } from './document.ts';
import { Z95 } from './risk.ts';

/** One number of the document with how it came to be. */
export interface ModelNumber {
  readonly name: string;
  /** As used in the linear predictor. */
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** UCUM unit of one step, such as `0.01 1` or `10*9/L`; empty for the intercept. */
  readonly per: string;
  readonly standing: Standing;
  readonly source: string;
  readonly note?: string;
}

/** Everything "About this model" shows and exports; a `null` attribute is "not available". */
export interface ModelFacts {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly status: ModelDocument['status'];
  readonly sha256: string;
  readonly citation: string;
  readonly parent: ModelDocument['parent'] | null;
  readonly site: ModelDocument['site'] | null;
  readonly development: ModelDocument['development'];
  readonly numbers: readonly ModelNumber[];
  readonly sourceAttributes: ModelDocument['sourceAttributes'];
  readonly appraisal: ModelDocument['appraisal'];
  readonly performance: ModelDocument['performance'];
  readonly limits: readonly string[];
  readonly changes: ModelDocument['changes'];
}

/**
 * The model facts of a document: every number with its standing, the 31 source
 * attributes of 45 CFR 170.315(b)(11)(iv)(B), the appraisal and the change log,
 * newest first.
 */
export function describeModel(model: ModelDocument): ModelFacts {
  const { id, version, title, status, sha256, citation, development, performance, limits } = model;
  return {
    id,
    version,
    title,
    status,
    sha256,
    citation,
    parent: model.parent ?? null,
    site: model.site ?? null,
    development,
    numbers: numbersOf(model),
    sourceAttributes: model.sourceAttributes,
    appraisal: model.appraisal,
    performance,
    limits,
    changes: model.changes.toReversed(),
  };
}

/** The facts as indented JSON, as a file to keep. */
export function exportModelFacts(model: ModelDocument): string {
  return `${JSON.stringify(describeModel(model), null, 2)}\n`;
}

function numbersOf({ inputs, intercept }: ModelDocument): ModelNumber[] {
  const { value, low, high, standing, source } = intercept;
  return [
    ...inputs.flatMap((input): ModelNumber[] => {
      const { unitNote, missing } = input;
      const per = input.scale === 1 ? input.unit : `${input.scale} ${input.unit}`;
      return [
        {
          name: `${input.id}: log odds`,
          value: input.coefficient,
          low: input.coefficient - Z95 * input.standardError,
          high: input.coefficient + Z95 * input.standardError,
          per,
          standing: input.standing,
          source: input.source,
        },
        {
          name: `${input.id}: unit`,
          value: input.scale,
          per: input.unit,
          standing: input.unitStanding,
          source: input.source,
          ...(unitNote !== undefined && { note: unitNote }),
        },
        ...(missing.policy === 'integrate'
          ? [
              {
                name: `${input.id}: mean when missing`,
                value: missing.mean,
                low: missing.mean - Z95 * missing.sd,
                high: missing.mean + Z95 * missing.sd,
                per: input.unit,
                standing: missing.standing,
                source: intercept.source,
              },
            ]
          : []),
      ];
    }),
    {
      name: 'intercept',
      value,
      ...(low !== undefined && { low }),
      ...(high !== undefined && { high }),
      per: '',
      standing,
      source,
    },
  ];
}
