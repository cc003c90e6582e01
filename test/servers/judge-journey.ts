import type { FhirResource, Range } from 'fhir/r4';
import { mkdtemp, readFile, rm, cp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { assess } from '../../src/assess.ts';
import { loadSetting, siteFolder } from '../../src/cohort/setting.ts';
import { toPerCentRange } from '../../src/fhir/record/per-cent-range.ts';
import { createAppHost } from '../../src/sandbox/app-host.ts';
import { buildApp } from '../../src/sandbox/both.ts';
import { CLIENT_ID } from '../../src/sandbox/hospital.ts';
import { listen } from '../../src/sandbox/node-host.ts';
import { isBuilt } from '../flows/is-built.ts';
import { clientFaults } from './client-assertions.ts';
import { takeJourney, type Journey } from './journey.ts';
import { readPath, readRecord, readRows, type Reader } from './read-record.ts';
import type { Verdict } from './run-checks.ts';
import { openFront } from './smart-front.ts';

const root = resolve(import.meta.dirname, '../..');

/** Where the journey begins and what it is held against. */
export interface JourneyCase {
  /** FHIR base URL of the launch. */
  readonly iss: string;
  readonly patient: string;
  /** The `launch` of the chart; without one the launch is standalone. */
  readonly launch?: string;
  readonly clientId: string;
  /** Name or folder of the site the app is served with; its issuers are replaced by `iss`. */
  readonly site: string;
  readonly appPort: number;
  readonly visible: boolean;
}

/** The site's folder as it is, but with the launch's server as the only issuer. */
async function siteWith({ site, iss, clientId }: JourneyCase): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'test-servers-site-'));
  await cp(siteFolder(site), folder, { recursive: true });
  const file = join(folder, 'site.json');
  const issuers = [{ iss, clientId, standalone: true }];
  const settings = JSON.parse(await readFile(file, 'utf8')) as object;
  await writeFile(file, JSON.stringify({ ...settings, issuers }));
  return folder;
}

/** Serves the app for one journey, and takes it. */
async function journeyOf(each: JourneyCase): Promise<Journey> {
  if (!isBuilt(root)) await buildApp();
  const folder = await siteWith(each);
  const appOrigin = `http://localhost:${each.appPort}`;
  const { origin } = new URL(each.iss);
  const host = createAppHost({ dist: join(root, 'dist'), site: folder, hospitalOrigin: origin });
  const app = await listen(host, 'localhost', each.appPort, appOrigin);
  try {
    const launch = new URL('/launch.html', appOrigin);
    launch.searchParams.set('iss', each.iss);
    if (each.launch !== undefined) launch.searchParams.set('launch', each.launch);
    return await takeJourney({ launch, patient: each.patient, visible: each.visible });
  } finally {
    await app.close();
    await rm(folder, { recursive: true });
  }
}

/** When and which band a written resource states; null for one that states it in words only. */
function statedBy(written: FhirResource): { readonly at: string; readonly band: Range } | null {
  if (written.resourceType === 'RiskAssessment') {
    const band = written.prediction?.[0]?.probabilityRange;
    return band === undefined ? null : { at: written.occurrenceDateTime ?? '', band };
  }
  if (written.resourceType !== 'Observation' || written.valueRange === undefined) return null;
  return { at: written.effectiveDateTime ?? '', band: written.valueRange };
}

/** The band the record should hold: computed again from what the server gives a tester. */
async function expectedBand(reader: Reader, at: string, each: JourneyCase): Promise<Range | null> {
  const setting = await loadSetting(each.site);
  const record = await readRecord(reader, each.patient);
  const context = { ...setting, moment: Date.parse(at), patient: each.patient };
  const { risk } = assess(record, context);
  return risk && toPerCentRange(risk);
}

const wordsOf = ({ low, high }: Range): string => `${low?.value} to ${high?.value} ${high?.unit}`;

/** Reads on the server, apart from the app, what the app says it wrote there. */
async function judgeWritten(
  reader: Reader,
  { reference }: Journey,
  each: JourneyCase,
): Promise<readonly Verdict[]> {
  if (reference === null) return [{ name: 'something was written', wrong: 'nothing' }];
  const stored = (await readPath(reader, reference)) as FhirResource;
  const rows = await readRows(reader, `${stored.resourceType}?patient=${each.patient}&_count=500`);
  const isFound = rows.some(({ id }) => id === stored.id);
  const found: Verdict = {
    name: `${reference} is found by a search of the patient`,
    wrong: isFound ? null : `not among ${rows.length}`,
  };
  const stated = statedBy(stored);
  if (stated === null) return [found];
  const expected = await expectedBand(reader, stated.at, each);
  const held = wordsOf(stated.band);
  const ours = expected === null ? 'no risk' : wordsOf(expected);
  const name = `it holds the band computed again from the record: ${held}`;
  return [found, { name, wrong: held === ours ? null : `it should be ${ours}` }];
}

function judgeSteps({ token, risk, written, errors }: Journey, patient: string): Verdict[] {
  return [
    {
      name: `the launch is for Patient/${patient}`,
      wrong: token.patient === patient ? null : `for ${String(token.patient)}`,
    },
    { name: `a risk is shown: ${risk}`, wrong: /in 100/.test(risk) ? null : 'none' },
    {
      name: `the page says: ${written}`,
      wrong: written.startsWith('Written and read back') ? null : 'not written as it was sent',
    },
    {
      name: 'no uncaught error, no violation of the policy',
      wrong: errors.length === 0 ? null : errors.join('; '),
    },
  ];
}

/** A whole launch, risk and write-back in a browser against a SMART server. */
export async function judgeSmart(each: JourneyCase): Promise<readonly Verdict[]> {
  const journey = await journeyOf(each);
  const headers = { authorization: `Bearer ${String(journey.token.access_token)}` };
  const reader = { base: each.iss.replace(/\/$/, ''), headers };
  const steps = judgeSteps(journey, each.patient);
  return [...steps, ...(await judgeWritten(reader, journey, each))];
}

/** The same against a server without authorization, behind a front on a port of its own. */
export async function judgeFhir(
  reader: Reader,
  each: Omit<JourneyCase, 'iss' | 'launch' | 'clientId'>,
  port: number,
): Promise<readonly Verdict[]> {
  const origin = `http://localhost:${port}`;
  const appOrigin = `http://localhost:${each.appPort}`;
  const { base: upstream, headers } = reader;
  const patients = [each.patient];
  const { hospital, fetch } = await openFront({ upstream, headers, origin, appOrigin, patients });
  const running = await listen(fetch, 'localhost', port, origin);
  try {
    const launch = hospital.launch({ patient: each.patient });
    const whole = { ...each, iss: hospital.base, launch, clientId: CLIENT_ID };
    const journey = await journeyOf(whole);
    const wrong = clientFaults(hospital.requests.all(), {
      clientId: CLIENT_ID,
      redirectUris: [`${appOrigin}/`],
      base: hospital.base,
      ehrLaunch: true,
    });
    return [
      ...judgeSteps(journey, each.patient),
      {
        name: `the client assertions hold for all ${hospital.requests.all().length} requests`,
        wrong: wrong.length === 0 ? null : wrong.join('; '),
      },
      ...(await judgeWritten(reader, journey, whole)),
    ];
  } finally {
    await running.close();
  }
}
