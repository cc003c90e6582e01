import {
  changedEntries,
  changedJson,
  changedResources,
  codedOutcome,
  madeFhir,
  type Loose,
} from './alter.ts';
import type { Exchange, SandboxFault } from './fault.ts';
import { numbered, pageNumber } from './paging.ts';

const DOORS = ['fhir'] as const;
const READS = ['GET'] as const;
const STRANGER = { reference: 'Patient/somebody-else' };

function foreign(entry: Loose): Loose {
  const resource = { ...(entry['resource'] as Loose) };
  return {
    ...entry,
    resource: { ...resource, id: `${String(resource['id'])}-x`, subject: STRANGER },
  };
}

const withStranger = (exchange: Exchange): Promise<Response> =>
  changedEntries(exchange, (entries) => [...entries, ...entries.slice(0, 1).map(foreign)]);

async function strangerOnPage2(exchange: Exchange): Promise<Response> {
  const answer = await numbered(exchange);
  if (pageNumber(exchange) !== 2) return answer;
  return changedJson(answer, (json) => {
    const entry = json['entry'];
    return Array.isArray(entry)
      ? { ...json, entry: [...entry, ...entry.slice(0, 1).map(foreign)] }
      : json;
  });
}

const inPatient = (more: Loose) => (exchange: Exchange) =>
  changedResources(exchange, (resource) =>
    resource['resourceType'] === 'Patient' ? { ...resource, ...more } : resource,
  );

const UNUSABLE = ['preliminary', 'registered', 'unknown', 'cancelled', 'entered-in-error', null];

function scrambled(exchange: Exchange): Promise<Response> {
  let index = 0;
  return changedResources(exchange, (resource) => {
    if (resource['resourceType'] !== 'Observation') return resource;
    index += 1;
    if (index % 4 !== 0) return resource;
    const { status: _status, ...rest } = resource;
    const status = UNUSABLE[(index / 4) % UNUSABLE.length] ?? null;
    return status === null ? rest : { ...rest, status };
  });
}

function modified(exchange: Exchange): Promise<Response> {
  let index = 0;
  return changedResources(exchange, (resource) => {
    index += 1;
    const modifierExtension = [
      { url: 'http://pretend-hospital.example/not-of-this-patient', valueBoolean: true },
    ];
    return index % 3 === 0 ? { ...resource, modifierExtension } : resource;
  });
}

/** Faults of whose data it is and whether it may count. */
export const identityFaults: readonly SandboxFault[] = [
  {
    name: 'foreign-patient',
    rows: [41],
    words: 'One row of every search belongs to another patient.',
    doors: DOORS,
    methods: READS,
    commit: withStranger,
  },
  {
    name: 'foreign-patient-on-page-2',
    rows: [41],
    words: 'Pages of 20; one row of the second belongs to another patient.',
    doors: DOORS,
    methods: READS,
    commit: strangerOnPage2,
  },
  {
    name: 'merged-patient',
    rows: [42],
    words: 'The Patient is inactive and says it was replaced by another.',
    doors: DOORS,
    methods: READS,
    commit: inPatient({
      active: false,
      link: [{ other: { reference: 'Patient/the-one-that-stays' }, type: 'replaced-by' }],
    }),
  },
  {
    name: 'merged-patient-4107',
    rows: [42],
    words: 'Requests are refused because the patient was merged.',
    doors: DOORS,
    methods: READS,
    commit: () =>
      madeFhir(404, codedOutcome('fatal', 'not-found', '4107', 'The patient has been merged.')),
  },
  {
    name: 'patient-deceased',
    rows: [42],
    words: 'The Patient is marked as deceased, without a time.',
    doors: DOORS,
    methods: READS,
    commit: inPatient({ deceasedBoolean: true }),
  },
  {
    name: 'test-patient',
    rows: [42],
    words: 'The Patient is flagged as test data.',
    doors: DOORS,
    methods: READS,
    commit: inPatient({
      meta: {
        tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }],
      },
    }),
  },
  {
    name: 'statuses-scrambled',
    rows: [44],
    words:
      'Every fourth result is preliminary, registered, cancelled, in error, unknown, or has no status.',
    doors: DOORS,
    methods: READS,
    commit: scrambled,
  },
  {
    name: 'modifier-extension',
    rows: [46],
    words: 'Every third resource carries a modifier extension nobody knows.',
    doors: DOORS,
    methods: READS,
    commit: modified,
  },
  {
    name: 'break-the-glass',
    rows: [47],
    words: 'The record is restricted: breaking the glass is needed (4130).',
    doors: DOORS,
    methods: READS,
    commit: () =>
      madeFhir(
        403,
        codedOutcome('fatal', 'forbidden', '4130', 'Break-the-glass security is needed.'),
      ),
  },
  {
    name: 'restricted-patient',
    rows: [47],
    words: 'The record is restricted (4131).',
    doors: DOORS,
    methods: READS,
    commit: () =>
      madeFhir(403, codedOutcome('fatal', 'forbidden', '4131', 'The patient is restricted.')),
  },
];
