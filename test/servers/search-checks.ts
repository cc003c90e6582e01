import { CODES, FIRST_HOUR, hourOf, type Check, type Json, type TestBed } from './checks.ts';

type Terms = Readonly<Record<string, string>>;

/** The resources a search of the patient's results matches on its first page. */
async function rows(bed: TestBed, terms: Terms, type = 'Observation'): Promise<Json[]> {
  const query = new URLSearchParams({ patient: bed.patient, _count: '1000', ...terms });
  const { status, json } = await bed.ask('GET', `${type}?${query}`);
  if (status !== 200) throw new Error(`status ${status}`);
  return (json.entry ?? [])
    .filter((each: Json) => each.search?.mode !== 'include' && each.search?.mode !== 'outcome')
    .map((each: Json) => each.resource);
}

function finds(name: string, terms: Terms | ((bed: TestBed) => Terms), expected: number): Check {
  return {
    name,
    run: async (bed) => {
      const found = await rows(bed, typeof terms === 'function' ? terms(bed) : terms);
      return found.length === expected ? null : `found ${found.length}, not ${expected}`;
    },
  };
}

const valueOf = (each: Json): number => each.valueQuantity.value;
const DAY_TWO = new Date(FIRST_HOUR + 24 * 3_600_000).toISOString().slice(0, 10);

function ordered(found: readonly Json[], key: (each: Json) => number | string): string | null {
  const keys = found.map(key);
  const wrong = keys.findIndex((each, index) => index > 0 && each > (keys[index - 1] ?? each));
  return wrong < 0 ? null : `out of order at ${wrong}`;
}

async function walk(bed: TestBed): Promise<string | null> {
  const seen: string[] = [];
  let next: string | null = `Observation?patient=${bed.patient}&_count=30`;
  for (let pages = 0; next !== null; pages += 1) {
    if (pages > 20) return 'the pages never end';
    const { json }: { json: Json } = await bed.ask('GET', next);
    seen.push(...(json.entry ?? []).map((each: Json) => each.resource.id));
    next = json.link.find((each: Json) => each.relation === 'next')?.url ?? null;
  }
  if (seen.length !== 200) return `walked ${seen.length} of 200`;
  return new Set(seen).size === 200 ? null : 'an id came twice';
}

