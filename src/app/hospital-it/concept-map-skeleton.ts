import type { Timeline } from '../../clinical/timeline.ts';

/**
 * A ConceptMap of the codes nobody has mapped, one group a code system, the
 * commonest first, each target left for the hospital to fill in.
 *
 * @param url canonical address the hospital gives the map
 */
export function conceptMapSkeleton(unmapped: Timeline['unmapped'], url: string): object {
  const systems = new Map<string, { code: string; display: string; count: number }[]>();
  for (const { system, code, display, count } of unmapped) {
    systems.set(system, [...(systems.get(system) ?? []), { code, display, count }]);
  }
  return {
    resourceType: 'ConceptMap',
    url,
    status: 'draft',
    group: [...systems].map(([source, codes]) => ({
      source,
      target: 'https://ecmo-ich-risk.example/fhir/CodeSystem/concept',
      element: codes
        .toSorted((a, b) => b.count - a.count)
        .map(({ code, display }) => ({
          code,
          display,
          target: [{ code: '', equivalence: 'equivalent' }],
        })),
    })),
  };
}
