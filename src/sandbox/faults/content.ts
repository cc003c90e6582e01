import {
  changedJson,
  changedResources,
  changedTexts,
  codedOutcome,
  entriesOf,
  madeFhir,
  type Loose,
} from './alter.ts';
import type { Exchange, SandboxFault } from './fault.ts';

const DOORS = ['fhir'] as const;
const READS = ['GET'] as const;

/** Texts that would run or break out if a page took them for markup. */
export const hostileTexts: readonly string[] = [
  '<script>globalThis.pwned=1</script>',
  '<img src=x onerror="globalThis.pwned=2">',
  '"><svg onload=globalThis.pwned=3>',
  'javascript:globalThis.pwned=4',
  '{{constructor.constructor("globalThis.pwned=5")()}}',
  '<iframe srcdoc="<script>parent.pwned=6</script>"></iframe>',
  '</title></style></textarea><b>out</b>',
  "'-globalThis.pwned-'",
];

/** Texts that turn, hide or flood the line they stand in. */
export const unrulyTexts: readonly string[] = [
  '\u202Eevil\u202C',
  '\u2066isolated',
  'zero\u200B\u200D\u2060width\uFEFF',
  'bell\u0007 and null-like \u0001',
  '👩🏽‍⚕️🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  `Z${'\u0341'.repeat(60)}`,
  'N'.repeat(10_000),
];

function retold(exchange: Exchange, corpus: readonly string[]): Promise<Response> {
  let index = 0;
  return changedResources(exchange, (resource) => {
    const changed = changedTexts(resource, (text) => {
      const strange = corpus[index % corpus.length] ?? '';
      index += 1;
      return `${text} ${strange}`;
    });
    return changed as Loose;
  });
}

async function polluted({ answer }: Exchange): Promise<Response> {
  return changedJson(await answer(), (json) =>
    JSON.stringify(json).replace(
      /"resourceType":"/,
      '"__proto__":{"polluted":true,"status":"final"},"constructor":{"prototype":{"polluted":true}},"resourceType":"',
    ),
  );
}

async function nested({ answer }: Exchange): Promise<Response> {
  const depth = 3000;
  const deep = `${'{"extension":[{"url":"x","valueAnnotation":'.repeat(depth)}null${'}]}'.repeat(depth)}`;
  return changedJson(await answer(), (json) =>
    JSON.stringify({ ...json, _deep: 0 }).replace('"_deep":0', `"extension":[${deep}]`),
  );
}

async function flooded({ answer, type }: Exchange): Promise<Response> {
  if (type !== 'Observation') return answer();
  return changedJson(await answer(), (json) => {
    const entries = entriesOf(json);
    const first = entries?.[0];
    if (!first) return json;
    const {
      category: _category,
      referenceRange: _range,
      meta: _meta,
      ...lean
    } = first['resource'] as Loose;
    const text = JSON.stringify({ resource: lean });
    const id = `"id":"${String(lean['id'])}"`;
    const many = Array.from({ length: 100_000 }, (_none, index) =>
      text.replace(id, `"id":"flood-${index}"`),
    );
    return `{"resourceType":"Bundle","type":"searchset","entry":[${many.join(',')}]}`;
  });
}

const everyQuantity = (change: (quantity: Loose) => Loose) => (exchange: Exchange) =>
  changedResources(exchange, (resource) =>
    resource['valueQuantity']
      ? { ...resource, valueQuantity: change(resource['valueQuantity'] as Loose) }
      : resource,
  );

const OFFSET = /(T\d\d:\d\d:\d\d(?:\.\d+)?)(?:Z|[+-]\d\d:\d\d)$/;

function retimed(exchange: Exchange, change: (text: string) => string): Promise<Response> {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return OFFSET.test(value) ? change(value) : value;
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, name === 'meta' ? each : walk(each)]),
    );
  };
  return changedResources(exchange, (resource) => walk(resource) as Loose);
}

const withoutType =
  (type: string) =>
  async (exchange: Exchange): Promise<Response> => {
    if (exchange.door === 'fhir') {
      if (exchange.type !== type) return exchange.answer();
      return madeFhir(404, codedOutcome('error', 'not-supported', '404', 'Unknown resource type'));
    }
    return changedJson(await exchange.answer(), (json) => {
      const rest = (json['rest'] as Loose[]).map((each) => ({
        ...each,
        resource: (each['resource'] as Loose[]).filter((one) => one['type'] !== type),
      }));
      return { ...json, rest };
    });
  };

/** Faults of what stands in the resources. */
export const contentFaults: readonly SandboxFault[] = [
  {
    name: 'units-missing',
    rows: [48],
    words: 'Results come as bare numbers.',
    doors: DOORS,
    methods: READS,
    commit: everyQuantity(({ value }) => ({ value })),
  },
  {
    name: 'units-thousandfold',
    rows: [49],
    words: 'Cell counts come with a unit a thousand times too large (10*3/mL).',
    doors: DOORS,
    methods: READS,
    commit: everyQuantity((quantity) =>
      quantity['code'] === '10*3/uL' ? { ...quantity, unit: '10*3/mL', code: '10*3/mL' } : quantity,
    ),
  },
  {
    name: 'administrations-not-offered',
    rows: [60],
    words: 'MedicationAdministration does not exist, as at MEDITECH.',
    doors: ['fhir', 'metadata'],
    commit: withoutType('MedicationAdministration'),
  },
  {
    name: 'device-use-not-offered',
    rows: [63],
    words: 'DeviceUseStatement does not exist, as at Oracle Health.',
    doors: ['fhir', 'metadata'],
    commit: withoutType('DeviceUseStatement'),
  },
  {
    name: 'no-zones',
    rows: [67],
    words: 'Times come without an offset.',
    doors: DOORS,
    methods: READS,
    commit: (exchange) => retimed(exchange, (text) => text.replace(OFFSET, '$1')),
  },
  {
    name: 'from-the-future',
    rows: [68],
    words: 'All times are three days ahead.',
    doors: DOORS,
    methods: READS,
    commit: (exchange) =>
      retimed(exchange, (text) => new Date(Date.parse(text) + 3 * 86_400_000).toISOString()),
  },
  {
    name: 'hostile-text',
    rows: [78],
    words: 'Every text that is shown carries markup that would run.',
    doors: DOORS,
    methods: READS,
    commit: (exchange) => retold(exchange, hostileTexts),
  },
  {
    name: 'unruly-text',
    rows: [79],
    words:
      'Every text that is shown carries direction marks, invisible signs or ten thousand letters.',
    doors: DOORS,
    methods: READS,
    commit: (exchange) => retold(exchange, unrulyTexts),
  },
  {
    name: 'no-name',
    rows: [79],
    words: 'The Patient has no name.',
    doors: DOORS,
    methods: READS,
    commit: (exchange) =>
      changedResources(exchange, ({ name, ...rest }) =>
        rest['resourceType'] === 'Patient' || name === undefined ? rest : { ...rest, name },
      ),
  },
  {
    name: 'proto-keys',
    rows: [80],
    words: 'The JSON carries __proto__ and constructor keys.',
    doors: DOORS,
    methods: READS,
    commit: polluted,
  },
  {
    name: 'deep-nesting',
    rows: [80],
    words: 'The JSON is nested thousands of levels deep.',
    doors: DOORS,
    methods: READS,
    commit: nested,
  },
  {
    name: 'hundred-thousand-entries',
    rows: [80],
    words: 'Observations come as one bundle of 100,000.',
    doors: DOORS,
    methods: READS,
    commit: flooded,
  },
];
