import type { ModelDocument } from '../../model/document.ts';
import { landmarks, type ReadingTime } from '../cases/case.ts';
import { caseTable, competingRisks } from '../cases/case-table.ts';
import { analysedStep, flowOf, type FlowStep } from '../cases/flow.ts';
import { leakageOf, type Leak } from '../cases/leakage.ts';
import {
  aalenJohansen,
  incidenceAt,
  kaplanMeierIncidence,
  type IncidenceStep,
} from '../metrics/time/incidence.ts';
import type { Cohort } from '../source/cohort.ts';
import { events } from '../table/analysis-table.ts';
import { missingData, type MissingData } from './missing-data.ts';
import {
  validateTable,
  type TableValidation,
  type TableValidationOptions,
} from './validate-table.ts';

/** One landmark beside the others. */
export interface LandmarkResult {
  readonly at: ReadingTime;
  readonly n: number;
  readonly events: number;
  /** Of these, patients the bedside would have given a risk, and how many of them had the outcome. */
  readonly withRisk: number;
  readonly eventsWithRisk: number;
  readonly auc: number | null;
  readonly aucCi: TableValidation['aucCi'];
  readonly oe: number | null;
  readonly oeCi: TableValidation['oeCi'] | null;
  readonly calibrationSlope: number | null;
  readonly meanRisk: number | null;
}

/** Everything `validate` finds. */
export interface CohortValidation extends TableValidation {
  readonly site: string;
  /** Patients left out because their outcome is not known. */
  readonly withoutOutcome: number;
  readonly missingData: MissingData | null;
  /** Only of an export. */
  readonly cohort: {
    readonly flow: readonly FlowStep[];
    readonly landmark: ReadingTime;
    readonly outcome: string;
    readonly landmarks: readonly LandmarkResult[];
    readonly incidence: {
      /** By whole days from 24 h of support, while ten or more are at risk. */
      readonly daily: readonly {
        readonly day: number;
        readonly incidence: number;
        readonly low: number;
        readonly high: number;
        readonly free: number;
      }[];
      /** What ignoring the competing end of support would say at the same last day. */
      readonly ignoringCompetition: number | null;
    };
    readonly leakage: readonly Leak[];
  } | null;
}

/** A step curve at whole days: no patient's own day is given out. */
function byDay(
  steps: readonly IncidenceStep[],
): NonNullable<CohortValidation['cohort']>['incidence']['daily'] {
  const last = steps.findLast(({ atRisk }) => atRisk >= 10)?.time ?? 0;
  return Array.from({ length: Math.floor(last) + 1 }, (_, day) => {
    const step = steps.findLast(({ time }) => time <= day);
    return {
      day,
      incidence: step?.incidence ?? 0,
      low: step?.low ?? 0,
      high: step?.high ?? 0,
      free: step?.free ?? 1,
    };
  });
}

function landmarkResult(
  model: ModelDocument,
  cohort: Cohort,
  at: ReadingTime,
  options: TableValidationOptions,
): LandmarkResult {
  const found = cohort.export!;
  const table = caseTable(found.cases, at, found.outcome, cohort.site);
  const none = {
    at,
    n: table.ids.length,
    events: events(table),
    withRisk: 0,
    eventsWithRisk: 0,
    auc: null,
    aucCi: null,
    oe: null,
    oeCi: null,
    calibrationSlope: null,
    meanRisk: null,
  };
  if (table.ids.length === 0) return none;
  try {
    const {
      n,
      auc,
      aucCi,
      oe,
      oeCi,
      calibrationSlope,
      events: happened,
    } = validateTable(model, table, { ...options, resamples: 0 });
    return {
      ...none,
      withRisk: n,
      eventsWithRisk: happened,
      auc,
      aucCi,
      oe,
      oeCi,
      calibrationSlope,
      meanRisk: oe > 0 ? happened / oe / n : null,
    };
  } catch (error) {
    if (error instanceof RangeError) return none;
    throw error;
  }
}

/** Validates a model on a cohort: the chosen reading in full, the landmarks side by side. */
export function validateCohort(
  model: ModelDocument,
  cohort: Cohort,
  options: TableValidationOptions,
): CohortValidation {
  const main = validateTable(model, cohort.table, options);
  const found = cohort.export;
  if (!found)
    return {
      ...main,
      site: cohort.site,
      withoutOutcome: cohort.withoutOutcome,
      missingData: missingData(model, cohort.table, options.outOfRange, options.seed),
      cohort: null,
    };
  const { cases, summary, landmark, outcome } = found;
  const { days, causes } = competingRisks(cases, 24);
  const steps = days.length > 0 ? aalenJohansen(days, causes) : [];
  const alone =
    days.length > 0
      ? kaplanMeierIncidence(
          days,
          causes.map((cause) => (cause === 1 ? 1 : 0)),
        )
      : [];
  return {
    ...main,
    site: cohort.site,
    withoutOutcome: cohort.withoutOutcome,
    missingData: missingData(model, cohort.table, options.outOfRange, options.seed),
    cohort: {
      flow: [
        ...flowOf(cases, summary.patients, landmarks),
        analysedStep(cases, {
          at: landmark,
          n: main.n,
          events: main.events,
          withoutOutcome: cohort.withoutOutcome,
          withoutInput: main.rows.missing,
          outOfRange: main.rows.outOfRangeKept ? 0 : main.rows.outOfRange,
        }),
      ],
      landmark,
      outcome,
      landmarks: landmarks.map((at) => landmarkResult(model, cohort, at, options)),
      incidence: {
        daily: byDay(steps),
        ignoringCompetition: incidenceAt(alone, byDay(steps).at(-1)?.day ?? 0),
      },
      leakage: leakageOf(cases),
    },
  };
}
