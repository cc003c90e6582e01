import type { Codebook, Concept } from '../../clinical/codebook.ts';
import { checkSite } from '../check-site.ts';
import { readPublished, siteFolder } from '../published.ts';
import type { Verb } from '../verb.ts';

/** `npm run site -- check <folder>`. */
export const checkVerb: Verb = {
  summary: 'say everything that is wrong with a site folder',
  help: `Usage: npm run site -- check <folder>

Reads the folder as the app will: site.json, its ConceptMaps, the model it names,
targets and system URIs. Every problem is one line that begins with file, line and
column. A folder may be a path or the name of one in fhir-mappings/sites.

Exit code 0 when nothing is wrong, 1 when something is.`,
  options: [],
  operands: [1, 1],
  run: async ([written = ''], _, console) => {
    const folder = siteFolder(written);
    const { site, codebook, model, problems } = await checkSite(folder, readPublished());
    for (const problem of problems) console.out(problem);
    if (problems.length > 0 || site === null || codebook === null || model === null) {
      console.note(`${folder}: ${problems.length} to put right.`);
      return 1;
    }
    console.out(`${site.name} (${site.id}), ${site.enabled ? 'switched on' : 'switched off'}`);
    console.out(`  model      ${model.id} ${model.version}`);
    console.out(`  codebook   ${codebook.concepts.size} concepts, version ${codebook.version}`);
    console.out(
      `  servers    ${site.issuers.map(({ iss }) => iss).join(', ') || 'none: nobody can launch'}`,
    );
    console.out(
      `  write-back ${site.writeBack.enabled ? site.writeBack.resources.join(', ') : 'off'}`,
    );
    console.out(`  targets    ${site.targets.map(({ concept }) => concept).join(', ') || 'none'}`);
    console.out(`  codes      ${listOwn(codebook, ({ codes }) => codes)}`);
    console.out(
      `  units      ${listOwn(codebook, ({ measurement }) => measurement?.accepted ?? [])}`,
    );
    console.out('Nothing is wrong.');
    return 0;
  },
};

/** How many of the site's own entries each concept has: `platelets 2, plasma 1`. */
function listOwn(
  codebook: Codebook,
  entries: (concept: Concept) => readonly { readonly source?: string }[],
): string {
  const counts = [...codebook.concepts.values()].flatMap((concept) => {
    const own = entries(concept).filter(({ source }) => source === 'site').length;
    return own === 0 ? [] : [`${concept.id} ${own}`];
  });
  return counts.length === 0 ? 'none of its own' : `${counts.join(', ')} of its own`;
}
