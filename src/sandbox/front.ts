import { preflight, withCors } from './auth/cors.ts';
import type { Desk } from './auth/desk.ts';
import { answerAtDoor, bearerOf, doorOf } from './doors.ts';
import { withoutCors, type Door, type Exchange } from './faults/fault.ts';
import { problemAnswer } from './fhir/answer.ts';
import type { House } from './house.ts';
import { Problem } from './problem.ts';

/** Which authorization a request belongs to, and the faults of its launch. */
interface Belonging {
  readonly family: string;
  readonly faults: readonly string[];
}

/** What a request without a bearer token belongs to, told by its launch, code or refresh token. */
function belongingOf(door: Door, url: URL, form: string, desk: Desk): Belonging | null {
  const posted = new URLSearchParams(form);
  const named = (name: string): string => url.searchParams.get(name) ?? posted.get(name) ?? '';
  if (door === 'token') return desk.peekGrant(named('code') || named('refresh_token'));
  const launch = door === 'authorize' ? desk.peekLaunch(named('launch')) : null;
  return launch && { family: named('launch'), faults: launch.faults };
}

async function answerSafely(request: Request, door: Door, house: House): Promise<Response> {
  if (request.method === 'OPTIONS') return preflight();
  try {
    return await answerAtDoor(request, door, house);
  } catch (problem) {
    if (problem instanceof Problem) return problemAnswer(problem);
    throw problem;
  }
}

/**
 * The front of the hospital, which every request passes: its door, the faults
 * that are on, what a browser of another origin may read, the hospital's own clock, and the log.
 */
export async function answerAtFront(request: Request, house: House): Promise<Response> {
  const { hospital, desk } = house;
  const { origin, appOrigin, anyClient, store, faults, requests, now } = hospital;
  const from = requests.clock();
  const url = new URL(request.url);
  const door = doorOf(url.pathname);
  const token = bearerOf(request);
  const access = token === null ? null : desk.tokenOf(token);
  const patient = access?.patient ?? null;
  const form = request.method === 'POST' && door !== 'fhir' ? await request.clone().text() : '';
  const exchange: Omit<Exchange, 'nth' | 'settings'> = {
    request,
    url,
    door,
    type: door === 'fhir' ? (url.pathname.split('/')[2] ?? null) : null,
    store,
    patient,
    origin,
    now,
    limitToken: (name, seconds) => desk.limitToken(name, seconds),
    answer: (instead = request) => answerSafely(instead, door, house),
  };
  const belonging = access ?? belongingOf(door, url, form, desk);
  const said = await faults.pass(exchange, belonging?.family ?? null, belonging?.faults ?? []);

  const asking = request.headers.get('origin');
  const allowed = door === 'discovery' || anyClient || asking === appOrigin || asking === origin;
  const crossable = door !== 'other' || /^\/(auth|fhir)\//.test(url.pathname);
  const answer = crossable && !withoutCors.has(said) ? withCors(said, asking, allowed) : said;
  if (answer.type === 'default' && !answer.headers.has('date')) {
    answer.headers.set('date', now().toUTCString());
  }
  if (request.method !== 'OPTIONS') {
    const bearer = token === null ? 'none' : access ? 'known' : 'unknown';
    requests.add({ request, door, form, patient, bearer, answer, from });
  }
  return answer;
}
