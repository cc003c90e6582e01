import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

function installed(): string | null {
  const named = process.env['BROWSER_PATH'];
  if (named) return existsSync(named) ? named : null;
  for (const name of names) {
    const found = spawnSync('which', [name], { encoding: 'utf8' });
    if (found.status === 0 && found.stdout.trim()) return found.stdout.trim();
  }
  return places.find((place) => existsSync(place)) ?? null;
}

const canInstall = (): boolean =>
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * The path of a Chromium-family browser for the journeys. Looks at BROWSER_PATH,
 * then at the usual names and places; on Debian as root it installs `chromium`
 * with apt when there is none.
 *
 * @throws a sentence that says what to install, where nothing can be found
 */
export function findBrowser(): string {
  const found = installed();
  if (found) return found;
  if (canInstall() && !process.env['BROWSER_PATH']) {
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update', '-qq'], { env: environment, stdio: 'ignore' });
    execFileSync(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
      {
        env: environment,
        stdio: 'ignore',
      },
    );
    const fresh = installed();
    if (fresh) return fresh;
  }
  throw new Error(
    'The browser journeys need Chrome, Chromium or Edge, and none was found. ' +
      'Install one, or set BROWSER_PATH to its program file.',
  );
}
