import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { findBrowser } from './find-browser.ts';
import { freePorts } from '../free-ports.ts';
import { isBuilt } from './is-built.ts';
import { misdeeds, noSightings, type Sightings, watch } from './sightings.ts';

const root = resolve(import.meta.dirname, '../..');

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}

/** The pretend hospital and the app's host, running as `npm start` runs them, and a real browser. */
export interface Stage {
  readonly hospital: string;
  readonly app: string;
  /** Every context of it is watched. */
  readonly browser: Browser;
  /** What all pages together did since the stage was set. */
  readonly seen: Sightings;
  /** Clears the stage. @throws when any page broke its policy, opened a dialog or asked a third party */
  stop(): Promise<void>;
}

/** Lets every context the browser opens be watched from its first page on. */
function watched(browser: Browser, known: readonly string[], seen: Sightings): Browser {
  const open = browser.newContext.bind(browser);
  browser.newContext = async (options): Promise<BrowserContext> => {
    const context = await open(options);
    await watch(context, known, seen);
    return context;
  };
  return browser;
}

/**
 * Starts both servers on free loopback ports, exactly as `npm start` does, and
 * a Chromium. The app is built first, unless it was built since the last change.
 *
 * @param environment settings for the servers, such as `SITE`
 * @param browserArguments on top of what every stage needs
 * @throws with what the servers printed, when they do not answer within a minute
 */
export async function setStage(
  environment: Record<string, string> = {},
  browserArguments: readonly string[] = [],
): Promise<Stage> {
  const [hospitalPort, appPort] = await freePorts(2);
  const command = join(root, 'node_modules/tsx/dist/cli.mjs');
  const servers: ChildProcess = spawn(process.execPath, [command, 'src/sandbox/start.ts'], {
    cwd: root,
    env: {
      ...process.env,
      ...(isBuilt(root) ? { NO_BUILD: '1' } : {}),
      ...environment,
      SANDBOX_PORT: String(hospitalPort),
      APP_PORT: String(appPort),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  servers.stdout?.on('data', (chunk) => (printed += String(chunk)));
  servers.stderr?.on('data', (chunk) => (printed += String(chunk)));
  const hospital = `http://localhost:${hospitalPort}`;
  const app = `http://localhost:${appPort}`;
  for (let tries = 0; ; tries += 1) {
    if ((await answers(`${hospital}/fhir/metadata`)) && (await answers(`${app}/index.html`))) break;
    if (tries > 240 || servers.exitCode !== null)
      throw new Error(`the sandbox did not start:\n${printed}`);
    await new Promise((wait) => setTimeout(wait, 250));
  }
  const seen = noSightings();
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...browserArguments],
  });
  return {
    hospital,
    app,
    browser: watched(browser, [hospital, app], seen),
    seen,
    stop: async () => {
      await browser.close();
      const ended = servers.exitCode ?? servers.signalCode;
      if (ended !== null) throw new Error(`the sandbox ended by itself (${ended}):\n${printed}`);
      servers.kill('SIGTERM');
      const wrong = misdeeds(seen);
      if (wrong.length > 0)
        throw new Error(`the pages did what they may not:\n${wrong.join('\n')}`);
    },
  };
}
