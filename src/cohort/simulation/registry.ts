import { seededRandom, type Random } from '../distributions/random.ts';
import type { Row } from '../reading/reference.ts';
import { drawCourse, type CaseMix } from './course.ts';
import { between, DAY } from './draw.ts';
import { fillerRows, nuisanceRows } from './nuisance.ts';
import { rowsOf } from './rows.ts';
import { styles, type Style } from './style.ts';
import {
  bent,
  drawFate,
  extendedTruth,
  logOdds,
  publishedTruth,
  wholeRun,
  type Truth,
  type WholeRun,
} from './truth.ts';

/** What registry to make. */
export interface RegistryPlan {
  readonly seed: number;
  /** Patients a site. */
  readonly patients: number;
  readonly sites: number;
  readonly truth: 'published' | 'extended';
  /** Added to the log odds everywhere. */
  readonly shift: number;
  /** Times every slope, about the average patient. */
  readonly slope: number;
  /** Added to the log odds a year. */
  readonly drift: number;
  /** Share of patients with a head CT. */
  readonly measured: number;
  /** Rows that cannot matter, an hour of support. */
  readonly filler: number;
}

/** One hospital of a registry. */
export interface RegistrySite {
  readonly name: string;
  readonly style: Style;
  readonly base: string;
  readonly truth: Truth;
  readonly mix: CaseMix;
}

/** One patient of it, written down, with what only the maker knows. */
export interface RegistryPatient {
  readonly id: string;
  readonly rows: readonly Row[];
  readonly deleted: readonly string[];
  readonly facts: WholeRun;
  readonly probability: number;
  readonly bled: boolean;
}

/** The first admission, and the years over which they come. */
const firstAdmission = Date.UTC(2021, 0, 4);
const years = 3;

const average: WholeRun = {
  gwr: 1.24,
  'stroke-history': 0,
  'ffp-units': 2,
  'platelets-lowest': 56,
  'aptt-share-above-60': 0.35,
  'anti-xa-share-above-0.5': 0.1,
  'fibrinogen-lowest': 2.4,
  'heparin-exposed': 1,
  'paco2-relative-change': -0.25,
};

/** The hospitals of a registry; with several, each has its own case mix and its own level of risk. */
export function registrySites(plan: RegistryPlan): readonly RegistrySite[] {
  const random = seededRandom(plan.seed);
  const truth = plan.truth === 'published' ? publishedTruth : extendedTruth;
  return Array.from({ length: plan.sites }, (_, index) => {
    const style = styles[index % styles.length]!;
    const round = Math.floor(index / styles.length);
    const name = round === 0 ? style.name : `${style.name}-${round + 1}`;
    const spread = plan.sites > 1 ? 0.3 * random.normal() : 0;
    return {
      name,
      style,
      base: `https://${name}.example/fhir`,
      truth: bent(truth, plan.shift + spread, plan.slope, average),
      mix: {
        ratioMean: plan.sites > 1 ? between(random, 1.24, 0.015, 1.2, 1.28) : 1.24,
        ratioMeasured: plan.measured,
        plateletsMedian: plan.sites > 1 ? between(random, 56, 6, 42, 70) : 56,
        strokeHistory: 0.07,
        shareVa: plan.sites > 1 ? between(random, 0.6, 0.12, 0.3, 0.85) : 0.6,
      },
    };
  });
}

/** The patients of one hospital, one at a time, always the same for the same seed. */
export function* registryPatients(
  plan: RegistryPlan,
  site: RegistrySite,
): Generator<RegistryPatient> {
  const random: Random = seededRandom(
    plan.seed + [...site.name].reduce((h, c) => (h * 31 + c.charCodeAt(0)) | 0, 7),
  );
  for (let index = 0; index < plan.patients; index += 1) {
    const id = `${site.name}-${String(index + 1).padStart(5, '0')}`;
    const admitted = firstAdmission + random.uniform() * years * 365 * DAY;
    const course = drawCourse(random, id, site.mix, Math.round(admitted / 60_000) * 60_000);
    const facts = wholeRun(course, between(random, site.mix.ratioMean, 0.085, 1.05, 1.45));
    const elapsed = (course.start - firstAdmission) / (365 * DAY) - years / 2;
    const fate = drawFate(random, course, logOdds(site.truth, facts) + plan.drift * elapsed);
    const written = rowsOf(course, fate, site.style, site.base);
    const nuisance = nuisanceRows(random, course, written);
    const filler = fillerRows(
      random,
      course,
      plan.filler,
      written.find(({ id: row }) => row?.endsWith('-ecmo'))!['subject'] as object,
    );
    yield {
      id,
      rows: [...written, ...nuisance.rows, ...filler],
      deleted: nuisance.deleted,
      facts,
      probability: fate.probability,
      bled: fate.bled !== null,
    };
  }
}
