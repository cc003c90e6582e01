import { calibrateIntercept } from './calibrate-intercept.ts';
import type { SiteLevel } from './calibrate-intercept.ts';
import { contentHash } from './content-hash.ts';
import type { ModelDocument } from './document.ts';
import { evaluateRisk, Z95 } from './risk.ts';

/** A site's level with what the new document says of it. */
export interface SiteCalibration extends SiteLevel {
  /** Patients the incidence was counted in. */
  readonly n: number;
  readonly site: string;
  /** When the patients were treated, as text. */
  readonly period?: string;
  /** Version and date of the new document. */
  readonly version: string;
  readonly date: string;
  readonly source: string;
}

/**
 * A document moved to a site's incidence and means: the intercept of
 * `calibrateIntercept`, the slopes as they are. A structural range moves along,
 * for its doubt about the spread of the inputs stays; each half-width `h`
 * becomes `√(h² + (1.96·SE)²)` with the sampling error of the site's incidence.
 * A covariance is left out, since it speaks of another intercept. Names its
 * parent, carries a test vector of its own, and is sealed with its hash.
 * @throws RangeError when the incidence is not in (0, 1), `n` is not positive, or a mean is not possible.
 */
export async function calibrateDocument(
  model: ModelDocument,
  level: SiteCalibration,
): Promise<ModelDocument> {
  const { site, n, period, version, date, source, incidence } = level;
  const { intercept: value, standardError } = calibrateIntercept(model, level);
  const { low, high, standing } = model.intercept;
  const reach = Z95 * (standardError ?? 0);
  const ranged = low !== undefined && high !== undefined;
  const intercept: ModelDocument['intercept'] = ranged
    ? {
        value,
        standing,
        low: value - Math.hypot(model.intercept.value - low, reach),
        high: value + Math.hypot(high - model.intercept.value, reach),
        source,
      }
    : { value, standing: 'site-fitted', standardError: standardError ?? 0, source };
  const events = Math.round(incidence * n);
  const { covariance: _, ...kept } = model;
  const calibrated: ModelDocument = {
    ...kept,
    version,
    status: 'recalibrated',
    parent: { id: model.id, version: model.version, sha256: model.sha256 },
    site: { name: site, n, events, ...(period !== undefined && { period }) },
    intercept,
    changes: [
      ...model.changes,
      { version, date, change: `Intercept moved to ${site}: ${events} of ${n} patients.` },
    ],
    testVectors: [],
    sha256: '',
  };
  const vectored = { ...calibrated, testVectors: [referenceVector(calibrated)] };
  return { ...vectored, sha256: await contentHash(vectored) };
}

function referenceVector(model: ModelDocument): ModelDocument['testVectors'][number] {
  const inputs = Object.fromEntries(model.inputs.map(({ id, reference }) => [id, reference]));
  const { central, linearPredictor } = evaluateRisk(model, inputs);
  return {
    inputs,
    linearPredictor,
    risk: central,
    tolerance: 1e-9,
    source: 'the reference patient, computed when the document was made',
  };
}
