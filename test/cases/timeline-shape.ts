/** What everything read from a record must look like: every member named, every word one of the known. */
import {
  list,
  number,
  object,
  oneOf,
  range,
  type Shape,
  text,
  variant,
} from '../../src/model/json-shape.ts';

const moment: Shape = object(
  {
    text: (value, place, tell) => typeof value === 'string' || tell(place, 'not a text'),
    precision: oneOf('year', 'month', 'day', 'instant'),
    earliest: number(),
    latest: number(),
  },
  { zoneless: isTrue },
);
const source = object({ reference: text, row: number(0) }, { version: text });
const quantity = object({ value: number(), unit: text });
/** As a hospital wrote it: either may be empty. */
const asWritten = object({ value: string, unit: string });
const known = { concept: text, source, availableAt: moment };

/** An event of the timeline. */
export const event = variant('kind', {
  measured: object(
    { kind: text, ...known, value: number(), unit: text, asWritten, at: moment },
    { comparator: oneOf('<', '<=', '>', '>=') },
  ),
  given: object(
    {
      kind: text,
      ...known,
      start: moment,
      use: oneOf(
        'infusion',
        'bolus',
        'transfusion',
        'prophylaxis',
        'flush',
        'lock',
        'circuit',
        'unknown',
      ),
    },
    {
      end: moment,
      open: oneOf('running', 'until-next'),
      amount: object({ value: number(), unit: text }, { assumed: isTrue }),
      rate: quantity,
      asWritten: text,
    },
  ),
  supported: object(
    {
      kind: text,
      ...known,
      mode: oneOf('VA', 'VV', 'VAV', 'ECPR', 'other', 'unknown'),
      evidence: oneOf('procedure', 'device', 'flowsheet', 'encounter'),
      start: moment,
    },
    { end: moment, ends: isTrue, cannulation: oneOf('central', 'peripheral') },
  ),
  happened: object(
    {
      kind: text,
      ...known,
      status: oneOf('active', 'inactive', 'resolved', 'unknown', 'done'),
      code: text,
    },
    { onset: moment, end: moment, past: isTrue, ambiguity: text },
  ),
});

/** Reasons that are found only after the time was read, which is then told. */
const TIMED = oneOf(
  'value-missing',
  'value-unreadable',
  'censored',
  'unit-missing',
  'unit',
  'unit-conflict',
  'implausible',
  'specimen',
  'future',
  'time-uncertain',
);
const UNTIMED = oneOf(
  'status',
  'modifier-extension',
  'code-conflict',
  'look-alike',
  'time-missing',
  'order-only',
  'other-patient',
  'counted-elsewhere',
);
const aside = { source: text, concept: text, row: number(0) };
const timed = object({ ...aside, because: TIMED, at: moment, availableAt: moment }, { asWritten });
const whenever = { at: moment, availableAt: moment, asWritten };
const untimed = object({ ...aside, because: text }, whenever);
const unbelieved = object({ ...aside, because: text, status: text }, whenever);

/** A resource that cannot count. An Observation whose value was looked at says when it was. */
export const setAside: Shape = (value, place, tell) => {
  const { because, source: from } = value as { because: unknown; source: unknown };
  const late = String(from).startsWith('Observation/') && !isOneOf(because, UNTIMED);
  if (late) return timed(value, place, tell);
  if (!isOneOf(because, TIMED)) UNTIMED(because, `${place}.because`, tell);
  (because === 'status' ? unbelieved : untimed)(value, place, tell);
};

const about = { kind: text, source: text };
const ofConcept = object({ ...about, concept: text });
const alone = object(about);

/** A fault of one resource. */
export const fault = variant('kind', {
  'foreign-patient': alone,
  'patient-merged': object({ ...about, other: text }),
  'not-a-resource': alone,
  'no-patient': alone,
  'modifier-extension': alone,
  'code-conflict': object({ ...about, concepts: list(text, 2) }),
  'code-unknown': object(about, { system: text, code: text }),
  'status-not-usable': object({ ...about, concept: text, status: text }),
  'value-missing': object({ ...about, concept: text }, { reason: text }),
  'value-unreadable': ofConcept,
  'value-censored': object({ ...about, concept: text }, { plausible: range }),
  'value-implausible': object({ ...about, concept: text, plausible: range }),
  'unit-missing': ofConcept,
  'unit-unknown': object({ ...about, concept: text, unit: text }),
  'unit-conflict': ofConcept,
  'specimen-unknown': ofConcept,
  'time-missing': ofConcept,
  'time-unreadable': ofConcept,
  'time-without-zone': ofConcept,
  'time-in-future': ofConcept,
  'time-from-issued': ofConcept,
  'time-uncertain': ofConcept,
  'start-uncertain': alone,
  'look-alike': ofConcept,
  'order-only': ofConcept,
});

function isTrue(...[value, place, tell]: Parameters<Shape>): void {
  if (value !== true) tell(place, 'not true');
}

function string(...[value, place, tell]: Parameters<Shape>): void {
  if (typeof value !== 'string') tell(place, 'not a text');
}

function isOneOf(value: unknown, words: Shape): boolean {
  let right = true;
  words(value, '', () => {
    right = false;
  });
  return right;
}
