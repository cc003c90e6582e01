import { describe, expect, test } from 'vitest';
import { readBundle } from '../../../src/cohort/reading/bundle.ts';

const bundle = (entry: readonly unknown[], more: object = {}) =>
  readBundle({ resourceType: 'Bundle', type: 'batch-response', entry, ...more });
const condition = { resourceType: 'Condition', id: 'c', subject: { reference: 'Patient/p' } };

const page = (own: string, next?: string) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  link: [
    { relation: 'self', url: own },
    ...(next === undefined ? [] : [{ relation: 'next', url: next }]),
  ],
});

describe('a Bundle', () => {
  test('may hold requests and answers that need no resource', () => {
    const found = bundle([
      { resource: condition },
      { request: { method: 'GET', url: 'Condition?patient=p' } },
      { response: { status: '204 No Content' } },
      { request: { method: 'DELETE', url: 'Observation/o' } },
    ]);
    expect(found).toMatchObject({ rows: [condition], bad: [], deleted: ['Observation/o'] });
  });

  test.each([
    [{ response: { status: '403' } }, 'the server answered 403'],
    [
      { response: { status: '404 Not Found' }, resource: { resourceType: 'OperationOutcome' } },
      'the server answered 404',
    ],
    [{ request: { method: 'POST', url: 'Condition' } }, 'not a FHIR resource'],
    [{ fullUrl: 'urn:uuid:1' }, 'not a FHIR resource'],
    [{ resource: null, response: { status: '200' } }, 'not a FHIR resource'],
    [{ resource: [condition] }, 'not a FHIR resource'],
    [null, 'not a FHIR resource'],
    ['text', 'not a FHIR resource'],
  ])('says of an entry that something asked for is not there: %j', (entry, problem) => {
    expect(bundle([{ resource: condition }, entry])).toMatchObject({
      rows: [condition],
      bad: [{ place: 'entry[1]', problem }],
    });
  });

  test('names the place of a bad entry inside a Bundle inside it', () => {
    const inner = { resourceType: 'Bundle', type: 'searchset', entry: [{}] };
    expect(bundle([{ resource: inner }])?.bad).toMatchObject([{ place: 'entry[0].entry[0]' }]);
  });

  test.each([
    ['urn:uuid:aa', 'aa'],
    ['https://hospital.example/fhir/Patient/aa', 'aa'],
  ])('gives a resource without an id the one of its address %s', (fullUrl, id) => {
    const found = bundle([
      { fullUrl, resource: { resourceType: 'Patient' } },
      { resource: { ...condition, subject: { reference: fullUrl } } },
    ]);
    expect(found?.rows).toMatchObject([{ id }, { subject: { reference: `Patient/${id}` } }]);
  });

  test('takes no id from the address of another type', () => {
    const fullUrl = 'https://hospital.example/fhir/Group/aa';
    const found = bundle([{ fullUrl, resource: { resourceType: 'Patient' } }]);
    expect(found?.rows).toEqual([{ resourceType: 'Patient' }]);
  });

  test('knows its own page and the next, those of Bundles inside it included', () => {
    expect(bundle([{ resource: page('a', 'b') }, { resource: page('b') }])?.pages).toEqual({
      own: ['a', 'b'],
      next: ['b'],
    });
  });
});
