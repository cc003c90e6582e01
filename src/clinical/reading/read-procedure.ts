import type { Fault } from '../../faults.ts';
import type { Match } from '../codebook.ts';
import type { Given, Source } from '../event.ts';
import { facet, listedUnder, type Meaning, readCodings, readMeaning } from './codings.ts';
import { asObject, asObjects, type Json } from './json.ts';
import { type Read, type Reading, refused, says, UNMATCHED, withFaults } from './read.ts';
import { cannulationOf, modeOf } from './support-row.ts';
import { readTimes, type Times, zoneFaults } from './times.ts';
import { readUsable } from './usable.ts';

/** The procedure took place or is under way. Registries write "no ECMO" as the ECMO code with `not-done`. */
const STATUSES = ['in-progress', 'completed', 'stopped', 'on-hold'] as const;

/** A transfusion begun and under way has not gone in yet: it counts at its end (design ruling 3). */
const UNDER_WAY = ['in-progress', 'on-hold'];

/** Something done: support begun or ended, a blood product transfused, a head CT, resuscitation. */
export function readProcedure(resource: Json, source: Source, reading: Reading): Read {
  const products = readProducts(resource, reading);
  const meaning = readMeant(resource, products, reading);
  if (meaning.match === null && meaning.conflict.length === 0) return UNMATCHED;
  const usable = readUsable(resource, meaning, source, STATUSES, reading);
  if ('refusal' in usable) return usable.refusal;
  const { match } = usable;
  const concept = listedUnder(match.concept, reading.codebook);
  const times = readTimes(resource, 'performed', reading.site.timeZone);
  if (typeof times === 'string') {
    const fault: Fault = { kind: times, source: source.reference, concept };
    return refused(source, concept, 'time-missing', fault);
  }
  const faults = zoneFaults(source.reference, concept, times.start, times.end);
  const isUnderWay = times.period && UNDER_WAY.includes(String(resource['status']));
  return withFaults(readDone(match, source, times, isUnderWay, products, reading), faults);
}

function readDone(
  match: Match,
  source: Source,
  times: Times,
  isUnderWay: boolean,
  products: readonly Json[],
  reading: Reading,
): Read {
  const concept = listedUnder(match.concept, reading.codebook);
  const { start, end } = times;
  const until = end === undefined ? {} : { end };
  switch (match.concept.kind) {
    case 'supported':
      return readSupport(match, source, times, reading);
    case 'given': {
      const availableAt = end ?? start;
      const amount = countUnits(products);
      const over = end === undefined && isUnderWay ? ({ open: 'running' } as const) : until;
      const given = { kind: 'given', concept, source, availableAt, start, ...over } as const;
      return says({ ...given, use: 'transfusion', ...(amount === undefined ? {} : { amount }) });
    }
    case 'happened': {
      const { code } = match.code;
      const happened = { kind: 'happened', concept, source, availableAt: start, code } as const;
      return says({ ...happened, onset: start, ...until, status: 'done' });
    }
    case 'measured':
    case 'look-alike':
      return UNMATCHED;
    default:
      return match.concept.kind satisfies never;
  }
}

/**
 * Support, or its end. A code that is written once a stay, at discharge, tells
 * that there was support but not when, unless it carries a whole period.
 */
function readSupport(
  match: Match,
  source: Source,
  { start, end, period }: Times,
  reading: Reading,
): Read {
  const concept = listedUnder(match.concept, reading.codebook);
  if (facet(match, 'timing') === 'coded-at-discharge' && !period) {
    const fault: Fault = { kind: 'start-uncertain', source: source.reference };
    return refused(source, concept, 'time-uncertain', fault, { at: start });
  }
  const ends = facet(match, 'ends') === 'yes';
  const at = ends ? (end ?? start) : start;
  return says({
    kind: 'supported',
    concept,
    source,
    availableAt: at,
    mode: modeOf(match),
    ...cannulationOf(match),
    evidence: 'procedure',
    start: at,
    ...(ends ? { end: at, ends } : end === undefined ? {} : { end }),
  });
}

/** Products a transfusion says it used: the only link a BiologicallyDerivedProduct has to a patient. */
function readProducts(resource: Json, reading: Reading): readonly Json[] {
  return asObjects(resource['usedReference']).flatMap((used) => {
    const product = reading.resolve(asObject(used)?.['reference'], resource);
    return product?.['resourceType'] === 'BiologicallyDerivedProduct' ? [product] : [];
  });
}

/** The procedure's own code; where it does not name the blood product, the code of the product used. */
function readMeant(resource: Json, products: readonly Json[], reading: Reading): Meaning {
  const codings = [
    ...readCodings(resource['code']),
    ...asObjects(resource['usedCode']).flatMap(readCodings),
  ];
  const meaning = readMeaning(codings, 'Procedure', reading.codebook);
  if (products.length === 0) return meaning;
  const used = products.flatMap((product) => readCodings(product['productCode']));
  return readMeaning([...codings, ...used], 'Procedure', reading.codebook);
}

function countUnits(products: readonly Json[]): Given['amount'] {
  let bags = 0;
  for (const product of products) {
    const quantity = product['quantity'];
    if (typeof quantity === 'number' && Number.isInteger(quantity) && quantity > 0) {
      bags += quantity;
    } else return undefined;
  }
  return bags === 0 ? undefined : { value: bags, unit: '{bag}' };
}
