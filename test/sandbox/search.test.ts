import { describe, expect, it } from 'vitest';
import { ask, openBench, send, type Json } from './app-driver.ts';

const { hospital } = openBench();
const token = hospital.grant({ patient: 'clean-va', scope: 'patient/*.rs' });
const get = (path: string) => ask(hospital, token, path);

async function plateletIds(terms: string): Promise<string[]> {
  const { json } = await get(`Observation?patient=clean-va&code=777-3&${terms}`);
  return json.entry.map((each: Json) => each.resource.id);
}

async function proceduresOn(date: string): Promise<number> {
  return (await get(`Procedure?patient=clean-va&date=${date}`)).json.total;
}

async function kindsAndModes(path: string): Promise<Set<string>> {
  const { json } = await get(path);
  return new Set(
    json.entry.map((each: Json) => `${each.resource.resourceType} ${each.search.mode}`),
  );
}

/** How many rows a scope lets a search see, or the status it is refused with. */
async function reach(scope: string, path: string): Promise<number> {
  const own = hospital.grant({ patient: 'clean-va', scope });
  const { status, json } = await ask(hospital, own, path);
  return status === 200 && json.resourceType === 'Bundle' ? json.total : status;
}

function risk(patient: string) {
  return {
    resourceType: 'RiskAssessment',
    status: 'final',
    identifier: [{ system: 'urn:runs', value: 'run-1' }],
    subject: { reference: `Patient/${patient}` },
    occurrenceDateTime: '2026-03-10T11:00:00-04:00',
    prediction: [{ probabilityDecimal: 5 }],
  };
}

