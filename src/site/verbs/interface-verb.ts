import { insistOnSite } from '../checked-site.ts';
import { interfaceStatement } from '../interface-statement.ts';
import type { Verb } from '../verb.ts';

/** `npm run site -- interface <folder>`. */
export const interfaceVerb: Verb = {
  summary: 'print the interface statement: every query, scope, code and window',
  help: `Usage: npm run site -- interface <folder>

Markdown on standard output, made from the code that does it.`,
  options: [],
  operands: [1, 1],
  run: async ([written = ''], _, console) => {
    const { site, codebook, model } = await insistOnSite(written);
    console.out(interfaceStatement(site, codebook, model));
    return 0;
  },
};
