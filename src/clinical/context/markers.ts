import type { Marker, MarkerDocument } from '../../model/marker.ts';
import type { EcmoRun } from '../ecmo-run.ts';
import { findMarker } from './find-marker.ts';
import type { Finding, MarkerContext } from './find-marker.ts';

/** Whether the study observed patients on this mode of support. */
export type Applies = 'same-mode' | 'other-mode' | 'mixed-modes' | 'mode-unknown';

/** One published marker looked for in this patient. */
export interface AssessedMarker extends Finding {
  readonly marker: Marker;
  readonly applies: Applies;
}

/**
 * Looks for every published marker, in the document's order. `absent` means
 * looked for and not found so far; without data it is `unknown`. Each stands
 * alone: effects of different studies are never combined, and never enter the
 * risk.
 */
export function assessMarkers(document: MarkerDocument, context: MarkerContext): AssessedMarker[] {
  return document.markers.map((marker) => ({
    marker,
    applies: appliesTo(marker, context.run.mode),
    ...findMarker(marker.rule, context),
  }));
}

function appliesTo({ modes }: Marker, mode: EcmoRun['mode']): Applies {
  if (modes.length === 0) return 'mixed-modes';
  if (mode === 'unknown') return 'mode-unknown';
  return modes.includes(mode) ? 'same-mode' : 'other-mode';
}
