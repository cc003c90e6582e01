import { resultOf, type Check, type Json, type TestBed } from './checks.ts';

const marked = (bed: TestBed, n: number, mark: string): Record<string, unknown> => ({
  ...(resultOf(n, bed.patient, bed.encounter) as Record<string, unknown>),
  status: 'preliminary',
  identifier: [{ system: 'urn:checks', value: `${bed.tag}-${mark}` }],
});

const condition = (bed: TestBed, mark: string): string =>
  `identifier=urn:checks|${bed.tag}-${mark}`;

async function stored(bed: TestBed, mark: string): Promise<Json[]> {
  const { json } = await bed.ask('GET', `Observation?${condition(bed, mark)}`);
  return (json.entry ?? []).map((each: Json) => each.resource);
}

async function one(bed: TestBed, mark: string): Promise<Json> {
  const { json } = await bed.ask('POST', 'Observation', marked(bed, 1, mark));
  return json;
}

function bundle(bed: TestBed, mark: string, second: unknown): unknown {
  const patient = {
    resourceType: 'Patient',
    identifier: [{ system: 'urn:checks', value: `${bed.tag}-${mark}` }],
    name: [{ family: 'Bundle' }],
  };
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a',
        resource: patient,
        request: { method: 'POST', url: 'Patient' },
      },
      {
        fullUrl: 'urn:uuid:0d2bd4a5-5e40-4a63-8dd0-7d1f0b1f2a11',
        resource: second,
        request: { method: 'POST', url: 'Observation' },
      },
    ],
  };
}

const ofBundlePatient = (bed: TestBed, mark: string): Record<string, unknown> => ({
  ...marked(bed, 3, mark),
  subject: { reference: 'urn:uuid:61ebe359-bfdc-4613-8bf2-c5e300945f0a' },
});

/** The checks of writing, versions, validation, bundles and the server's own word. */
export const writeChecks: readonly Check[] = [
  {
    name: 'a conditional create makes the first',
    run: async (bed) => {
      const headers = { 'if-none-exist': condition(bed, 'once') };
      const { status } = await bed.ask('POST', 'Observation', marked(bed, 1, 'once'), headers);
      return status === 201 ? null : `status ${status}`;
    },
  },
  {
    name: 'a conditional create makes no second',
    run: async (bed) => {
      const headers = { 'if-none-exist': condition(bed, 'once') };
      const { status } = await bed.ask('POST', 'Observation', marked(bed, 1, 'once'), headers);
      const found = await stored(bed, 'once');
      return status === 200 && found.length === 1
        ? null
        : `status ${status}, ${found.length} stored`;
    },
  },
  {
    name: 'a conditional update changes the one it finds',
    run: async (bed) => {
      const made = await one(bed, 'change');
      const body = { ...marked(bed, 1, 'change'), status: 'final' };
      const { status } = await bed.ask('PUT', `Observation?${condition(bed, 'change')}`, body);
      const { json } = await bed.ask('GET', `Observation/${made.id}`);
      return status === 200 && json.status === 'final' ? null : `status ${status}`;
    },
  },
  {
    name: 'a stale If-Match is 412',
    run: async (bed) => {
      const made = await one(bed, 'stale');
      const body = { ...made, status: 'final' };
      const first = await bed.ask('PUT', `Observation/${made.id}`, body, {
        'if-match': `W/"${made.meta.versionId}"`,
      });
      const second = await bed.ask('PUT', `Observation/${made.id}`, body, {
        'if-match': `W/"${made.meta.versionId}"`,
      });
      return first.status === 200 && second.status === 412
        ? null
        : `${first.status}, ${second.status}`;
    },
  },
  {
    name: 'the history has every version',
    run: async (bed) => {
      const made = await one(bed, 'history');
      await bed.ask('PUT', `Observation/${made.id}`, { ...made, status: 'final' });
      const { json } = await bed.ask('GET', `Observation/${made.id}/_history`);
      return json.entry?.length === 2 ? null : `${json.entry?.length} versions`;
    },
  },
  {
    name: 'a JSON Patch is applied',
    run: async (bed) => {
      const made = await one(bed, 'patch');
      const patch = [{ op: 'replace', path: '/status', value: 'final' }];
      const headers = { 'content-type': 'application/json-patch+json' };
      const { status } = await bed.ask('PATCH', `Observation/${made.id}`, patch, headers);
      const { json } = await bed.ask('GET', `Observation/${made.id}`);
      return status === 200 && json.status === 'final' ? null : `status ${status}`;
    },
  },
  {
    name: 'an invalid resource is refused',
    run: async (bed) => {
      const { code: _code, ...rest } = marked(bed, 1, 'invalid');
      const { status } = await bed.ask('POST', 'Observation', rest);
      return status === 400 || status === 422 ? null : `status ${status}`;
    },
  },
  {
    name: '$validate finds a missing code',
    run: async (bed) => {
      const { code: _code, ...rest } = marked(bed, 1, 'validate');
      const { json } = await bed.ask('POST', 'Observation/$validate', rest);
      const error = json?.issue?.some((each: Json) => ['error', 'fatal'].includes(each.severity));
      return error ? null : 'no error reported';
    },
  },
  {
    name: 'a transaction resolves references among its entries',
    run: async (bed) => {
      const body = bundle(bed, 'bundle', ofBundlePatient(bed, 'bundle'));
      const { status } = await bed.ask('POST', '', body);
      const [found] = await stored(bed, 'bundle');
      const resolved = found?.subject?.reference?.startsWith('Patient/');
      return status === 200 && resolved ? null : `status ${status}`;
    },
  },
  {
    name: 'a failed transaction leaves nothing',
    run: async (bed) => {
      const { code: _code, ...broken } = ofBundlePatient(bed, 'broken');
      const { status } = await bed.ask('POST', '', bundle(bed, 'broken', broken));
      const { json } = await bed.ask('GET', `Patient?${condition(bed, 'broken')}`);
      return status >= 400 && !json.entry?.length
        ? null
        : `status ${status}, ${json.entry?.length} left`;
    },
  },
  {
    name: 'a CapabilityStatement that names what it holds',
    run: async (bed) => {
      const { json } = await bed.ask('GET', 'metadata');
      const types = json?.rest?.[0]?.resource?.map((each: Json) => each.type) ?? [];
      return types.includes('Observation') && json.fhirVersion?.startsWith('4.0')
        ? null
        : 'incomplete';
    },
  },
  {
    name: '$everything about the patient',
    run: async (bed) => {
      const { status, json } = await bed.ask(
        'GET',
        `Patient/${bed.patient}/$everything?_count=1000`,
      );
      if (status === 404 || status === 400) return null;
      const types = new Set(json.entry?.map((each: Json) => each.resource.resourceType));
      return ['Patient', 'Observation', 'Procedure'].every((each) => types.has(each))
        ? null
        : 'not everything';
    },
  },
];
