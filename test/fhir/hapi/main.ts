import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeWrite } from '../../../src/fhir/record/compose-write.ts';
import { rungs } from '../../../src/fhir/record/plan-write.ts';
import { composeProvenance } from '../../../src/fhir/record/provenance.ts';
import { testConclusion } from '../fixtures/conclusion.ts';

/*
 * One pass of HAPI's own validator over every kind of resource the app writes.
 * Needs Java 17 and Maven, which fetches the validator by its coordinates.
 */
const whole = testConclusion();
const { encounter: _encounter, user: _user, ...alone } = whole.session;
const conclusions = { whole, bare: testConclusion({ session: alone }) };

const folder = mkdtempSync(join(tmpdir(), 'validate-fhir-'));
const written = join(folder, 'written');
try {
  const build = join(folder, 'build');
  mkdirSync(written);
  for (const [name, conclusion] of Object.entries(conclusions)) {
    const resources = rungs.map(
      (rung) => composeWrite(rung, conclusion) as { resourceType: string },
    );
    for (const resource of [...resources, composeProvenance(conclusion, 'RiskAssessment/r1')]) {
      writeFileSync(
        join(written, `${resource.resourceType}-${name}.json`),
        JSON.stringify(resource),
      );
    }
  }
  const pom = join(import.meta.dirname, 'pom.xml');
  const steps = [
    '-q',
    '-f',
    pom,
    `-DbuildFolder=${build}`,
    'compile',
    'exec:java',
    `-Dexec.args=${written}`,
  ];
  const { status, error } = spawnSync('mvn', steps, { stdio: 'inherit' });
  if (error !== undefined)
    process.stderr.write('Maven and Java 17 are needed: mvn was not found.\n');
  process.exitCode = status ?? 2;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
