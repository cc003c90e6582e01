import { readTimeline } from '../../clinical/read-timeline.ts';
import type { Timeline } from '../../clinical/timeline.ts';
import type { Chart, Progress } from '../../fhir/chart.ts';
import { fetchChart } from '../../fhir/fetch-chart.ts';
import type { Closed } from '../opening/closed.ts';
import type { OpenChart } from '../opening/open-chart.ts';
import { readPersonFacts, type PersonFacts } from '../patient/person-facts.ts';

/**
 * One reading of the record: all of it, or all that the risk depends on while
 * `chart.pending` is still being read. Replaced whole by the next, never mended.
 */
export interface Reading {
  readonly chart: Chart;
  readonly patient: fhir4.Patient;
  /** By this computer's clock, milliseconds since 1970 UTC. */
  readonly readAt: number;
  readonly person: PersonFacts;
  readonly timeline: Timeline;
}

/**
 * Reads the patient's record and orders it. Foreign rows, a lost session or a
 * patient that cannot be read close the page instead.
 *
 * @param onEssential told once of what the risk depends on, before the rest is there
 */
export async function readRecord(
  open: OpenChart,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
  onEssential?: (reading: Reading) => void,
): Promise<Reading | Closed> {
  const { session, site, codebook, model } = open;
  const now = Date.now();
  const chart = await fetchChart(session, {
    site,
    codebook,
    model,
    now,
    signal,
    onProgress,
    onEssential: (essential) => {
      if (essential.patient === null || essential.void.length > 0) return;
      onEssential?.(orderReading(open, essential, essential.patient, now));
    },
  });
  if (chart.void.some((fault) => fault.kind === 'session-ended')) return { kind: 'ended' };
  if (chart.void.some((fault) => fault.kind === 'foreign-patient')) {
    return { kind: 'foreign', faults: chart.void };
  }
  const { patient } = chart;
  if (patient === null) return { kind: 'patient', faults: [...chart.void, ...chart.faults] };
  return orderReading(open, chart, patient, now);
}

function orderReading(
  { codebook, site, session }: OpenChart,
  chart: Chart,
  patient: fhir4.Patient,
  readAt: number,
): Reading {
  return {
    chart,
    patient,
    readAt,
    person: readPersonFacts(patient, chart.encounter),
    timeline: readTimeline(chart.resources, { codebook, site, patient: session.patient }),
  };
}
