import type { Match } from '../codebook.ts';
import type { EcmoMode, Source } from '../event.ts';
import type { Fault } from '../../faults.ts';
import type { Moment } from '../moment.ts';
import { facet, listedUnder, readCodings } from './codings.ts';
import type { Json } from './json.ts';
import { type Read, type Reading, refused, says } from './read.ts';

/** Modes as flowsheets write them; compared in upper case without hyphens and spaces, and only as the whole value. */
const MODES: Readonly<Record<string, EcmoMode>> = {
  VA: 'VA',
  VV: 'VV',
  VAV: 'VAV',
  VVA: 'VAV',
  ECPR: 'ECPR',
};

/**
 * A flowsheet row of a concept of support: a ticked box, or the mode of the
 * circuit as a code or as one of the words the field uses. Any other value does
 * not say that support runs.
 */
export function readSupportRow(
  holder: Json,
  match: Match,
  source: Source,
  when: { readonly at: Moment; readonly availableAt: Moment },
  reading: Reading,
): Read {
  const concept = listedUnder(match.concept, reading.codebook);
  const { at, availableAt } = when;
  const off = holder['valueBoolean'] === false;
  const mode = off ? 'unknown' : readMode(holder, match, reading);
  if (mode === null) {
    const fault: Fault = { kind: 'value-unreadable', source: source.reference, concept };
    return refused(source, concept, 'value-unreadable', fault, { at, availableAt });
  }
  return says({
    kind: 'supported',
    concept,
    source,
    availableAt,
    mode,
    evidence: 'flowsheet',
    start: at,
    ...(off ? { end: at, ends: true } : {}),
  });
}

function readMode(holder: Json, match: Match, reading: Reading): EcmoMode | null {
  if (holder['dataAbsentReason'] !== undefined) return null;
  if (holder['valueBoolean'] === true) return modeOf(match);
  const word = holder['valueString'];
  if (typeof word === 'string') return modeWord(word);
  const codings = readCodings(holder['valueCodeableConcept']);
  const [meant] = reading.codebook
    .match(codings, 'Observation')
    .filter((each) => each.concept.kind === 'supported');
  if (meant !== undefined) return modeOf(meant);
  const words = codings.map((coding) => modeWord(coding.code ?? ''));
  return words.find((each) => each !== null) ?? null;
}

function modeWord(text: string): EcmoMode | null {
  return MODES[text.toUpperCase().replace(/[-_\s]/g, '')] ?? null;
}

/** The mode a code of support stands for. */
export function modeOf(match: Match): EcmoMode {
  const mode = facet(match, 'mode');
  return mode === 'VA' || mode === 'VV' || mode === 'VAV' || mode === 'ECPR' || mode === 'other'
    ? mode
    : 'unknown';
}

/** How the cannulae lie, where the code says so. */
export function cannulationOf(match: Match): { readonly cannulation?: 'central' | 'peripheral' } {
  const cannulation = facet(match, 'cannulation');
  return cannulation === 'central' || cannulation === 'peripheral' ? { cannulation } : {};
}
