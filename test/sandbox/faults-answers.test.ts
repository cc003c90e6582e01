import { describe, expect, it } from 'vitest';
import { ConnectionDropped } from '../../src/sandbox/faults/fault.ts';
import { APP, ask, ORIGIN, send, type Json } from './app-driver.ts';
import { allPages, LABS, misbehaving, raw, shareOf } from './misbehaving.ts';

describe('transport', () => {
  it.each([
    ['rate-limited', 429, 'retry-after', '1'],
    ['rate-limited-silently', 429, 'retry-after', null],
    ['unavailable', 503, 'retry-after', '2'],
    ['forbidden', 403, 'access-control-allow-origin', APP],
    ['not-found-html', 404, 'content-type', 'text/html'],
    ['not-acceptable', 406, 'content-type', null],
    ['unsupported-media-type', 415, 'content-type', null],
    ['unauthorised', 401, 'www-authenticate', 'Bearer error="invalid_token"'],
    ['login-page', 200, 'content-type', 'text/html'],
    ['xml', 200, 'content-type', 'application/fhir+xml'],
    ['cors-missing', 200, 'access-control-allow-origin', null],
  ])('%s', async (name, status, header, value) => {
    const said = await raw(name, LABS);
    expect(said.status).toBe(status);
    expect(said.headers.get(header)).toBe(value);
  });

  it('empty-body, truncated-json and wrong-resource-type are told from a good answer', async () => {
    expect(await (await raw('empty-body', LABS)).text()).toBe('');
    await expect((await raw('truncated-json', LABS)).json()).rejects.toThrow();
    expect(((await (await raw('wrong-resource-type', LABS)).json()) as Json).resourceType).toBe(
      'Binary',
    );
  });

  it('connection-dropped answers nothing', async () => {
    await expect(raw('connection-dropped', LABS)).rejects.toThrow(ConnectionDropped);
  });

  it('drip sends the whole answer, in pieces', async () => {
    const slow = await (await raw('drip', LABS, { seconds: 0.06 })).json();
    const quick = await (await raw('no-total', LABS)).json();
    expect((slow as Json).entry).toEqual((quick as Json).entry);
  });
});

describe('searches and pages', () => {
  it('small-pages, total-of-page and no-search-mode lose nothing', async () => {
    const { rows: good } = await allPages('no-total');
    for (const name of ['small-pages', 'total-of-page', 'no-search-mode']) {
      const { rows } = await allPages(name);
      expect(rows.map(({ id }) => id)).toEqual(good.map(({ id }) => id));
    }
  });

  it('page-3-fails and paging-expired stop after the pages they say', async () => {
    expect((await allPages('page-3-fails')).statuses).toEqual([200, 200, 500]);
    expect((await allPages('paging-expired')).statuses).toEqual([200, 410]);
  });

  it('next-never-ends and next-loops go on for ever', async () => {
    expect((await allPages('next-never-ends')).statuses).toHaveLength(40);
    expect((await allPages('next-loops')).statuses).toHaveLength(40);
  });

  it.each([
    ['next-elsewhere', 'https://elsewhere.example/'],
    ['next-other-base', `${ORIGIN}/other/`],
  ])('%s leads away', async (name, start) => {
    const json = (await (await raw(name, LABS)).json()) as Json;
    expect(json.link.find((each: Json) => each.relation === 'next').url.startsWith(start)).toBe(
      true,
    );
  });

  it('duplicate-ids brings outdated versions of rows on later pages', async () => {
    const { rows } = await allPages('duplicate-ids');
    const outdated = rows.filter((each) => each.meta.versionId === '0');
    expect(outdated.length).toBeGreaterThan(5);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length - outdated.length);
  });

  it('parameter-ignored gives a superset and says so in self', async () => {
    const json = (await (await raw('parameter-ignored', `${LABS}&code=777-3`)).json()) as Json;
    expect(json.total).toBeGreaterThan(300);
    expect(json.link[0].url).not.toContain('code');
  });

  it.each([
    ['nothing-found-4101', '4101', 1],
    ['suppressed-59204', '59204', 67],
    ['more-may-exist-4119', '4119', 101],
  ])('%s stands among the rows as an outcome', async (name, code, entries) => {
    const json = (await (await raw(name, LABS)).json()) as Json;
    expect(json.entry).toHaveLength(entries);
    expect(json.entry.at(-1).search.mode).toBe('outcome');
    expect(JSON.stringify(json.entry.at(-1))).toContain(`"${code}"`);
  });
});

