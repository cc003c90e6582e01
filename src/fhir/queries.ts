import type { Codebook, Concept } from '../clinical/codebook.ts';
import type { Site } from '../clinical/site.ts';
import type { Fault } from '../faults.ts';
import type { Capabilities } from './capabilities.ts';
import type { GrantedScopes } from './launch/granted-scopes.ts';
import { planByCategory, planByCode } from './observation-queries.ts';
import type { Parameter, Query } from './query.ts';

/** What the searches are derived from. Nothing about them is written down anywhere else. */
export interface PlanFacts {
  readonly codebook: Codebook;
  readonly site: Site;
  readonly scopes: GrantedScopes;
  /** Null when the server gave no CapabilityStatement: everything is then tried. */
  readonly capabilities: Capabilities | null;
  /** Patient id, without `Patient/`. */
  readonly patient: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** Concepts the risk depends on; their searches go first. Absent: all go at once. */
  readonly essential?: ReadonlySet<string>;
  /** `categories` reads all laboratory and vital signs, so that unmapped local codes are seen. */
  readonly breadth?: 'codes' | 'categories';
}

/** Searches for one parallel round, and what cannot be searched at all. */
export interface Plan {
  /** Those that may have many pages come first, so that their pages run beside the other searches. */
  readonly queries: readonly Query[];
  readonly notLoaded: readonly { readonly concept: string; readonly fault: Fault }[];
}

/** The parameter that bounds a type by time, where the standard has one. */
const dateParameter: Readonly<Record<string, string>> = {
  Encounter: 'date',
  Procedure: 'date',
  MedicationAdministration: 'effective-time',
  ImagingStudy: 'started',
  DiagnosticReport: 'date',
};

/** Types searched whole; their codes are too many, or sit in referenced rows. Conditions are read for all time: history counts. */
const searchedWhole = [
  'MedicationAdministration',
  'Procedure',
  'Condition',
  'Encounter',
  'DeviceUseStatement',
  'Device',
  'ImagingStudy',
];

/** An instant in UTC with its offset written out, to the second: servers assume their own zone otherwise. */
export function toOffsetTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/**
 * Which searches answer the codebook's questions about one patient, all of them
 * independent of each other. They look back as far as the site says instead of
 * waiting for the start of support. What the server does not offer or the
 * clinician may not read comes back as not loaded, for the concepts it serves.
 */
export function planQueries(facts: PlanFacts): Plan {
  const since = facts.now - facts.site.lookBackDays * 86_400_000;
  const concepts = [...facts.codebook.concepts.values()];
  const servedBy = (type: string) =>
    concepts.filter(({ resources }) => resources.includes(type)).map(({ id }) => id);
  const base: readonly Parameter[] = [{ name: 'patient', value: facts.patient }];
  const bound = (name: string): Parameter => ({
    name,
    value: `ge${toOffsetTime(since)}`,
    optional: true,
  });
  const pageSize: Parameter = { name: '_count', value: '1000', optional: true };

  const whole = searchedWhole.map((type): Query => {
    const dated = dateParameter[type];
    const bounds = dated === undefined ? [] : [bound(dated)];
    const serves = servedBy(type);
    return {
      id: type,
      type,
      parameters: [...base, ...bounds, pageSize, ...includeOf(facts, type)],
      canWait: type !== 'Encounter' && canWait(facts, serves),
      serves,
      ...(dated === undefined ? {} : { since }),
    };
  });
  const observed = [...base, bound('date'), pageSize];
  const byCategory = facts.breadth === 'categories' || !canSearch(facts, 'Observation', 'code');
  const essential = facts.essential ?? null;
  const observations = byCategory
    ? planByCategory(facts.codebook, observed, since)
    : planByCode(facts.codebook, observed, since, essential);
  const queries = [
    ...observations,
    ...whole,
    ...planReports(facts, concepts, [...base, bound('date'), pageSize], since),
  ];

  const notLoaded: { concept: string; fault: Fault }[] = [];
  const possible = queries.filter((query) => {
    const fault = whyNot(facts, query);
    for (const concept of fault === null ? [] : query.serves)
      if (fault) notLoaded.push({ concept, fault });
    return fault === null && (query.serves.length > 0 || query.type === 'Encounter');
  });
  notLoaded.push(...outsideGrant(facts, concepts));
  return { queries: possible.map((query) => fitToServer(facts, query)), notLoaded };
}

