import { parseArgs } from 'node:util';
import { runChecks } from './run-checks.ts';

const USAGE = `Puts the 41 checks to a FHIR R4 server that may be written to.

  npm run test:servers -- <FHIR base URL> [--token <access token>]`;

async function judge(base: string, token: string | undefined): Promise<number> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const verdicts = await runChecks({ base: base.replace(/\/$/, ''), fetch, headers });
  for (const { name, wrong } of verdicts) {
    process.stdout.write(wrong === null ? `ok     ${name}\n` : `FAILED ${name}: ${wrong}\n`);
  }
  const passed = verdicts.filter(({ wrong }) => wrong === null).length;
  process.stdout.write(`${passed} of ${verdicts.length}\n`);
  return passed === verdicts.length ? 0 : 1;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { token: { type: 'string' } },
});
const [base] = positionals;
if (base === undefined || !URL.canParse(base)) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  process.exitCode = await judge(base, values.token).catch((problem: unknown) => {
    const why = problem instanceof TypeError ? 'the server does not answer' : String(problem);
    process.stderr.write(`The checks could not begin at ${base}: ${why}.\n`);
    return 2;
  });
}