/** The checks of searching, sorting and paging. Days are those of UTC. */
export const searchChecks: readonly Check[] = [
  finds('a code with its system', { code: `http://loinc.org|${CODES[0]}` }, 40),
  {
    name: 'a patient by bare id and by reference alike',
    run: async (bed) => {
      const bare = await rows(bed, {});
      const typed = await rows(bed, { patient: `Patient/${bed.patient}` });
      return bare.length === 200 && typed.length === 200 ? null : `${bare.length}, ${typed.length}`;
    },
  },
  finds('a code without its system', { code: CODES[1] ?? '' }, 40),
  finds('the wrong system finds nothing', { code: `http://snomed.info/sct|${CODES[0]}` }, 0),
  finds('a comma means or', { code: `${CODES[0]},http://loinc.org|${CODES[2]}` }, 80),
  finds('category and status together', { category: 'laboratory', status: 'final' }, 100),
  finds('status:not', { 'status:not': 'entered-in-error' }, 196),
  {
    name: 'instants as bounds, ge and lt',
    run: async (bed) => {
      const query = `Observation?patient=${bed.patient}&date=ge${hourOf(10)}&date=lt${hourOf(20)}&_count=1000`;
      const { json } = await bed.ask('GET', query);
      return json.entry?.length === 10 ? null : `found ${json.entry?.length}, not 10`;
    },
  },
  finds('a day as upper bound, le', { date: `le${DAY_TWO}` }, 48),
  finds('a day as lower bound, ge', { date: `ge${DAY_TWO}` }, 176),
  finds('one day', { date: DAY_TWO }, 24),
  finds('an instant with another offset', { date: `ge${hourOf(150).replace('Z', '+00:00')}` }, 50),
  {
    name: 'newest first',
    run: async (bed) =>
      ordered(await rows(bed, { _sort: '-date' }), (each) => each.effectiveDateTime),
  },
  {
    name: 'values sorted as numbers',
    run: async (bed) => ordered(await rows(bed, { _sort: '-value-quantity' }), valueOf),
  },
  finds('values above a number', { 'value-quantity': 'gt190' }, 10),
  {
    name: 'a default page size with a next link',
    run: async (bed) => {
      const { json } = await bed.ask('GET', `Observation?patient=${bed.patient}`);
      const next = json.link?.some((each: Json) => each.relation === 'next');
      return json.entry.length < 200 && next ? null : `${json.entry.length} at once`;
    },
  },
  { name: 'every id once over all pages', run: walk },
  {
    name: '_offset works or is refused',
    run: async (bed) => {
      const query = `Observation?patient=${bed.patient}&_count=10&_offset=195`;
      const { status, json } = await bed.ask('GET', query);
      if (status === 400) return null;
      return json.entry?.length === 5 ? null : `gave ${json.entry?.length}`;
    },
  },
  {
    name: '_include brings the referenced resource as include',
    run: async (bed) => {
      const query = `Observation?patient=${bed.patient}&_count=5&_include=Observation:encounter`;
      const { json } = await bed.ask('GET', query);
      const extra = json.entry.filter((each: Json) => each.search.mode === 'include');
      return extra.length === 1 && extra[0].resource.id === bed.encounter ? null : 'not included';
    },
  },
  {
    name: '_revinclude brings the referring resources',
    run: async (bed) => {
      const query = `Encounter?patient=${bed.patient}&_revinclude=Observation:encounter`;
      const { json } = await bed.ask('GET', query);
      const extra = json.entry.filter((each: Json) => each.search.mode === 'include');
      return extra.length > 0 ? null : 'not included';
    },
  },
  {
    name: '_lastUpdated, past and future',
    run: async (bed) => {
      const past = await rows(bed, { _lastUpdated: 'ge2000-01-01' });
      const future = await rows(bed, { _lastUpdated: 'ge2999-01-01' });
      return past.length === 200 && future.length === 0 ? null : `${past.length}, ${future.length}`;
    },
  },
  {
    name: 'a chain through the patient’s identifier',
    run: async (bed) => {
      const query = `Observation?patient.identifier=urn:checks|${bed.tag}&_count=1000`;
      const { json } = await bed.ask('GET', query);
      return json.entry?.length === 200 ? null : `found ${json.entry?.length}`;
    },
  },
  {
    name: '_summary=count gives the number and no rows',
    run: async (bed) => {
      const { json } = await bed.ask('GET', `Observation?patient=${bed.patient}&_summary=count`);
      return json.total === 200 && !json.entry ? null : `total ${json.total}`;
    },
  },
  {
    name: '_elements leaves the rest out and says so',
    run: async (bed) => {
      const [first] = await rows(bed, { _elements: 'code', _count: '1' });
      const tagged = JSON.stringify(first.meta ?? {}).includes('SUBSETTED');
      return first.code && !first.valueQuantity && tagged ? null : 'not reduced';
    },
  },
  {
    name: 'an unknown parameter is refused, or ignored visibly',
    run: async (bed) => {
      const { status, json } = await bed.ask(
        'GET',
        `Observation?patient=${bed.patient}&shoe-size=9`,
      );
      if (status === 400) return null;
      const self = json.link?.find((each: Json) => each.relation === 'self')?.url ?? '';
      return self && !self.includes('shoe-size') ? null : 'it seems to have been used';
    },
  },
  {
    name: 'a search by POST',
    run: async (bed) => {
      const body = `patient=${bed.patient}&code=${CODES[0]}&_count=1000`;
      const { json } = await bed.ask('POST', 'Observation/_search', body);
      return json.entry?.length === 40 ? null : `found ${json.entry?.length}`;
    },
  },
];
