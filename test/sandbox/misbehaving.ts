import { ask, openBench, APP, ORIGIN, type Json } from './app-driver.ts';
import type { Hospital } from '../../src/sandbox/hospital.ts';

/** Everything of the launch patient. */
export const SCOPE = 'patient/*.cruds';
/** A search whose answer has several pages. */
export const LABS = 'Observation?patient=clean-va&category=laboratory';

/** A hospital with one fault on, and a token for its first patient. */
export function misbehaving(name: string, settings = {}): { hospital: Hospital; token: string } {
  const { hospital } = openBench();
  hospital.faults.turnOn(name, settings);
  return { hospital, token: hospital.grant({ patient: 'clean-va', scope: SCOPE }) };
}

/** One FHIR read under a fault, its answer untouched. */
export async function raw(name: string, path: string, settings = {}): Promise<Response> {
  const { hospital, token } = misbehaving(name, settings);
  const headers = { authorization: `Bearer ${token}`, origin: APP };
  return hospital.fetch(new Request(`${ORIGIN}/fhir/${path}`, { headers }));
}

/** A search under a fault, followed to its end, or to so many pages. */
export async function allPages(
  name: string,
  most = 40,
): Promise<{ rows: Json[]; statuses: number[] }> {
  const { hospital, token } = misbehaving(name);
  const rows: Json[] = [];
  const statuses: number[] = [];
  let next: string | undefined = LABS;
  while (next !== undefined && statuses.length < most) {
    const { status, json } = await ask(hospital, token, next);
    statuses.push(status);
    rows.push(...(json.entry ?? []).map((each: Json) => each.resource));
    next = json.link?.find((each: Json) => each.relation === 'next')?.url;
  }
  return { rows, statuses };
}

/** The share of the rows a fault has touched. */
export async function shareOf(name: string, test: (each: Json) => boolean): Promise<number> {
  const { rows } = await allPages(name);
  return rows.filter(test).length / rows.length;
}
