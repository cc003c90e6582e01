import { parseArgs } from 'node:util';
import { exportPatients } from './exporting.ts';
import { faultTable } from './faults/table.ts';
import { createHospital } from './hospital.ts';
import { listen } from './node-host.ts';
import { readRecordAssets } from './record-assets.ts';
import { closeOnSignal, giveUp, portFrom, say } from './settings.ts';

const USAGE = `The pretend hospital alone.

  npm run sandbox                        start it, for the app on APP_PORT
  npm run sandbox -- --any-client        … for any SMART app, registered or not
  npm run sandbox -- --write-anything    … and let apps file every resource type
  npm run sandbox -- export <folder>     write all patients as transactions and as Bulk NDJSON
  npm run sandbox -- faults              print the faults it can commit, as Markdown
  npm run sandbox -- --at <moment>       let all courses lead up to this moment instead of now

Environment: SANDBOX_PORT (9090), APP_PORT (5173), HOST (localhost).`;

interface Wish {
  readonly at: Date | null;
  readonly anyClient: boolean;
  readonly writeAnything: boolean;
}

function momentOf(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new RangeError(`invalid --at; not a moment: ${text}`);
  return at;
}

async function run({ at, anyClient, writeAnything }: Wish): Promise<void> {
  const port = portFrom(process.env, 'SANDBOX_PORT', 9090);
  const appPort = portFrom(process.env, 'APP_PORT', 5173);
  const host = process.env['HOST'] ?? 'localhost';
  const origin = `http://${host}:${port}`;
  const ahead = at === null ? 0 : at.getTime() - Date.now();
  const hospital = createHospital({
    origin,
    appOrigin: `http://${host}:${appPort}`,
    now: () => new Date(Date.now() + ahead),
    anyClient,
    writeAnything,
    assets: await readRecordAssets(),
  });
  const running = await listen(hospital.fetch, host, port, origin);
  closeOnSignal(running.close);
  say(`Pretend hospital   ${origin}/`);
  say(`FHIR base (iss)    ${hospital.base}`);
  say(`Launch an app      POST ${origin}/sandbox/launch {"patient": "clean-va"}`);
  say(`Faults             ${origin}/record/faults`);
  if (anyClient) say('Any client id and return address is accepted.');
}

async function exportTo(folder: string, { at }: Wish): Promise<void> {
  const now = at ?? new Date();
  const origin = 'http://pretend-hospital.example';
  const hospital = createHospital({ origin, appOrigin: origin, now: () => now });
  const written = await exportPatients(hospital, folder);
  say(
    `${written.length} files written, of ${hospital.patients.length} patients as of ${now.toISOString()}.`,
  );
}

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'any-client': { type: 'boolean', default: false },
      'write-anything': { type: 'boolean', default: false },
      at: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [verb, folder, ...more] = positionals;
  const wish: Wish = {
    at: momentOf(values.at),
    anyClient: values['any-client'],
    writeAnything: values['write-anything'],
  };
  if (values.help) say(USAGE);
  else if (verb === undefined) await run(wish);
  else if (verb === 'faults' && folder === undefined) say(faultTable());
  else if (verb === 'export' && folder !== undefined && more.length === 0)
    await exportTo(folder, wish);
  else giveUp(`invalid command; not one of these:\n\n${USAGE}`, 2);
} catch (problem) {
  giveUp(problem, problem instanceof TypeError || problem instanceof RangeError ? 2 : 1);
}