describe('a search', () => {
  it('asks one type of one patient and gives page, total, self and next', async () => {
    const { json } = await get('Observation?patient=clean-va');
    expect(json.entry).toHaveLength(100);
    expect(json.total).toBeGreaterThan(300);
    expect(json.link.map((each: { relation: string }) => each.relation)).toEqual(['self', 'next']);
  });

  it.each([
    ['a parameter that does not exist', 'Observation?patient=clean-va&shoe-size=9'],
    ['a modifier that does not exist', 'Observation?patient=clean-va&code:text=platelets'],
    ['a date that is none', 'Observation?patient=clean-va&date=ge2026-13-45'],
    ['an empty value', 'Observation?patient=clean-va&code='],
    ['a prototype key as a parameter', 'Observation?patient=clean-va&__proto__=1'],
    ['an offset', 'Observation?patient=clean-va&_offset=5'],
    ['a count that is no number', 'Observation?patient=clean-va&_count=many'],
    ['approximate dates', 'Observation?patient=clean-va&date=ap2026-03-10'],
    ['a day the month has not', 'Observation?patient=clean-va&date=2026-02-30'],
    ['a month zero', 'Observation?patient=clean-va&date=2026-00-10'],
    ['a second 61', 'Observation?patient=clean-va&date=2026-03-10T10:00:61Z'],
    ['an offset nowhere on earth', 'Observation?patient=clean-va&date=2026-03-10T10:00:00%2B15:00'],
    ['a :missing that is neither', 'Observation?patient=clean-va&code:missing=maybe'],
    ['a token of a bar alone', 'Observation?patient=clean-va&code=%7C'],
  ])('refuses %s with 400 and an OperationOutcome', async (_words, path) => {
    const { status, json } = await get(path);
    expect(status).toBe(400);
    expect(json.resourceType).toBe('OperationOutcome');
  });

  it.each([
    ['a code with its system', 'code=http://loinc.org%7C777-3', 11],
    ['a system alone', 'code=http://loinc.org%7C', 210],
    ['a code of no system', 'code=%7C777-3', 0],
    ['all other codes', 'code:not=http://loinc.org%7C777-3', 309],
  ])('understands %s', async (_words, terms, total) => {
    expect((await get(`Observation?patient=clean-va&${terms}`)).json.total).toBe(total);
  });

  it('reads a day in the hospital’s own zone', async () => {
    const byDay = await plateletIds('date=2026-03-09');
    const byInstants = await plateletIds(
      'date=ge2026-03-09T00:00:00-04:00&date=lt2026-03-10T00:00:00-04:00',
    );
    expect(byDay).toEqual(byInstants);
    expect(byDay.length).toBeGreaterThan(2);
  });

  it('takes a period for every moment it touches, an open end included', async () => {
    expect(await proceduresOn('ge2026-03-10')).toBe(1);
    expect(await proceduresOn('ge2030-01-01')).toBe(1);
    expect(await proceduresOn('lt2020-01-01')).toBe(0);
  });

  it('brings included Medications and Devices as includes', async () => {
    expect(
      await kindsAndModes(
        'MedicationAdministration?patient=clean-va&_include=MedicationAdministration:medication',
      ),
    ).toEqual(new Set(['MedicationAdministration match', 'Medication include']));
    expect(
      await kindsAndModes('DeviceUseStatement?patient=clean-va&_include=DeviceUseStatement:device'),
    ).toEqual(new Set(['DeviceUseStatement match', 'Device include']));
  });

  it('lets a next link expire after ten minutes with 410', async () => {
    const bench = openBench();
    const own = bench.hospital.grant({ patient: 'clean-va', scope: 'patient/*.rs' });
    const { json } = await ask(bench.hospital, own, 'Observation?patient=clean-va');
    const next = json.link[1].url;
    expect((await ask(bench.hospital, own, next)).status).toBe(200);
    bench.later(601);
    expect((await ask(bench.hospital, own, next)).status).toBe(410);
  });

  it('answers a broken address with 400', async () => {
    expect((await get('Patient/%E0%A4%A')).status).toBe(400);
  });

  it('answers HEAD as GET, and says what else one may do', async () => {
    const head = await ask(hospital, token, 'Patient/clean-va', { method: 'HEAD' });
    expect([head.status, head.headers.get('etag')]).toEqual([200, 'W/"1"']);
    const gone = await ask(hospital, token, 'Patient/clean-va', { method: 'DELETE' });
    expect([gone.status, gone.headers.get('allow')]).toEqual([405, 'GET, PUT, PATCH']);
  });

  it('says of every version in a history how it came', async () => {
    const { json } = await get('Patient/clean-va/_history');
    expect(json.entry[0]).toMatchObject({
      request: { method: 'PUT', url: 'Patient/clean-va' },
      response: { status: '200', etag: 'W/"1"' },
    });
  });

  it('speaks JSON only', async () => {
    const headers = { accept: 'application/fhir+xml' };
    expect((await ask(hospital, token, 'Patient/clean-va', { headers })).status).toBe(406);
  });
});

describe('scopes', () => {
  it.each([
    ['v2 by type', 'patient/Observation.rs', 'Procedure?patient=clean-va', 403],
    ['v1 by type', 'patient/Observation.read', 'Procedure?patient=clean-va', 403],
    ['read without search', 'patient/Procedure.r', 'Procedure?patient=clean-va', 403],
    ['another patient, searched', 'patient/*.rs', 'Procedure?patient=vv-no-ct', 403],
    ['another patient, read', 'patient/*.rs', 'Patient/vv-no-ct', 403],
    ['another patient’s stay', 'patient/*.rs', 'Encounter/vv-no-ct-stay', 403],
    ['several patients at once', 'patient/*.rs', 'Procedure?patient=clean-va,vv-no-ct', 403],
    ['all patients at once', 'patient/*.rs', 'Patient', 1],
    ['user level', 'user/*.rs', 'Patient', 2],
    ['v1 wildcard', 'patient/*.read', 'DeviceUseStatement?patient=clean-va', 1],
    [
      'a filter nobody knows',
      'patient/Procedure.rs?shoe-size=9',
      'Procedure?patient=clean-va',
      403,
    ],
    [
      'a user scope of another type',
      'patient/Observation.rs user/Practitioner.rs',
      'Observation?patient=vv-no-ct',
      403,
    ],
    ['… on everybody', 'patient/Observation.rs user/Practitioner.rs', 'Observation', 320],
    ['letters out of order', 'patient/Procedure.sr', 'Procedure?patient=clean-va', 403],
  ])('%s: %s on %s gives %s', async (_words, scope, path, expected) => {
    expect(await reach(scope, path)).toBe(expected);
  });

  it('with a category filter hide the other categories', async () => {
    const all = await reach('patient/Observation.rs', 'Observation?patient=clean-va');
    const category =
      'category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory';
    const labs = await reach(`patient/Observation.rs?${category}`, 'Observation?patient=clean-va');
    expect(labs).toBeGreaterThan(50);
    expect(labs).toBeLessThan(all);
  });
});