describe('identity and content', () => {
  it('foreign-patient-on-page-2 brings exactly one stranger, there', async () => {
    const { rows } = await allPages('foreign-patient-on-page-2');
    const strangers = rows.map((each, index) => [each.subject.reference, index] as const);
    const found = strangers.filter(([reference]) => reference !== 'Patient/clean-va');
    expect(found).toEqual([['Patient/somebody-else', 40]]);
  });

  it('statuses-scrambled, modifier-extension and units-missing touch some rows, not all', async () => {
    const status = await shareOf('statuses-scrambled', (each) => each.status !== 'final');
    const modifier = await shareOf('modifier-extension', (each) => Boolean(each.modifierExtension));
    const unit = await shareOf('units-missing', (each) => !each.valueQuantity?.unit);
    expect([status, modifier, unit]).toEqual([expect.closeTo(0.25, 1), expect.closeTo(0.33, 1), 1]);
  });

  it.each([
    ['merged-patient', /replaced-by/],
    ['patient-deceased', /"deceasedBoolean":true/],
    ['no-name', /^(?!.*"name")/],
    ['hostile-text', /<script>/],
    ['unruly-text', /\u202E/],
    ['proto-keys', /"__proto__":\{"polluted":true/],
    ['deep-nesting', /(\{"extension":\[\{"url":"x","valueAnnotation":){300}/],
    ['test-patient', /HTEST/],
  ])('%s shows in the Patient', async (name, pattern) => {
    const text = await (await raw(name, 'Patient/clean-va')).text();
    expect(text).toMatch(pattern);
    expect(() => JSON.parse(text)).not.toThrow();
  });

  it('from-the-future and no-zones change times and nothing else', async () => {
    const { rows: future } = await allPages('from-the-future');
    expect(future.every((each) => each.effectiveDateTime > '2026-03-10T15:00')).toBe(true);
    const { rows: zoneless } = await allPages('no-zones');
    expect(zoneless.every((each) => /T\d\d:\d\d:\d\d$/.test(each.effectiveDateTime))).toBe(true);
  });

  it('hundred-thousand-entries floods one bundle', async () => {
    const text = await (await raw('hundred-thousand-entries', LABS)).text();
    expect(text.split('"id":"flood-')).toHaveLength(100_001);
  });

  it('administrations-not-offered takes the type out of the statement as well', async () => {
    const { hospital, token } = misbehaving('administrations-not-offered');
    expect((await ask(hospital, token, 'MedicationAdministration?patient=clean-va')).status).toBe(
      404,
    );
    const { json } = await ask(hospital, token, 'metadata');
    expect(JSON.stringify(json)).not.toContain('"MedicationAdministration"');
  });
});

describe('writing', () => {
  const risk = {
    resourceType: 'RiskAssessment',
    status: 'final',
    subject: { reference: 'Patient/clean-va' },
    occurrenceDateTime: '2026-03-10T11:00:00-04:00',
    note: [{ text: 'A note' }],
  };
  const written = async (name: string) => {
    const { hospital, token } = misbehaving(name, { seconds: 0.01 });
    const said = await hospital.fetch(
      new Request(`${ORIGIN}/fhir/RiskAssessment`, {
        method: 'POST',
        body: JSON.stringify(risk),
        headers: { 'content-type': 'application/fhir+json', authorization: `Bearer ${token}` },
      }),
    );
    return { said, kept: hospital.store.all('RiskAssessment') as Json[] };
  };

  it.each([
    ['created-empty', 201, 1],
    ['created-without-location', 201, 1],
    ['write-times-out', 201, 1],
    ['write-conflict', 409, 0],
    ['write-precondition-failed', 412, 0],
    ['write-unprocessable', 422, 0],
    ['risk-not-offered', 404, 0],
  ])('%s answers %i and keeps %i', async (name, status, count) => {
    const { said, kept } = await written(name);
    expect([said.status, kept.length]).toEqual([status, count]);
    if (name.startsWith('created')) expect(await said.text()).toBe('');
    expect(said.headers.has('location')).toBe(
      name === 'created-empty' || name === 'write-times-out',
    );
  });

  it('write-altered keeps something else than was sent', async () => {
    const { kept } = await written('write-altered');
    expect(kept[0]).toMatchObject({
      status: 'preliminary',
      performer: { display: 'Integration user' },
    });
    expect(kept[0].note).toBeUndefined();
  });

  it('leaves a search by POST alone', async () => {
    const { hospital, token } = misbehaving('write-conflict');
    const said = await ask(hospital, token, 'Observation/_search', {
      method: 'POST',
      body: 'patient=clean-va',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(said.status).toBe(200);
    expect((await send(hospital, token, 'POST', 'RiskAssessment', risk)).status).toBe(409);
  });
});
