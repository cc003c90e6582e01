import type { ModelDocument } from '../../model/document.ts';
import type { Recalibration } from '../recalibrating/ladder.ts';
import type { CohortValidation } from '../validating/validate-cohort.ts';
import { missingSection, participantsSection, timeSection } from './cohort-sections.ts';
import { nomogramFigure } from './figures/nomogram-figure.ts';
import { methodsSection } from './methods-section.ts';
import { performanceSection, subgroupSection } from './performance-sections.ts';
import { style } from './style.ts';
import { escape } from './svg.ts';
import { paragraph, section } from './tables.ts';
import { tripodItems, type TripodItem } from './tripod.ts';
import { updatingSection } from './updating-section.ts';

/** Everything a report is made of; `report.json` holds the same. */
export interface Report {
  readonly site: string;
  readonly period: string | null;
  /** Calendar date on which it was made. */
  readonly made: string;
  readonly model: ModelDocument;
  readonly validation: CohortValidation;
  readonly recalibration: Recalibration | null;
  readonly tripod: readonly TripodItem[];
}

/** The checklist for what this run knows. */
export function checklistOf(
  validation: CohortValidation,
  recalibration: Recalibration | null,
): readonly TripodItem[] {
  return tripodItems({
    dates: validation.cohort !== null,
    flow: validation.cohort !== null,
    missing: true,
    subgroups: Object.keys(validation.subgroups).length > 0,
    updating: recalibration !== null,
  });
}

const stateOf = {
  'the run': 'filled by the run',
  'the author': 'by the author',
  open: 'open',
} as const;
const classOf = { 'the run': 'by-run', 'the author': 'by-author', open: 'by-open' } as const;

function tripodSection(items: readonly TripodItem[]): string {
  const rows = items.map(
    ({ item, topic, by, note }) =>
      `<tr><td class="item">${escape(item)}</td><td>${escape(topic)}</td><td class="${classOf[by]}">${stateOf[by]}</td><td>${escape(note)}</td></tr>`,
  );
  return section(
    'TRIPOD+AI checklist',
    `<div class="wide"><table><thead><tr><th>item</th><th>topic</th><th>state</th><th>where, or what to write</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
  );
}

/** One HTML page that needs nothing else: no network, no script. */
export function page(report: Report): string {
  const { model, validation, recalibration } = report;
  const synthetic = model.status === 'synthetic' ? ' Synthetic: not for patients.' : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(`${model.title} at ${report.site}`)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escape(model.title)}<br>at ${escape(report.site)}</h1>
${paragraph(`${validation.n} patients, ${validation.events} events${report.period ? `, ${report.period}` : ''}. Made ${report.made}. Model ${model.id} ${model.version}, SHA-256 ${model.sha256.slice(0, 16)}…${synthetic}`, 'lead')}
${paragraph(`${model.citation} Developed on ${model.development.n} patients with ${model.development.events} events.`, 'soft')}
</header>
<main>
${[
  methodsSection(model, validation, recalibration !== null),
  participantsSection(validation),
  performanceSection(validation),
  subgroupSection(validation),
  timeSection(validation),
  missingSection(validation),
  recalibration ? updatingSection(recalibration, model) : '',
  section(
    'The model',
    nomogramFigure(model),
    ...model.limits.map((limit) => paragraph(limit, 'soft')),
  ),
  tripodSection(report.tripod),
].join('\n')}
</main>
</body>
</html>
`;
}
