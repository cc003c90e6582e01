import type { Fault, Found } from '../faults.ts';
import {
  isObject,
  list,
  number,
  object,
  oneOf,
  record,
  text,
  type Shape,
} from '../model/json-shape.ts';
import { atLine, type Position } from './json-positions.ts';
import type { Issuer, Site } from './site.ts';

const RESOURCES = ['RiskAssessment', 'Observation', 'DocumentReference'] as const;

/** What a site file may leave out, and what holds then. */
const DEFAULTS = {
  enabled: true,
  language: 'en',
  units: 'conventional',
  model: 'zhu-2025',
  issuers: [],
  writeBack: { enabled: false, resources: [...RESOURCES], staleAfterMinutes: 60 },
  transfusion: { bagMillilitres: 200, recordComplete: false },
  lookBackDays: 60,
  targets: [],
  conceptMaps: [],
  frameAncestors: [],
  idleLockMinutes: 15,
} as const;

/** A text that a test accepts; `problem` says what it should have been. */
function textThat(isRight: (written: string) => boolean, problem: string): Shape {
  return (value, place, tell) => {
    if (typeof value === 'string' && !isRight(value)) tell(place, `${problem}: ${value}`);
    else text(value, place, tell);
  };
}

const yesOrNo: Shape = (value, place, tell) => {
  if (typeof value !== 'boolean') tell(place, 'neither true nor false');
};

const LOOPBACK = String.raw`http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?`;
const SECURE = String.raw`https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?`;
const ISSUER = new RegExp(`^(?:${SECURE}|${LOOPBACK})(?:/[^\\s?#]*)?$`);
const ORIGIN = new RegExp(`^(?:${SECURE}|${LOOPBACK})$`);
const ANCESTOR = new RegExp(
  String.raw`^(?:https:\/\/(?:\*\.)?[A-Za-z0-9.-]+(?::\d{1,5})?|${LOOPBACK})$`,
);
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*\.json$/;

const id = textThat(
  (written) => /^[a-z0-9][a-z0-9-]*$/.test(written),
  'not lower-case words and hyphens',
);
const origin = textThat(
  (written) => ORIGIN.test(written),
  'not an https origin (http on loopback only)',
);
const fileName = textThat(
  (written) => FILE_NAME.test(written),
  'not the name of a .json file in this folder',
);
const timeZone = textThat(isTimeZone, 'not an IANA time zone');

const issuer = object(
  {
    iss: textThat(
      (written) => ISSUER.test(written),
      'not an https address (http on loopback only)',
    ),
    clientId: text,
  },
  {
    scopes: list(text, 1),
    authorizationOrigins: list(origin),
    styleOrigins: list(origin),
    standalone: yesOrNo,
    onlineAccess: yesOrNo,
  },
);

const targetMembers = object(
  { concept: id, unit: text, source: text },
  { low: number(0), high: number(0) },
);

const target: Shape = (value, place, tell) => {
  targetMembers(value, place, tell);
  if (!isObject(value)) return;
  const { low, high } = value;
  if (low === undefined && high === undefined) tell(place, 'neither low nor high');
  if (typeof low === 'number' && typeof high === 'number' && low >= high) {
    tell(place, 'low is not below high');
  }
};

const calibration = object({
  intercept: number(),
  standardError: number(Number.MIN_VALUE),
  n: number(1),
  events: number(1),
  source: text,
});

const siteShape = object(
  { id, name: text, contact: text, timeZone },
  {
    $schema: text,
    enabled: yesOrNo,
    language: oneOf('en', 'de', 'zh'),
    units: oneOf('SI', 'conventional'),
    displayUnits: record(text),
    model: textThat(
      (written) => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(written),
      'not a model id or file name',
    ),
    calibration,
    issuers: list(issuer),
    writeBack: object(
      {},
      {
        enabled: yesOrNo,
        resources: list(oneOf(...RESOURCES), 1),
        staleAfterMinutes: number(1, 1440),
      },
    ),
    transfusion: object({}, { bagMillilitres: number(20, 1000), recordComplete: yesOrNo }),
    lookBackDays: number(1, 3650),
    targets: list(target),
    conceptMaps: list(fileName),
    systems: record(text),
    frameAncestors: list(textThat((written) => ANCESTOR.test(written), 'not an origin')),
    idleLockMinutes: number(1, 480),
  },
);

/**
 * One hospital's settings from its parsed `site.json`. Every field it leaves
 * out has its default; every mistake is a `setting-wrong` fault with the JSON
 * path, and with line and column where `positions` of the text are given
 * (`jsonPositions`). Null when anything is wrong.
 */
export function readSite(
  file: string,
  json: unknown,
  positions?: ReadonlyMap<string, Position>,
): Found<Site | null> {
  const faults: Fault[] = [];
  const tell = (place: string, problem: string): void => {
    faults.push({ kind: 'setting-wrong', source: atLine(file, place, positions), place, problem });
  };
  siteShape(json, '', tell);
  if (isObject(json) && Array.isArray(json['issuers'])) tellRepeats(json['issuers'], tell);
  if (faults.length > 0) return { value: null, faults };
  const { $schema: _, ...written } = json as Partial<Site> &
    Pick<Site, 'id'> & { $schema?: string };
  const site = {
    ...DEFAULTS,
    ...written,
    writeBack: { ...DEFAULTS.writeBack, ...written.writeBack },
    transfusion: { ...DEFAULTS.transfusion, ...written.transfusion },
  } as Site;
  return { value: site, faults };
}

function tellRepeats(
  issuers: readonly unknown[],
  tell: (place: string, problem: string) => void,
): void {
  const seen = new Set<string>();
  for (const [index, each] of issuers.entries()) {
    const iss = isObject(each) ? (each as Partial<Issuer>).iss : undefined;
    if (typeof iss !== 'string') continue;
    const plain = iss.replace(/\/+$/, '').toLowerCase();
    if (seen.has(plain)) tell(`issuers[${index}].iss`, 'listed twice');
    seen.add(plain);
  }
}

function isTimeZone(written: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
