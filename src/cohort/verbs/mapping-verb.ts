import { writeFileSync } from 'node:fs';
import { CommandError } from '../command-error.ts';
import { conceptMapSkeleton } from '../mapping/concept-map-skeleton.ts';
import { addMapping, noMapping, type MappingCounts } from '../mapping/mapping-counts.ts';
import { mappingText } from '../mapping/mapping-text.ts';
import { opener } from '../open-worker.ts';
import { readExport } from '../reading/read-export.ts';
import { readingHelp, readingOptions, readingOptionsOf } from '../reading-options.ts';
import { loadSetting } from '../setting.ts';
import { neededOption, textOption, type Verb } from '../verb.ts';

/** `cohort mapping`: what of a hospital's resources is understood, for hospital IT. */
export const mappingVerb: Verb = {
  name: 'mapping',
  summary: 'which resources are understood, which codes and units nobody mapped; no risk',
  help: `
Usage: npm run cohort -- mapping <folder | bundle.json> --site <folder> [--json] [--skeleton FILE]

Says for every concept how many resources were used, how many were not and why, and
which local codes and units nobody mapped, with counts and an example display.

  --site FOLDER     the hospital's settings
  --json            the same as JSON, with a ConceptMap to fill in
  --skeleton FILE   writes that ConceptMap to a file${readingHelp}
`,
  options: {
    site: { type: 'string' },
    json: { type: 'boolean' },
    skeleton: { type: 'string' },
    ...readingOptions,
  },
  run: async (values, operands, console) => {
    const [path] = operands;
    if (path === undefined || operands.length > 1)
      throw new CommandError('mapping takes one Bundle, NDJSON file or folder.');
    const site = neededOption(values, 'site', "the hospital's settings");
    const { codebook } = await loadSetting(site);
    const counts = noMapping();
    const summary = await readExport(
      path,
      readingOptionsOf(values),
      console,
      opener({ site, filtered: false, task: { kind: 'mapping' } }),
      ({ text }) => addMapping(counts, JSON.parse(text) as MappingCounts),
    );
    const skeleton = conceptMapSkeleton(counts);
    const file = textOption(values, 'skeleton');
    if (file !== undefined) writeFileSync(file, `${JSON.stringify(skeleton, null, 2)}\n`);
    if (values['json'] === true)
      console.out(
        JSON.stringify(
          {
            ...counts,
            unmapped: Object.values(counts.unmapped),
            read: summary,
            conceptMap: skeleton,
          },
          null,
          2,
        ),
      );
    else console.out(mappingText(counts, codebook));
  },
};
