import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { createAppHost } from './app-host.ts';
import { createHospital, type Hospital, type HospitalOptions } from './hospital.ts';
import { listen } from './node-host.ts';
import { readRecordAssets } from './record-assets.ts';

/** Where the two servers stand. */
export interface BothOptions extends Omit<HospitalOptions, 'origin' | 'appOrigin' | 'assets'> {
  /**
   * Host of both addresses, and the interface listened on. `localhost` answers on
   * the loopback of IPv4 and of IPv6; anything else only if asked for.
   */
  readonly host: string;
  readonly sandboxPort: number;
  readonly appPort: number;
  /** Site folder the app is served with; the pretend hospital's own if not given. */
  readonly site?: string;
  /** Folder of the built app; `dist` of the repository if not given. */
  readonly dist?: string;
}

/** The pretend hospital and the app, both answering. */
export interface Both {
  readonly hospital: Hospital;
  readonly hospitalOrigin: string;
  readonly appOrigin: string;
  close(): Promise<void>;
}

const root = new URL('../../', import.meta.url);

/** Builds the app into `dist` with the repository's own configuration. */
export async function buildApp(): Promise<void> {
  await build({ root: fileURLToPath(root), logLevel: 'warn' });
}

/** Starts the hospital and the host of the built app, each on its own origin. */
export async function startBoth(options: BothOptions): Promise<Both> {
  const { host, sandboxPort, appPort, site, dist, ...rest } = options;
  const shown = ['0.0.0.0', '::'].includes(host)
    ? 'localhost'
    : host.includes(':')
      ? `[${host}]`
      : host;
  const hospitalOrigin = `http://${shown}:${sandboxPort}`;
  const appOrigin = `http://${shown}:${appPort}`;
  const hospital = createHospital({
    ...rest,
    origin: hospitalOrigin,
    appOrigin,
    assets: await readRecordAssets(),
  });
  const appHost = createAppHost({
    dist: dist ?? fileURLToPath(new URL('dist', root)),
    site: site ?? fileURLToPath(new URL('fhir-mappings/sites/sandbox', root)),
    hospitalOrigin,
  });
  const first = await listen(hospital.fetch, host, sandboxPort, hospitalOrigin);
  try {
    const second = await listen(appHost, host, appPort, appOrigin);
    const close = async (): Promise<void> => {
      await Promise.all([first.close(), second.close()]);
    };
    return { hospital, hospitalOrigin, appOrigin, close };
  } catch (problem) {
    await first.close();
    throw problem;
  }
}
