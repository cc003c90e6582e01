import { readTimeline } from '../../clinical/read-timeline.ts';
import type { Timeline } from '../../clinical/timeline.ts';
import type { Chart, Progress } from '../../fhir/chart.ts';
import { fetchChart } from '../../fhir/fetch-chart.ts';
import type { Closed } from '../opening/closed.ts';
import type { OpenChart } from '../opening/open-chart.ts';
import { readPersonFacts, type PersonFacts } from '../patient/person-facts.ts';

/** One complete reading of the record. Replaced whole by the next, never mended. */
export interface Reading {
  readonly chart: Chart;
  readonly patient: fhir4.Patient;
  readonly person: PersonFacts;
  readonly timeline: Timeline;
}

/**
 * Reads the patient's record and orders it. Foreign rows, a lost session or a
 * patient that cannot be read close the page instead.
 */
export async function readRecord(
  open: OpenChart,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Reading | Closed> {
  const { session, site, codebook } = open;
  const chart = await fetchChart(session, { site, codebook, now: Date.now(), signal, onProgress });
  if (chart.void.some((fault) => fault.kind === 'session-ended')) return { kind: 'ended' };
  if (chart.void.some((fault) => fault.kind === 'foreign-patient')) {
    return { kind: 'foreign', faults: chart.void };
  }
  const { patient } = chart;
  if (patient === null) return { kind: 'patient', faults: [...chart.void, ...chart.faults] };
  return {
    chart,
    patient,
    person: readPersonFacts(patient, chart.encounter),
    timeline: readTimeline(chart.resources, { codebook, site, patient: session.patient }),
  };
}
