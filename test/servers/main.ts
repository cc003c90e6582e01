import { parseArgs } from 'node:util';
import { CLIENT_ID } from '../../src/sandbox/hospital.ts';
import { comparePatients } from './compare-patients.ts';
import { judgeFhir, judgeSmart } from './judge-journey.ts';
import { runChecks, type Verdict } from './run-checks.ts';

const USAGE = `Tries a FHIR R4 server that we did not write. It must be a test server: all of these write to it.

  npm run test:servers -- <FHIR base URL>
      puts the 41 checks of searching and writing to it
  npm run test:servers -- --patients <FHIR base URL> [--only <name>,<name>]
      loads the sandbox's patients, and compares the risk read back over REST with the command line's
  npm run test:servers -- --smart <iss> --patient <id> [--launch <token>]
      launch, risk and write-back in Chromium; the app's address http://localhost:5173/ must be
      registered there. Without --launch it is a standalone launch; --visible lets a person sign in
  npm run test:servers -- --fhir <FHIR base URL> --patient <id>
      the same against a server without authorization, behind the sandbox's own

  --token <access token>   sent with every request of the first two and of --fhir
  --client-id <id>         the app's at the server (${CLIENT_ID})
  --site <folder>          settings the app is served with (sandbox)
  --app-port, --port       of the app (5173), of the authorization before --fhir (9090)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    token: { type: 'string' },
    patients: { type: 'string' },
    only: { type: 'string' },
    smart: { type: 'string' },
    fhir: { type: 'string' },
    patient: { type: 'string' },
    launch: { type: 'string' },
    visible: { type: 'boolean', default: false },
    'client-id': { type: 'string', default: CLIENT_ID },
    site: { type: 'string', default: 'sandbox' },
    'app-port': { type: 'string', default: '5173' },
    port: { type: 'string', default: '9090' },
  },
});

const verdicts: Verdict[] = [];
function tell(verdict: Verdict): void {
  const { name, wrong } = verdict;
  verdicts.push(verdict);
  process.stdout.write(wrong === null ? `ok     ${name}\n` : `FAILED ${name}: ${wrong}\n`);
}

/** Runs what was asked for; false where the command line asks for nothing that can be run. */
async function run(base: string): Promise<boolean> {
  const { token, patient, smart, fhir, launch, site, visible } = values;
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const reader = { base: base.replace(/\/$/, ''), headers };
  const journey = { site, visible, appPort: Number(values['app-port']) };
  if (smart !== undefined || fhir !== undefined) {
    if (patient === undefined || positionals.length > 0) return false;
    const given = launch === undefined ? {} : { launch };
    const clientId = values['client-id'];
    const judged =
      smart !== undefined
        ? judgeSmart({ ...journey, ...given, patient, clientId, iss: reader.base })
        : judgeFhir(reader, { ...journey, patient }, Number(values.port));
    for (const verdict of await judged) tell(verdict);
  } else if (values.patients !== undefined) {
    await comparePatients(reader, tell, values.only?.split(','));
  } else {
    for (const verdict of await runChecks({ ...reader, fetch })) tell(verdict);
  }
  return true;
}

const base = values.smart ?? values.fhir ?? values.patients ?? positionals[0];
try {
  if (base === undefined || !URL.canParse(base) || !(await run(base))) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
  } else {
    const passed = verdicts.filter(({ wrong }) => wrong === null).length;
    process.stdout.write(`${passed} of ${verdicts.length}\n`);
    process.exitCode = passed === verdicts.length ? 0 : 1;
  }
} catch (problem) {
  const isSilent = problem instanceof TypeError && /fetch failed/.test(problem.message);
  const why = isSilent ? 'the server does not answer' : String(problem);
  process.stderr.write(`Stopped at ${String(base)}: ${why}.\n`);
  process.exitCode = 2;
}
