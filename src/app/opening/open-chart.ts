import { resumeSession } from '../../fhir/session.ts';
import type { Session } from '../../fhir/context.ts';
import { displayUnits } from '../../clinical/display-units.ts';
import type { Site } from '../../clinical/site.ts';
import { loadWords } from '../words/load-words.ts';
import type { Words } from '../words/words.ts';
import type { Closed } from './closed.ts';
import type { FirstFiles } from './fetch-file.ts';
import { loadSettings, loadSite, type Settings } from './load-settings.ts';

/** Everything fixed for as long as the page lives: the site, what it set up, and one session. */
export interface OpenChart extends Settings {
  readonly site: Site;
  readonly words: Words;
  readonly session: Session;
}

/**
 * Opens the chart this page was launched for: site file, then session, mappings
 * and model side by side. Any of them wrong closes the page with its reason.
 *
 * @param address of the page, with what the authorization server answered
 * @param files asked for before this code had come
 */
export async function openChart(address: URL, files: FirstFiles): Promise<OpenChart | Closed> {
  const site = await loadSite(files.site);
  if ('kind' in site) return site;
  const [settings, session, words] = await Promise.all([
    loadSettings(site, files.mappings),
    resumeSession(address, site),
    loadWords(site.language, site.timeZone),
  ]);
  if ('kind' in settings) return settings;
  if (session.kind === 'refusal') return { kind: 'session', refusal: session };
  const units = displayUnits(settings.codebook, site);
  return { ...settings, site, session, words: { ...words, units } };
}
