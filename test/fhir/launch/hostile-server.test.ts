import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { resumeSession, startLaunch } from '../../../src/fhir/session.ts';
import { pretendWindow, type PretendWindow } from '../fixtures/pretend-window.ts';
import { sandboxSite } from '../fixtures/published.ts';
import { testTransport } from '../fixtures/test-session.ts';

const origin = 'https://hospital.test';
const base = `${origin}/fhir`;
const site = sandboxSite(base);
const endpoints = {
  authorization_endpoint: `${origin}/authorize`,
  token_endpoint: `${origin}/token`,
};
const good = {
  ...endpoints,
  code_challenge_methods_supported: ['S256'],
  capabilities: ['permission-v2'],
};

const asked: string[] = [];
let discovery: () => Response = () => Response.json(good);
let token: () => Response = () => Response.json({});
const server = setupServer(
  http.all('*', async ({ request }) => {
    const url = new URL(request.url);
    asked.push(`${request.method} ${url.href}`);
    if (url.origin !== origin) return HttpResponse.error();
    if (url.pathname.endsWith('/smart-configuration')) return discovery();
    if (url.pathname === '/token') return token();
    return new HttpResponse(null, { status: 404 });
  }),
);

beforeAll(() => server.listen());
afterEach(() => {
  asked.length = 0;
  discovery = () => Response.json(good);
  token = () => Response.json({});
});
afterAll(() => server.close());

const openWindow = () => pretendWindow(testTransport((request) => fetch(request)));
const address = new URL(`https://app.test/launch.html?iss=${encodeURIComponent(base)}&launch=l1`);
const codeOf = (result: { kind: string; code?: string }) => result.code ?? result.kind;

async function comeBack(inWindow: PretendWindow) {
  const begun = await startLaunch(address, site, inWindow);
  if (begun.kind !== 'redirect') throw new Error(begun.code);
  const state = begun.to.searchParams.get('state') ?? '';
  const back = new URL(`https://app.test/?code=c1&state=${state}`);
  return resumeSession(back, site, inWindow);
}

const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');

