import { describe, expect, test } from 'vitest';
import { fetchStyle } from '../../src/fhir/fetch-style.ts';

const base = 'https://fhir.example.org/r4';
const issuer = { iss: base, clientId: 'abc', styleOrigins: ['https://static.example.org'] };
const style = { color_text: '#1d2733' };

async function ask(styleUrl: string, answer: () => Response | Promise<Response>) {
  const asked: Request[] = [];
  const json = await fetchStyle(
    { base, issuer, styleUrl },
    {
      fetch: async (request) => {
        asked.push(request);
        return answer();
      },
    },
  );
  return { json, asked };
}

describe('the style of a record system', () => {
  test.each(['https://fhir.example.org/style.json', 'https://static.example.org/a/b.json'])(
    'is fetched from %s without token, cookie or referrer',
    async (url) => {
      const { json, asked } = await ask(url, () => Response.json(style));
      expect(json).toEqual(style);
      const [request] = asked;
      expect(request?.credentials).toBe('omit');
      expect(request?.redirect).toBe('manual');
      expect(request?.referrerPolicy).toBe('no-referrer');
      expect(request?.headers.has('authorization')).toBe(false);
    },
  );

  test.each([
    'https://evil.example/style.json',
    'https://fhir.example.org.evil.example/style.json',
    'https://fhir.example.org:8443/style.json',
    'http://fhir.example.org/style.json',
    'https://user@fhir.example.org/style.json',
    'data:application/json,{}',
    'javascript:alert(1)',
    '/style.json',
    'not an address',
  ])('is not asked for at %s', async (url) => {
    const { json, asked } = await ask(url, () => Response.json(style));
    expect([json, asked.length]).toEqual([null, 0]);
  });

  test.each([
    ['an error', () => Response.json(style, { status: 500 })],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: '/x' } })],
    ['a page', () => new Response('<html></html>')],
    ['nothing', () => new Response(null)],
    ['too much', () => Response.json({ ...style, x: 'x'.repeat(20_000) })],
    ['no answer', () => Promise.reject(new TypeError('failed'))],
  ])('is none when it is %s', async (_, answer) => {
    expect((await ask('https://fhir.example.org/style.json', answer)).json).toBeNull();
  });
});
