import type { Conclusion } from '../../fhir/record/conclusion.ts';
import { SOFTWARE } from '../software.ts';
import type { View } from '../view.ts';

/** What would be written of a view, under one identifier, so that a repeat is never a second entry. */
export function conclude(view: View, identifier: string, recordedAt: number): Conclusion {
  const { assessment, model, site, session, cutOff } = view;
  return {
    assessment,
    model,
    site,
    session,
    identifier,
    software: SOFTWARE,
    recordedAt,
    cutOff,
  };
}
