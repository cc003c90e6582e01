import { describe, expect, it } from 'vitest';
import { clientFaults } from '../servers/client-assertions.ts';
import {
  APP,
  ask,
  authorizationRequest,
  authorize,
  launchApp,
  openBench,
  ORIGIN,
} from './app-driver.ts';

const registration = {
  clientId: 'ecmo-ich-risk',
  redirectUris: [`${APP}/index.html`],
  base: `${ORIGIN}/fhir`,
  ehrLaunch: true,
};
const state = '0b6c3f0e-6f0f-4b63-9a53-2f6c3b1d9a10';

describe('the assertions on a recorded launch', () => {
  it('hold for an app that behaves', async () => {
    const { hospital } = openBench();
    const { json } = await launchApp(hospital, 'clean-va', { state });
    const headers = { accept: 'application/fhir+json' };
    await ask(hospital, json.access_token, 'Observation?patient=clean-va', { headers });
    expect(clientFaults(hospital.requests.all(), registration)).toEqual([]);
  });

  it('name what an app does wrong', async () => {
    const { hospital } = openBench();
    const { json } = await launchApp(hospital, 'clean-va');
    await ask(hospital, json.access_token, 'Observation?patient=vv-no-ct');
    await ask(hospital, 'made-up', 'Patient/clean-va');
    const launch = hospital.launch({ patient: 'clean-va' });
    await authorize(hospital, authorizationRequest({ launch, code_challenge_method: 'plain' }).url);
    const faults = clientFaults(hospital.requests.all(), registration).join('\n');
    for (const words of [
      'state has at least',
      'nobody but the launch',
      'a bearer token of',
      'method is S256',
    ]) {
      expect(faults).toContain(words);
    }
  });

  it('fail for a log without a launch', () => {
    expect(clientFaults([], registration)).toHaveLength(3);
  });
});

describe('the record of requests', () => {
  it('keeps no patient, no secret and no id', async () => {
    const { hospital } = openBench();
    const { json } = await launchApp(hospital, 'clean-va');
    await ask(hospital, json.access_token, 'Patient/clean-va');
    await ask(
      hospital,
      json.access_token,
      'Encounter?patient=Patient/clean-va&identifier=x|PH-204417',
    );
    const text = JSON.stringify(hospital.requests.all());
    for (const secret of ['clean-va', 'PH-204417', json.access_token])
      expect(text).not.toContain(secret);
    const [authorization, token, read, search] = hospital.requests.all();
    expect(authorization).toMatchObject({ door: 'authorize', redirect: 'code' });
    expect(token?.parameters).toContainEqual(['code_verifier', '{secret}']);
    expect(read).toMatchObject({ path: '/fhir/Patient/{id}', bearer: 'known', status: 200 });
    expect(search?.parameters).toContainEqual(['patient', '{launch patient}']);
  });
});
