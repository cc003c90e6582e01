import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostHospital, launchAddress, openWindow } from '../fixtures/host-hospital.ts';
import { startLaunch } from '../../../src/fhir/session.ts';
import { interfaceStatement } from '../../../src/site/interface-statement.ts';
import { sandboxCodebook, zhu } from '../fixtures/published.ts';

const sheets = join(import.meta.dirname, '../../../.github/registration');
const { hospital, server, site } = hostHospital('http://localhost:9190');

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

/** The redirect address the app really sends, on the host that a sheet leaves open. */
async function sentAddress(): Promise<string> {
  const launch = hospital.launch({ patient: 'clean-va' });
  const address = launchAddress({ iss: hospital.base, launch });
  const begun = await startLaunch(address, site, openWindow());
  if (begun.kind !== 'redirect') throw new Error(begun.code);
  const sent = begun.to.searchParams.get('redirect_uri') ?? '';
  return sent.replace(address.origin, 'https://<your host>');
}

describe('the registration sheets', () => {
  test('and the interface statement agree on the addresses', async () => {
    const statement = interfaceStatement(site, sandboxCodebook(), zhu());
    expect(statement).toContain(`redirect \`${await sentAddress()}\``);
  });

  test.each(readdirSync(sheets).filter((file) => file.endsWith('.md')))(
    '%s names the redirect address that is sent, to the character',
    async (file) => {
      const rows =
        readFileSync(join(sheets, file), 'utf8').match(/^\| redirect address .*$/gm) ?? [];
      const sent = await sentAddress();
      for (const row of rows) expect(/`([^`]+)`/.exec(row)?.[1]).toBe(sent);
      if (file === 'README.md') expect(rows).toHaveLength(1);
    },
  );
});
