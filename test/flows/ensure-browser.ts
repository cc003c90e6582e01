import { findBrowser } from './find-browser.ts';

/** Run once before the journeys, where installing a browser may take its time. */
export function setup(): void {
  findBrowser();
}
