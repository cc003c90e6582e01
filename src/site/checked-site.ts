import type { Codebook } from '../clinical/codebook.ts';
import type { Site } from '../clinical/site.ts';
import type { ModelDocument } from '../model/document.ts';
import { checkSite } from './check-site.ts';
import { readPublished, siteFolder } from './published.ts';
import { SiteError } from './site-error.ts';

/**
 * A site folder with nothing wrong in it.
 *
 * @throws SiteError with the first thing wrong
 */
export async function insistOnSite(
  written: string,
): Promise<{ folder: string; site: Site; codebook: Codebook; model: ModelDocument }> {
  const folder = siteFolder(written);
  const { site, codebook, model, problems } = await checkSite(folder, readPublished());
  const [first] = problems;
  if (first !== undefined || site === null || codebook === null || model === null) {
    throw new SiteError(`${first ?? folder} Run npm run site -- check ${written}.`);
  }
  return { folder, site, codebook, model };
}
