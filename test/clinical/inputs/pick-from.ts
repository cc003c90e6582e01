import { asOf } from '../../../src/clinical/as-of.ts';
import type { Entry } from '../../../src/clinical/input.ts';
import { pickInput } from '../../../src/clinical/inputs/pick-input.ts';
import type { Picked } from '../../../src/clinical/inputs/picked.ts';
import { readTimeline } from '../../../src/clinical/read-timeline.ts';
import { pickRun, pickRuns } from '../../../src/clinical/support/pick-runs.ts';
import type { InputRule, ModelInput } from '../../../src/model/document.ts';
import { instant, person, support } from '../rows.ts';
import { defaultCodebook, defaultSite, zhu } from '../site-setup.ts';

/** What a test asks for besides the rule. */
export interface Asked {
  readonly input?: Partial<ModelInput>;
  /** The moment, hours from the start of support. */
  readonly hours?: number;
  /** Evidence of support in place of a procedure from hour 0. */
  readonly support?: object;
  readonly recordComplete?: boolean;
  readonly entries?: readonly Entry[];
  /** Whether the run began before resources were looked for. */
  readonly isCut?: boolean;
  /** Concepts whose resources could not be read completely. */
  readonly notLoaded?: readonly string[];
}

/** Carries out one rule on the rows of a patient on ECMO. */
export function pickFrom(rule: InputRule, rows: readonly object[], asked: Asked = {}): Picked {
  const [template] = zhu.inputs;
  if (template === undefined) throw new Error('no input in the document');
  const missing = { policy: 'refuse' } as const;
  const input = {
    ...template,
    id: 'asked',
    kind: 'quantity',
    missing,
    ...asked.input,
    rule,
  } as const;
  const transfusion = {
    ...defaultSite.transfusion,
    recordComplete: asked.recordComplete ?? false,
  };
  const site = { ...defaultSite, transfusion };
  const known = [person, asked.support ?? support, ...rows];
  const record = asOf(
    readTimeline(known, { codebook: defaultCodebook, site }),
    instant(asked.hours ?? 48),
  );
  const { entries } = asked;
  const more = entries === undefined ? {} : { entries };
  const found = pickRun(pickRuns(record, { timeZone: site.timeZone, ...more }));
  const { isCut = false } = asked;
  const notLoaded = new Set(asked.notLoaded);
  return pickInput(input, record, { run: found?.run ?? null, site, isCut, notLoaded, ...more });
}
