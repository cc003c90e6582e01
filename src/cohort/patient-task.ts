import { assess } from '../assess.ts';
import type { Entry } from '../clinical/input.ts';
import { readTimeline } from '../clinical/read-timeline.ts';
import { assessmentLine } from './assessment-line.ts';
import type { CaseSettings } from './cases/case.ts';
import { readCase } from './cases/read-case.ts';
import { countMapping } from './mapping/mapping-counts.ts';
import type { PatientTask } from './reading/workshop.ts';
import type { Setting } from './setting.ts';

/** What is to be made of each patient, in a form that crosses to a thread. */
export type TaskSettings =
  | {
      readonly kind: 'assess';
      /** Milliseconds since 1970 UTC. */
      readonly moment: number;
      readonly entries: readonly Entry[];
      /** Only this one, `Patient/<id>`. */
      readonly patient?: string;
    }
  | { readonly kind: 'mapping' }
  | { readonly kind: 'cases'; readonly settings: CaseSettings };

/** The function that does it. */
export function patientTask(task: TaskSettings, setting: Setting): PatientTask {
  switch (task.kind) {
    case 'assess':
      return ({ reference, rows }) => {
        if (task.patient !== undefined && task.patient !== reference) return null;
        const { moment, entries } = task;
        const assessment = assess(rows, { ...setting, moment, entries, patient: reference });
        return JSON.stringify(assessmentLine(assessment, reference));
      };
    case 'mapping':
      return ({ reference, rows }) =>
        JSON.stringify(countMapping(readTimeline(rows, { ...setting, patient: reference })));
    case 'cases':
      return ({ reference, rows }) => {
        const timeline = readTimeline(rows, { ...setting, patient: reference });
        const found = readCase(timeline, setting.site, task.settings);
        return found && JSON.stringify(found);
      };
    default:
      return task satisfies never;
  }
}
