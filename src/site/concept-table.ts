import type { Codebook, Concept } from '../clinical/codebook.ts';

/** The columns, in order: what is printed above them, and the systems counted under it. */
const COLUMNS: readonly (readonly [string, RegExp])[] = [
  ['LOINC', /loinc\.org/],
  ['SNOMED CT', /snomed\.info/],
  ['ICD-10', /sid\/icd-10|icd-10-gm/],
  ['ICD-9-CM', /sid\/icd-9-cm/],
  ['ICD-10-PCS', /Medicare\/Coding\/ICD10/],
  ['CPT, HCPCS', /ama-assn|HCPCS/],
  ['OPS', /bfarm\/ops/],
  ['RxNorm', /rxnorm/],
  ['ATC', /whocc\.no/],
  ['OMOP', /ohdsi/],
  ['MIMIC', /mimic/],
  ['other', /isbt128|v2-0487|ecmo-ich-risk/],
  ['site', /^$/],
];

const KINDS = ['supported', 'measured', 'given', 'happened', 'look-alike'] as const;

/** How many codes each concept has in each code system: a Markdown table, by kind and name. */
export function conceptTable(codebook: Codebook): string {
  const concepts = [...codebook.concepts.values()].sort(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.id < b.id ? -1 : 1),
  );
  const used = COLUMNS.filter((column) => concepts.some((concept) => countOf(concept, column) > 0));
  const head = ['concept', 'what it is', 'unit', ...used.map(([title]) => title)];
  const rows = concepts.map((concept) => [
    `\`${concept.id}\``,
    concept.kind === 'look-alike' ? `${concept.title}; not \`${concept.refines}\`` : concept.title,
    concept.measurement === undefined ? '' : `\`${concept.measurement.unit}\``,
    ...used.map((column) => String(countOf(concept, column) || '')),
  ]);
  return [head, head.map(() => '---'), ...rows].map(tableLine).join('\n');
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function countOf(concept: Concept, [title, systems]: (typeof COLUMNS)[number]): number {
  return concept.codes.filter(({ source, system }) =>
    source === 'site' ? title === 'site' : title !== 'site' && systems.test(system),
  ).length;
}
