import { CONCEPTS } from '../../clinical/concept-map.ts';
import type { MappingCounts } from './mapping-counts.ts';

const byCount = <T extends { readonly count: number }>(a: T, b: T): number => b.count - a.count;

/** What hospital IT replaces by one of our concept ids, or strikes out. */
const toFill = 'FILL-IN: a concept id such as platelets, or delete this element';

/**
 * A ConceptMap with one group for each local code system and one element for
 * each code nobody mapped, most frequent first, and one group for the unit
 * spellings; to be filled in and put into the site folder.
 */
export function conceptMapSkeleton(counts: MappingCounts): object {
  const codes = Object.values(counts.unmapped).toSorted(byCount);
  const systems = [...new Set(codes.map(({ system }) => system))];
  const units = Object.entries(counts.concepts).flatMap(([concept, { units: spellings }]) =>
    Object.entries(spellings).map(([unit, count]) => ({ concept, unit, count })),
  );
  const codeGroups = systems.map((system) => ({
    ...(system === '' ? {} : { source: system }),
    target: CONCEPTS,
    element: codes
      .filter((code) => code.system === system)
      .map(({ code, display }) => ({
        code,
        ...(display === '' ? {} : { display }),
        target: [{ code: toFill, equivalence: 'equivalent' }],
      })),
  }));
  const unitGroup = {
    target: 'http://unitsofmeasure.org',
    element: units.toSorted(byCount).map(({ concept, unit }) => ({
      code: unit,
      target: [
        {
          code: 'FILL-IN: the UCUM unit meant, or delete this element',
          equivalence: 'equivalent',
          dependsOn: [{ property: 'concept', value: concept }],
        },
      ],
    })),
  };
  return {
    resourceType: 'ConceptMap',
    status: 'draft',
    group: [...codeGroups, ...(unitGroup.element.length > 0 ? [unitGroup] : [])],
  };
}
