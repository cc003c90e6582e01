import type { Codebook, Concept } from '../clinical/codebook.ts';
import { readCategories } from './launch/plan-scopes.ts';
import { escapeToken, type Parameter, type Query } from './query.ts';

/** Longest `code` parameter in characters; the whole address then stays under 2,000. */
const longestList = 1_700;

/** Systems of drugs, billing and research copies, which no hospital's Observation.code search needs. */
const notAskedFor = [
  'http://www.nlm.nih.gov/research/umls/rxnorm',
  'http://www.whocc.no/atc',
  'http://fhir.de/CodeSystem/bfarm/atc',
  'http://www.ama-assn.org/go/cpt',
  'http://www.cms.gov/Medicare/Coding/',
  'https://www.isbt128.org/',
  'http://mimic.mit.edu/',
  'https://fhir-terminology.ohdsi.org',
];

/** SNOMED CT names what is measured in few places, and drugs and procedures in many. */
function isAskedFor(system: string, kind: Concept['kind']): boolean {
  if (system === 'http://snomed.info/sct') return kind === 'measured' || kind === 'supported';
  return !notAskedFor.some((start) => system.startsWith(start));
}

interface AskedCode {
  /** `system|code`. */
  readonly token: string;
  /** The same, escaped for a list. */
  readonly written: string;
  readonly concepts: Set<string>;
}

/** The codes of all concepts that may be Observations, each once, in the codebook's order. */
function codesToAsk(codebook: Codebook): readonly AskedCode[] {
  const asked = new Map<string, AskedCode>();
  for (const concept of codebook.concepts.values()) {
    if (!concept.resources.includes('Observation')) continue;
    for (const { system, code, match } of concept.codes) {
      if (match !== 'exact' || !isAskedFor(system, concept.kind)) continue;
      const token = `${system}|${code}`;
      const entry = asked.get(token) ?? {
        token,
        written: `${system}|${escapeToken(code)}`,
        concepts: new Set<string>(),
      };
      entry.concepts.add(concept.id);
      asked.set(token, entry);
    }
  }
  return [...asked.values()];
}

function saysSupport(concept: Concept | undefined): boolean {
  return concept?.kind === 'supported' || concept?.facets['supports'] !== undefined;
}

/** Codes in as few lists as the address length allows. */
function inLists(codes: readonly AskedCode[]): readonly (readonly AskedCode[])[] {
  const lists: AskedCode[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const code of codes) {
    const own = code.written.length + 3;
    if (length + own > longestList) {
      lists.push([]);
      length = 0;
    }
    lists.at(-1)?.push(code);
    length += own;
  }
  return lists;
}

/**
 * Observations by code, in as many searches as the addresses need; codes the
 * risk depends on have searches of their own.
 */
export function planByCode(
  codebook: Codebook,
  base: readonly Parameter[],
  since: number,
  essential: ReadonlySet<string> | null = null,
): readonly Query[] {
  const codes = codesToAsk(codebook);
  const isEssential = ({ concepts }: AskedCode) =>
    essential === null || [...concepts].some((concept) => essential.has(concept));
  const needed = codes.filter(isEssential);
  const isSupport = ({ concepts }: AskedCode) =>
    [...concepts].some((id) => saysSupport(codebook.concepts.get(id)));
  // rows that say that support runs come every hour: a list of their own pages beside the others
  const first =
    essential === null
      ? inLists(needed)
      : [
          ...inLists(needed.filter(isSupport)),
          ...inLists(needed.filter((code) => !isSupport(code))),
        ];
  const rest = inLists(codes.filter((code) => !isEssential(code)));
  const lists = [...first, ...rest];
  return lists.map((list, index) => ({
    id: `Observation ${index + 1} of ${lists.length}`,
    type: 'Observation',
    parameters: [...base, { name: 'code', value: list.map(({ written }) => written).join(',') }],
    canWait: index >= first.length,
    serves: [...new Set(list.flatMap(({ concepts }) => [...concepts]))],
    codes: new Set(list.map(({ token }) => token)),
    since,
  }));
}

/**
 * All Observations of the categories we read: for servers that cannot search by
 * code, for hospitals with only local codes, and for the mapping report.
 */
export function planByCategory(
  codebook: Codebook,
  base: readonly Parameter[],
  since: number,
): readonly Query[] {
  const concepts = [...codebook.concepts.values()].filter(({ resources }) =>
    resources.includes('Observation'),
  );
  return readCategories.map((category) => ({
    id: `Observation ${category}`,
    type: 'Observation',
    parameters: [...base, { name: 'category', value: category }],
    serves: concepts
      .filter(({ facets }) => (facets['category'] ?? 'laboratory') === category)
      .map(({ id }) => id),
    since,
  }));
}
