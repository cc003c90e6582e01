import { assessTimeline, type AssessmentContext } from '../../assess.ts';
import type { Entry } from '../../clinical/input.ts';
import type { Fault } from '../../faults.ts';
import type { OpenChart } from '../opening/open-chart.ts';
import type { View } from '../view.ts';
import type { Reading } from './read-record.ts';

const DAY = 86_400_000;

/**
 * What the page shows of one reading: assessed as of the chosen moment, or of
 * the reading itself. The same reading, entries and moment give the same view.
 */
export function assessView(
  open: OpenChart,
  reading: Reading,
  entries: readonly Entry[],
  chosen: number | null,
): View {
  const { site, model, codebook, session } = open;
  const { chart, timeline, patient, person } = reading;
  const context: AssessmentContext = {
    codebook,
    model,
    site,
    moment: chosen ?? chart.cutOff,
    patient: session.patient,
    entries,
    notLoaded: chart.notLoaded,
    void: chart.void,
    searchedFrom: chart.cutOff - (chart.skewMs ?? 0) - site.lookBackDays * DAY,
  };
  const assessment = assessTimeline(timeline, context);
  return {
    site,
    model,
    codebook,
    session,
    patient,
    person,
    timeline,
    context,
    assessment,
    entries,
    chosen,
    pending: chart.pending ?? [],
    readAt: reading.readAt,
    cutOff: chart.cutOff,
    skewMs: chart.skewMs,
    faults: distinct([...chart.void, ...chart.faults, ...assessment.faults]),
  };
}

/** Transport and assessment both name what could not be read, the latter once per concept. */
function distinct(faults: readonly Fault[]): readonly Fault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}