/** Where the grant covers some Observation categories only, what lies in the others is left out silently by the server. */
function outsideGrant(facts: PlanFacts, concepts: readonly Concept[]): Plan['notLoaded'] {
  const granted = facts.scopes.observationCategories;
  if (granted === null) return [];
  return concepts
    .filter(({ resources, facets }) => {
      const category = facets['category'] ?? 'laboratory';
      return resources.includes('Observation') && !granted.includes(category);
    })
    .map(({ id }) => ({
      concept: id,
      fault: { kind: 'not-permitted', source: 'Observation', status: 403 },
    }));
}

function canWait({ essential }: PlanFacts, serves: readonly string[]): boolean {
  return essential !== undefined && !serves.some((concept) => essential.has(concept));
}

/** What rows point at, sent along by servers that say they can: it saves a round. */
function includeOf(facts: PlanFacts, type: string): readonly Parameter[] {
  const wanted = type === 'DeviceUseStatement' ? `${type}:device` : `${type}:medication`;
  const canInclude = facts.capabilities?.types.get(type)?.includes.has(wanted) === true;
  return canInclude ? [{ name: '_include', value: wanted, optional: true }] : [];
}

/** Reports only by code: every laboratory panel is a report too. */
function planReports(
  facts: PlanFacts,
  all: readonly Concept[],
  base: readonly Parameter[],
  since: number,
): readonly Query[] {
  const concepts = all.filter(({ resources }) => resources.includes('DiagnosticReport'));
  const codes = concepts.flatMap((concept) =>
    concept.codes
      .filter(({ system, match }) => match === 'exact' && system === 'http://loinc.org')
      .map(({ system, code }) => `${system}|${code}`),
  );
  if (codes.length === 0) return [];
  const serves = concepts.map(({ id }) => id);
  return [
    {
      id: 'DiagnosticReport',
      type: 'DiagnosticReport',
      parameters: [...base, { name: 'code', value: codes.join(',') }],
      canWait: canWait(facts, serves),
      serves,
      codes: new Set(codes),
      since,
    },
  ];
}

/** Orders, asked for only when no administration can be read: they explain, and never count. */
export function planOrders(facts: PlanFacts): Query | null {
  const serves = [...facts.codebook.concepts.values()]
    .filter(({ resources }) => resources.includes('MedicationRequest'))
    .map(({ id }) => id);
  const query: Query = {
    id: 'MedicationRequest',
    type: 'MedicationRequest',
    parameters: [
      { name: 'patient', value: facts.patient },
      { name: 'intent', value: 'order', optional: true },
    ],
    serves,
  };
  return serves.length === 0 || whyNot(facts, query) !== null ? null : fitToServer(facts, query);
}

/** Why a search is not even sent, or null. */
function whyNot(facts: PlanFacts, query: Query): Fault | null {
  const { types } = facts.capabilities ?? {};
  if (types !== undefined && types.size > 0 && !types.has(query.type)) {
    return { kind: 'not-offered', source: query.id };
  }
  if (!facts.scopes.allows(query.type, 's')) {
    return { kind: 'not-permitted', source: query.id, status: 403 };
  }
  const granted = query.type === 'Observation' ? facts.scopes.observationCategories : null;
  const category = query.parameters.find(({ name }) => name === 'category')?.value;
  if (granted !== null && category !== undefined && !granted.includes(category)) {
    return { kind: 'not-permitted', source: query.id, status: 403 };
  }
  return null;
}

function canSearch(facts: PlanFacts, type: string, parameter: string): boolean {
  const stated = facts.capabilities?.types.get(type)?.searchParameters;
  return stated === undefined || stated.size === 0 || stated.has(parameter);
}

/** Leaves out the bounds a server does not state, rather than be refused or silently ignored. */
function fitToServer(facts: PlanFacts, query: Query): Query {
  const parameters = query.parameters.filter(
    ({ name, optional }) =>
      optional !== true || name.startsWith('_') || canSearch(facts, query.type, name),
  );
  return { ...query, parameters };
}
