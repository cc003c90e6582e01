import type { SiteAggregate } from './site-aggregate.ts';

/** Throws unless all aggregates are of the same model at the same coefficients, one from each hospital. */
export function checkRound(sites: readonly SiteAggregate[]): void {
  const first = sites[0];
  if (first === undefined) throw new RangeError('invalid sites; none given: 0');
  const names = new Set<string>();
  for (const site of sites) {
    if (names.has(site.site)) throw new RangeError(`invalid sites; given twice: ${site.site}`);
    names.add(site.site);
    const same =
      site.coefficients.length === first.coefficients.length &&
      site.coefficients.every((b, j) => b === first.coefficients[j]) &&
      site.predictors.every((name, j) => name === first.predictors[j]);
    if (!same)
      throw new RangeError(`invalid site; not of the same round as ${first.site}: ${site.site}`);
  }
}
