import type { Match } from '../codebook.ts';
import type { ClinicalEvent, Given, Source } from '../event.ts';
import type { Fault } from '../../faults.ts';
import type { Because, SetAside } from '../timeline.ts';
import { facet, readCodings } from './codings.ts';
import { type Dose, readDose } from './dose.ts';
import { asObject, type Json } from './json.ts';
import { readMedication } from './medication.ts';
import { type Read, type Reading, refused, UNMATCHED, unresolved } from './read.ts';
import { readTimes, type Times, zoneFaults } from './times.ts';
import { isModified, readUsable } from './usable.ts';

/** Something reached the patient. `not-done` says that it did not; an unknown status says nothing. */
const STATUSES = ['in-progress', 'completed', 'stopped', 'on-hold'] as const;

/** Routes that are not a vein. HL7 v3 RouteOfAdministration and SNOMED CT. */
const SUBCUTANEOUS = ['34206005', 'SQ'];

const USES = ['infusion', 'bolus', 'prophylaxis', 'flush', 'lock', 'circuit'] as const;

/**
 * A drug or blood product that was given: bolus, infusion, one rate of an
 * infusion, a pause (rate zero). A mixture gives one event for each ingredient
 * that is a concept of ours.
 */
export function readMedicationAdministration(
  resource: Json,
  source: Source,
  reading: Reading,
): Read {
  const medication = readMedication(resource, 'MedicationAdministration', reading);
  if (medication.unresolved === true) return unresolved(source);
  const { meaning, ingredients } = medication;
  if (meaning.match === null && meaning.conflict.length === 0) return UNMATCHED;
  const usable = readUsable(resource, meaning, source, STATUSES, reading);
  if ('refusal' in usable) return usable.refusal;
  const dosage = asObject(resource['dosage']);
  const concept = usable.match.concept.id;
  const about = { source: source.reference, concept };
  if (dosage !== null && isModified(dosage)) {
    const fault: Fault = { kind: 'modifier-extension', source: source.reference };
    return refused(source, concept, 'modifier-extension', fault);
  }
  const times = readTimes(resource, 'effective', reading.site.timeZone);
  if (typeof times === 'string') {
    return refused(source, concept, 'time-missing', { kind: times, ...about });
  }
  const events: ClinicalEvent[] = [];
  const setAside: SetAside[] = [];
  const faults: Fault[] = [...zoneFaults(source.reference, concept, times.start, times.end)];
  for (const ingredient of ingredients) {
    if (ingredient.match.concept.kind !== 'given') continue;
    const dose = readDose(dosage, ingredient, source, reading);
    faults.push(...dose.faults);
    if (isBlood(ingredient.match) && dose.unusable !== undefined && dose.rate === undefined) {
      const read = withoutAmount(ingredient.match, dose.unusable, source, times);
      setAside.push(...read.setAside);
      if (dose.faults.length === 0) faults.push(...read.faults);
    } else events.push(given(resource, ingredient.match, source, times, dose, dosage));
  }
  return { matched: true, events, setAside, faults };
}

/** A bag whose amount is written, and cannot be used: it is not the bag without an amount that counts as one. */
function withoutAmount(match: Match, because: Because, source: Source, times: Times): Read {
  const { id, measurement } = match.concept;
  const about = { source: source.reference, concept: id };
  const plausible = measurement?.plausible ?? [0, Infinity];
  const fault: Fault =
    because === 'censored'
      ? { kind: 'value-censored', ...about }
      : { kind: 'value-implausible', ...about, plausible };
  return refused(source, id, because, fault, { at: times.end ?? times.start });
}

function isBlood(match: Match): boolean {
  return facet(match, 'class') === 'blood-product';
}

function given(
  resource: Json,
  match: Match,
  source: Source,
  times: Times,
  dose: Dose,
  dosage: Json | null,
): Given {
  const paused = resource['status'] === 'on-hold' && dose.rate !== undefined;
  const { amount, asWritten } = dose;
  const use = useOf(resource, match, times, dose, dosage);
  const rate = paused ? { value: 0, unit: dose.rate.unit } : dose.rate;
  return {
    kind: 'given',
    concept: match.concept.id,
    source,
    availableAt: times.start,
    start: times.start,
    ...endOf(resource, times, dose, use),
    use,
    ...(amount === undefined ? {} : { amount }),
    ...(rate === undefined ? {} : { rate }),
    ...(asWritten === undefined ? {} : { asWritten }),
  };
}

/** An administration that is over without saying when is known only to have begun. */
function endOf(
  resource: Json,
  times: Times,
  dose: Dose,
  use: Given['use'],
): Pick<Given, 'end' | 'open'> {
  if (times.end !== undefined) return { end: times.end };
  if (!times.period && dose.rate !== undefined && use !== 'transfusion') {
    return { open: 'until-next' };
  }
  if (isUnderWay(resource)) return { open: 'running' };
  return times.period ? { end: times.start } : {};
}

function isUnderWay(resource: Json): boolean {
  return resource['status'] === 'in-progress' || resource['status'] === 'on-hold';
}

/**
 * What an administration was for. The code's own word comes first (a flush
 * syringe, a dialysis circuit); then the route; then whether it ran or was a
 * single dose. A bag that is in counts whole, however fast it ran.
 */
function useOf(
  resource: Json,
  match: Match,
  times: Times,
  dose: Dose,
  dosage: Json | null,
): Given['use'] {
  const said = facet(match, 'use');
  const use = USES.find((each) => each === said);
  if (use !== undefined) return use;
  if (isBlood(match)) {
    const whole = dose.amount !== undefined && times.end === undefined && !isUnderWay(resource);
    return dose.rate === undefined || whole ? 'transfusion' : 'infusion';
  }
  const routes = readCodings(dosage?.['route']);
  if (routes.some((route) => SUBCUTANEOUS.includes(route.code ?? ''))) {
    return facet(match, 'subcutaneous') === 'prophylaxis' ? 'prophylaxis' : 'unknown';
  }
  if (dose.rate !== undefined) return 'infusion';
  if (times.period) return 'infusion';
  return dose.amount === undefined ? 'unknown' : 'bolus';
}
