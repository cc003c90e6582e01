/** A site file that uses every setting. */
export const complete = {
  $schema: '../site.schema.json',
  id: 'st-example',
  name: 'St Example',
  contact: 'Perfusion desk, 4711',
  enabled: true,
  timeZone: 'Europe/Berlin',
  language: 'de',
  units: 'SI',
  displayUnits: { paco2: 'mm[Hg]' },
  model: 'local-2026.json',
  calibration: { intercept: 11.4, standardError: 0.3, n: 210, events: 19, source: 'Audit 2025' },
  issuers: [
    {
      iss: 'https://fhir.example.org/r4',
      clientId: 'abc',
      scopes: ['launch', 'patient/Observation.rs'],
      authorizationOrigins: ['https://login.example.org'],
      styleOrigins: ['https://static.example.org'],
      standalone: false,
      onlineAccess: true,
    },
    { iss: 'http://localhost:9090/fhir', clientId: 'dev' },
  ],
  writeBack: { enabled: true, resources: ['Observation'], staleAfterMinutes: 30 },
  transfusion: { bagMillilitres: 250, recordComplete: false },
  lookBackDays: 90,
  targets: [{ concept: 'aptt', low: 40, high: 55, unit: 's', source: 'House standard 12, 2026' }],
  conceptMaps: ['codes.conceptmap.json'],
  systems: { 'urn:oid:1.2.3': 'http://loinc.org' },
  frameAncestors: ['https://*.example.org', 'http://127.0.0.1:9090'],
  idleLockMinutes: 10,
};

/** What must be said; everything else has a default. */
export const least = {
  id: 'st-example',
  name: 'St Example',
  contact: 'Perfusion desk, 4711',
  timeZone: 'Asia/Kolkata',
};

/** One wrong value at one place, and the words that name it. */
export const mistakes: readonly [place: string, value: unknown, words: RegExp][] = [
  ['id', 'St Example', /lower-case/],
  ['name', '  ', /empty/],
  ['name', 7, /not a text/],
  ['contact', undefined, /missing/],
  ['timeZone', 'Europe/Atlantis', /not an IANA time zone/],
  ['timeZone', 'CEST+2', /not an IANA time zone/],
  ['language', 'fr', /not one of en, de, zh/],
  ['units', 'si', /not one of SI, conventional/],
  ['model', '../secret.json', /not a model id/],
  ['enabled', 'yes', /neither true nor false/],
  ['calibration.standardError', 0, /not in/],
  ['calibration.events', undefined, /missing/],
  ['issuers', {}, /not a list/],
  ['issuers[0].iss', 'http://fhir.example.org/r4', /not an https address/],
  ['issuers[0].iss', 'https://fhir.example.org/r4?tenant=1', /not an https address/],
  ['issuers[0].iss', 'http://localhost.evil.example/fhir', /not an https address/],
  ['issuers[0].iss', 'http://127.0.0.1:9090@evil.example/', /not an https address/],
  ['issuers[0].clientId', '', /empty/],
  ['issuers[0].clientID', 'abc', /no such member/],
  ['issuers[0].scopes', [], /fewer than 1/],
  ['issuers[0].authorizationOrigins[0]', 'https://login.example.org/path', /not an https origin/],
  ['writeBack.resources', ['Patient'], /not one of/],
  ['writeBack.staleAfterMinutes', 0, /not in/],
  ['transfusion.bagMillilitres', 2, /not in/],
  ['transfusion.bag', 200, /no such member/],
  ['lookBackDays', '60', /not a number/],
  ['targets[0].source', undefined, /missing/],
  ['targets[0].low', -1, /not in/],
  ['conceptMaps[0]', '../codes.json', /not the name of a .json file/],
  ['frameAncestors[0]', '*', /not an origin/],
  ['frameAncestors[0]', 'https://a.example; script-src *', /not an origin/],
  ['idleLockMinutes', 0, /not in/],
  ['timezone', 'UTC', /no such member/],
];

/** A copy of a settings file with one place changed; `undefined` takes it away. */
export function withChange(settings: object, place: string, value: unknown): unknown {
  const copy = structuredClone(settings) as Record<string, unknown>;
  const steps = place.split(/[.[\]]+/).filter((step) => step !== '');
  const last = steps.pop() ?? '';
  let at = copy;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return JSON.parse(JSON.stringify(copy)) as unknown;
}