describe('discovery', () => {
  const broken: readonly (readonly [string, () => Response, string])[] = [
    ['404', () => new Response('', { status: 404 }), 'discovery-unreachable'],
    ['503', () => new Response('', { status: 503 }), 'discovery-unreachable'],
    ['no connection', () => HttpResponse.error(), 'discovery-unreachable'],
    ['an HTML page', () => new Response('<html>Sign in</html>'), 'discovery-unusable'],
    ['nothing in it', () => Response.json({}), 'discovery-unusable'],
    ['null', () => Response.json(null), 'discovery-unusable'],
  ];

  test.each(broken)(
    'fault 4: %s is refused, and once the server is back the launch goes on (probe 12)',
    async (_, answer, code) => {
      discovery = answer;
      const inWindow = openWindow();
      expect(codeOf(await startLaunch(address, site, inWindow))).toBe(code);
      discovery = () => Response.json(good);
      expect(codeOf(await startLaunch(address, site, inWindow))).toBe('redirect');
    },
  );

  test('fault 4: a busy server is asked again, a bounded number of times', async () => {
    let left = 2;
    discovery = () => (left-- > 0 ? new Response('', { status: 503 }) : Response.json(good));
    expect(codeOf(await startLaunch(address, site, openWindow()))).toBe('redirect');
    discovery = () => new Response('', { status: 503 });
    asked.length = 0;
    expect(codeOf(await startLaunch(address, site, openWindow()))).toBe('discovery-unreachable');
    expect(asked).toHaveLength(3);
  });

  test.each([
    [{ ...good, code_challenge_methods_supported: undefined }],
    [{ ...good, code_challenge_methods_supported: ['plain'] }],
  ])(
    'fault 5: the S256 challenge is sent even where the server lists none (probe 13)',
    async (document) => {
      discovery = () => Response.json(document);
      const begun = await startLaunch(address, site, openWindow());
      if (begun.kind !== 'redirect') throw new Error(begun.code);
      expect(begun.to.searchParams.get('code_challenge_method')).toBe('S256');
      expect(begun.to.searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    },
  );

  test.each([
    ['token endpoint elsewhere', { token_endpoint: 'https://evil.example/token' }],
    [
      'authorization endpoint elsewhere',
      { authorization_endpoint: 'https://evil.example/authorize' },
    ],
    ['http', { token_endpoint: 'http://hospital.test/token' }],
    ['a user name in it', { token_endpoint: 'https://a@hospital.test/token' }],
    ['not an address', { token_endpoint: 'token' }],
  ])('fault 6: %s is refused, and nothing is sent there', async (_, change) => {
    discovery = () => Response.json({ ...good, ...change });
    const inWindow = openWindow();
    expect(codeOf(await startLaunch(address, site, inWindow))).toBe('discovery-foreign');
    expect(asked.join()).not.toContain('evil');
    expect(inWindow.storage.length).toBe(0);
  });

  test('fault 6: a document that changes between two looks is refused', async () => {
    let looks = 0;
    discovery = () => {
      looks += 1;
      return Response.json(
        looks === 1 ? good : { ...good, token_endpoint: 'https://evil.example/token' },
      );
    };
    expect(codeOf(await startLaunch(address, site, openWindow()))).toBe('discovery-foreign');
  });

  test('fault 6: another origin is allowed where the site lists it', async () => {
    discovery = () =>
      Response.json({ ...good, authorization_endpoint: 'https://login.test/authorize' });
    const [issuer] = site.issuers;
    const authorizationOrigins = ['https://login.test', origin];
    const listed = { ...site, issuers: [{ ...issuer!, authorizationOrigins }] };
    expect(codeOf(await startLaunch(address, listed, openWindow()))).toBe('redirect');
  });
});

describe('the token answer', () => {
  const whole = {
    access_token: 'abc',
    token_type: 'Bearer',
    expires_in: 570,
    patient: 'p1',
    scope: 'patient/*.rs',
  };

  test('fault 12: without a patient there is no session', async () => {
    token = () => Response.json({ ...whole, patient: undefined });
    expect(codeOf(await comeBack(openWindow()))).toBe('patient-missing');
  });

  test.each(['../Patient/2', 'p1?x=1', 'a b', ''])(
    'fault 12: %j is no patient',
    async (patient) => {
      token = () => Response.json({ ...whole, patient });
      expect(codeOf(await comeBack(openWindow()))).toBe('patient-missing');
    },
  );

  test('fault 13: without an encounter there is a session without one', async () => {
    token = () => Response.json(whole);
    const session = await comeBack(openWindow());
    expect(session.kind === 'session' && session.encounter).toBeUndefined();
  });

  test('fault 14: what was granted counts, not what was asked for', async () => {
    token = () =>
      Response.json({ ...whole, scope: 'launch patient/Observation.rs patient/Patient.r' });
    const session = await comeBack(openWindow());
    if (session.kind !== 'session') throw new Error(session.code);
    expect(session.scopes.allows('Observation', 's')).toBe(true);
    expect(session.scopes.allows('Condition', 's')).toBe(false);
    expect(session.scopes.allows('RiskAssessment', 'c')).toBe(false);
  });

  test.each([
    ['an opaque token with dots in it', 'aaa.b-b_b.ccc'],
    ['a plain opaque token', 'opaque'],
  ])(
    'fault 15: no expires_in and %s count for five minutes (probe 17)',
    async (_, access_token) => {
      token = () => Response.json({ ...whole, access_token, expires_in: undefined });
      const inWindow = openWindow();
      const session = await comeBack(inWindow);
      if (session.kind !== 'session') throw new Error(session.code);
      expect(session.expiresAt() - inWindow.transport.now()).toBe(300_000);
    },
  );

  const unusable: readonly (readonly [string, () => Response, string])[] = [
    [
      '400 with a text about the patient',
      () =>
        Response.json({ error: 'invalid_grant', error_description: 'JOHN DOE' }, { status: 400 }),
      'code-refused',
    ],
    ['500', () => new Response('JOHN DOE', { status: 500 }), 'token-unreachable'],
    [
      'an HTML page',
      () => new Response('<html>JOHN DOE</html>', { headers: { 'content-type': 'text/html' } }),
      'token-unusable',
    ],
    [
      'cut-off JSON',
      () => new Response('{"access_tok', { headers: { 'content-type': 'application/json' } }),
      'token-unusable',
    ],
    ['no token', () => Response.json({ patient: 'p1' }), 'token-unusable'],
    ['a MAC token', () => Response.json({ ...whole, token_type: 'mac' }), 'token-unusable'],
    [
      'a token with a line break',
      () => Response.json({ ...whole, access_token: 'a\r\nb' }),
      'token-unusable',
    ],
    ['no connection', () => HttpResponse.error(), 'token-unreachable'],
  ];

  test.each(unusable)(
    'fault 11: %s ends in our own words (probes 7 and 8)',
    async (_, answer, code) => {
      token = answer;
      const inWindow = openWindow();
      const refused = await comeBack(inWindow);
      expect(codeOf(refused)).toBe(code);
      expect(JSON.stringify(refused)).not.toContain('JOHN');
      expect(inWindow.storage.length).toBe(0);
    },
  );

  test('sends the code with client id and verifier, encoded', async () => {
    let body = '';
    server.use(
      http.post(`${origin}/token`, async ({ request }) => {
        body = await request.text();
        return Response.json(whole);
      }),
    );
    const inWindow = openWindow();
    const begun = await startLaunch(address, site, inWindow);
    if (begun.kind !== 'redirect') throw new Error(begun.code);
    const state = begun.to.searchParams.get('state') ?? '';
    await resumeSession(
      new URL(`https://app.test/?state=${state}&code=${encodeURIComponent('a+b/c=&x=1')}`),
      site,
      inWindow,
    );
    server.resetHandlers();
    const form = new URLSearchParams(body);
    expect(form.get('code')).toBe('a+b/c=&x=1');
    expect(form.get('grant_type')).toBe('authorization_code');
    expect(form.get('client_id')).toBe('ecmo-ich-risk');
    expect(form.get('redirect_uri')).toBe('https://app.test/');
    expect(form.get('code_verifier')?.length).toBeGreaterThan(42);
  });

  test('a foreign-language name in the id_token does not stop the launch (probe 23)', async () => {
    const claims = { fhirUser: `${base}/Practitioner/7`, name: 'Łukasz 王' };
    token = () =>
      Response.json({ ...whole, id_token: `${part({ alg: 'none' })}.${part(claims)}.` });
    const session = await comeBack(openWindow());
    expect(session.kind === 'session' && session.user).toBe(`${base}/Practitioner/7`);
    token = () => Response.json({ ...whole, id_token: 'not.a.token' });
    expect(codeOf(await comeBack(openWindow()))).toBe('session');
  });

  test('the banner is shown unless the server says that it shows one', async () => {
    for (const [said, shown] of [
      [true, true],
      [undefined, true],
      [false, false],
    ] as const) {
      token = () => Response.json({ ...whole, need_patient_banner: said });
      const session = await comeBack(openWindow());
      expect(session.kind === 'session' && session.needPatientBanner).toBe(shown);
    }
  });
});
