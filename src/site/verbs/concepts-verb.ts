import { checkSite } from '../check-site.ts';
import { readCodebook } from '../../clinical/codebook.ts';
import { conceptTable } from '../concept-table.ts';
import { readPublished, siteFolder } from '../published.ts';
import { SiteError } from '../site-error.ts';
import type { Verb } from '../verb.ts';

/** `npm run site -- concepts`. */
export const conceptsVerb: Verb = {
  summary: 'print which concept has how many codes in which system',
  help: `Usage: npm run site -- concepts [--site <folder>]

A Markdown table of all concepts; with a site, its own codes in a column of their own.`,
  options: ['site'],
  operands: [0, 0],
  run: async (_, { site }, console) => {
    const published = readPublished();
    const codebook =
      site === undefined
        ? readCodebook(published).value
        : (await checkSite(siteFolder(site), published)).codebook;
    if (codebook === null) throw new SiteError(`Run npm run site -- check ${site} first.`);
    console.out(conceptTable(codebook));
    return 0;
  },
};
