import type { Codebook } from './codebook.ts';
import { findDisplayUnit } from './display-units.ts';
import type { Site } from './site.ts';

/** One setting that names a concept or unit the mappings do not know. */
export interface UnitProblem {
  /** JSON path in the site file. */
  readonly place: string;
  readonly problem: string;
}

/** The settings that name units; a target that cannot be read is null at its place. */
export interface UnitSettings {
  readonly targets: readonly (Pick<Site['targets'][number], 'concept' | 'unit'> | null)[];
  readonly displayUnits?: Readonly<Record<string, string>>;
}

/** Settings of a site that name concepts and units, held against the mappings: targets and display units. */
export function checkSiteUnits(site: UnitSettings, codebook: Codebook): readonly UnitProblem[] {
  const own = (concept: string) => codebook.concepts.get(concept)?.measurement?.unit;
  const targets = site.targets.flatMap((target, index) => {
    if (target === null) return [];
    const { concept, unit } = target;
    const kept = own(concept);
    const place = `targets[${index}]`;
    if (kept === undefined)
      return [{ place: `${place}.concept`, problem: `no measured concept: ${concept}` }];
    return kept === unit
      ? []
      : [{ place: `${place}.unit`, problem: `${concept} is kept in ${kept}` }];
  });
  const shown = Object.entries(site.displayUnits ?? {}).flatMap(([concept, unit]) => {
    const place = `displayUnits.${concept}`;
    if (own(concept) === undefined) return [{ place, problem: `no measured concept: ${concept}` }];
    return findDisplayUnit(codebook, concept, unit) === null
      ? [{ place, problem: `${concept} cannot be shown in ${unit}` }]
      : [];
  });
  return [...targets, ...shown];
}
