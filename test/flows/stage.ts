import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from './find-browser.ts';

const root = resolve(import.meta.dirname, '../..');

/** A port nobody listens on at the moment of asking. */
async function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

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
  readonly browser: Browser;
  stop(): Promise<void>;
}

/**
 * Starts both servers on free loopback ports, exactly as `npm start` does, and
 * a Chromium.
 *
 * @param environment settings for the servers, such as `SITE`
 * @throws with what the servers printed, when they do not answer within a minute
 */
export async function setStage(environment: Record<string, string> = {}): Promise<Stage> {
  const [hospitalPort, appPort] = [await freePort(), await freePort()];
  const command = join(root, 'node_modules/tsx/dist/cli.mjs');
  const servers: ChildProcess = spawn(process.execPath, [command, 'src/sandbox/start.ts'], {
    cwd: root,
    env: {
      ...process.env,
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
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  return {
    hospital,
    app,
    browser,
    stop: async () => {
      await browser.close();
      servers.kill('SIGTERM');
    },
  };
}
