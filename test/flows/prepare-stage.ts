import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { findBrowser } from './find-browser.ts';
import { isBuilt } from './is-built.ts';

const root = resolve(import.meta.dirname, '../..');

/**
 * Run once before the journeys, where installing a browser and building the app may
 * take their time. The build is a process of its own, so that this one stays as it is.
 */
export function setup(): void {
  findBrowser();
  if (isBuilt(root)) return;
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
