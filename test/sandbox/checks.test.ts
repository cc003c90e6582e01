import { beforeAll, describe, expect, it } from 'vitest';
import { checks, runChecks, type Verdict } from '../servers/run-checks.ts';
import { openBench } from './app-driver.ts';

describe('the 41 checks every test bed is put to, here the sandbox', () => {
  let verdicts: readonly Verdict[] = [];
  beforeAll(async () => {
    const { hospital } = openBench({ zone: 'UTC', patients: [], writeAnything: true });
    const token = hospital.grant({ scope: 'user/*.cruds' });
    verdicts = await runChecks({
      base: hospital.base,
      fetch: hospital.fetch,
      headers: { authorization: `Bearer ${token}` },
    });
  });

  it('are 41', () => {
    expect(checks).toHaveLength(41);
    expect(verdicts).toHaveLength(41);
  });

  it.each(checks.map(({ name }) => name))('%s', (name) => {
    expect(verdicts.find((each) => each.name === name)?.wrong).toBeNull();
  });

  it('notice a server that ignores parameters', async () => {
    const { hospital } = openBench({ zone: 'UTC', patients: [], writeAnything: true });
    hospital.faults.turnOn('parameter-ignored', { only: 'Observation' });
    const token = hospital.grant({ scope: 'user/*.cruds' });
    const wrong = await runChecks({
      base: hospital.base,
      fetch: hospital.fetch,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(wrong.filter((each) => each.wrong !== null).length).toBeGreaterThan(8);
  });
});
