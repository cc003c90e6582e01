import { parseArgs } from 'node:util';
import { runChecks } from './run-checks.ts';

const USAGE = `Puts the 41 checks to a FHIR R4 server that may be written to.

  npm run test:servers -- <FHIR base URL> [--token <access token>]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { token: { type: 'string' } },
});
const [base] = positionals;
if (base === undefined || !URL.canParse(base)) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
} else {
  const verdicts = await runChecks({
    base: base.replace(/\/$/, ''),
    fetch,
    headers: values.token ? { authorization: `Bearer ${values.token}` } : {},
  });
  for (const { name, wrong } of verdicts) {
    process.stdout.write(
      `${wrong === null ? 'ok    ' : 'FAILED'} ${name}${wrong === null ? '' : `: ${wrong}`}\n`,
    );
  }
  const passed = verdicts.filter(({ wrong }) => wrong === null).length;
  process.stdout.write(`${passed} of ${verdicts.length}\n`);
  process.exitCode = passed === verdicts.length ? 0 : 1;
}