describe('writing', () => {
  const scope = 'patient/RiskAssessment.crus';

  it('files a RiskAssessment once per identifier and shows it on the record screen', async () => {
    const bench = openBench();
    const own = bench.hospital.grant({ patient: 'clean-va', scope });
    const headers = { 'if-none-exist': 'identifier=urn:runs|run-1' };
    const first = await send(
      bench.hospital,
      own,
      'POST',
      'RiskAssessment',
      risk('clean-va'),
      headers,
    );
    const second = await send(
      bench.hospital,
      own,
      'POST',
      'RiskAssessment',
      risk('clean-va'),
      headers,
    );
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(first.headers.get('location')).toContain(`/RiskAssessment/${first.json.id}/_history/1`);
    expect(first.headers.get('etag')).toBe('W/"1"');
    const page = await bench.hospital.fetch(
      new Request(`${bench.hospital.origin}/record/clean-va?tab=risks`),
    );
    expect(await page.text()).toContain('5 %');
  });

  it('takes a resource as FHIR JSON only', async () => {
    const headers = { 'content-type': 'application/json-patch+json' };
    const known = hospital.grant({ patient: 'clean-va', scope });
    const sent = await send(hospital, known, 'POST', 'RiskAssessment', risk('clean-va'), headers);
    expect(sent.status).toBe(415);
  });

  it('never answers a conditional create with another patient’s resource', async () => {
    const bench = openBench();
    const [own, other] = ['clean-va', 'vv-no-ct'].map((patient) =>
      bench.hospital.grant({ patient, scope }),
    );
    const file = (bearer: string | undefined, patient: string) =>
      send(bench.hospital, bearer ?? '', 'POST', 'RiskAssessment', risk(patient), {
        'if-none-exist': 'identifier=urn:runs|run-1',
      });
    expect((await file(own, 'clean-va')).status).toBe(201);
    const said = await file(other, 'vv-no-ct');
    expect([said.status, said.json.subject.reference]).toEqual([201, 'Patient/vv-no-ct']);
  });

  it('withdraws it with If-Match, and refuses a stale version', async () => {
    const bench = openBench();
    const own = bench.hospital.grant({ patient: 'clean-va', scope });
    const { json } = await send(bench.hospital, own, 'POST', 'RiskAssessment', risk('clean-va'));
    const wrong = { ...json, status: 'entered-in-error' };
    const put = () =>
      send(bench.hospital, own, 'PUT', `RiskAssessment/${json.id}`, wrong, { 'if-match': 'W/"1"' });
    expect((await put()).status).toBe(200);
    expect((await put()).status).toBe(412);
  });

  it.each([
    ['about another patient', risk('vv-no-ct'), scope, 403],
    [
      'about another patient, beside a user scope of another type',
      risk('vv-no-ct'),
      `${scope} user/Practitioner.r`,
      403,
    ],
    ['without the scope', risk('clean-va'), 'patient/RiskAssessment.rs', 403],
    [
      'of a probability above 100',
      { ...risk('clean-va'), prediction: [{ probabilityDecimal: 101 }] },
      scope,
      422,
    ],
    ['without a subject', { resourceType: 'RiskAssessment', status: 'final' }, scope, 422],
    ['about nobody known', risk('nobody'), 'user/*.cruds', 422],
  ])('refuses a RiskAssessment %s', async (_words, body, own, expected) => {
    const granted = hospital.grant({ patient: 'clean-va', scope: own });
    expect((await send(hospital, granted, 'POST', 'RiskAssessment', body)).status).toBe(expected);
  });
});
