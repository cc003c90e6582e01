import { Desk, randomName } from './auth/desk.ts';
import { Signer } from './auth/signing.ts';
import { clinicians, sharedResources } from './clinicians.ts';
import { sandboxFaults } from './faults/all.ts';
import { FaultSwitch } from './faults/switch.ts';
import { Pages } from './fhir/pages.ts';
import { searchParameters } from './fhir/search-parameters.ts';
import { Store } from './fhir/store.ts';
import { answerAtFront } from './front.ts';
import { encounterOf, type Assets, type Hospital, type House } from './house.ts';
import { pretendPatients } from './patients/all.ts';
import type { PretendPatient } from './patients/pretend-patient.ts';
import { RequestLog } from './request-log.ts';

export type { Hospital, LaunchOptions } from './house.ts';

/** How a pretend hospital is set up. */
export interface HospitalOptions {
  /** Its own origin, such as `http://localhost:9090`. */
  readonly origin: string;
  /** Origin of the app, whose `/` and `/index.html` are the registered return addresses. */
  readonly appOrigin: string;
  /** Its clock; the computer's if not given. Courses lead up to the moment of opening. */
  readonly now?: () => Date;
  /** IANA zone of its wall clocks. */
  readonly zone?: string;
  /** Lifetime of an access token; 3600 if not given. */
  readonly tokenSeconds?: number;
  /** Whether apps that are not registered may come too. */
  readonly anyClient?: boolean;
  /** The patients; all of the sandbox's if not given. */
  readonly patients?: readonly PretendPatient[];
  /** Whether every resource type may be written, as on a test server, and not only what an app files. */
  readonly writeAnything?: boolean;
  /** Files of the record screen; without them its pages come unstyled. */
  readonly assets?: Assets;
}

/** The client id under which the app is registered. */
export const CLIENT_ID = 'ecmo-ich-risk';

/** Resource types an app may file at the pretend hospital. */
const WRITABLE = ['Observation', 'RiskAssessment', 'Provenance', 'DocumentReference', 'Device'];

function filled(store: Store, patients: readonly PretendPatient[], at: number, zone: string): void {
  for (const resource of sharedResources) store.put(resource, new Date(at).toISOString());
  for (const patient of patients) {
    for (const filed of patient.write({ at, zone }).filed) {
      store.put(filed.resource, new Date(filed.at).toISOString());
    }
  }
}

/** Opens a pretend hospital. Everything it knows is in memory and gone with it. */
export function createHospital(options: HospitalOptions): Hospital {
  const { origin, appOrigin, anyClient = false, zone = 'America/New_York' } = options;
  const now = options.now ?? (() => new Date());
  const patients = options.patients ?? pretendPatients;
  const base = `${origin}/fhir`;
  const opened = now();
  const store = new Store(now);
  filled(store, patients, opened.getTime(), zone);
  const desk = new Desk(now, options.tokenSeconds ?? 3600);
  const clinician = clinicians[0] ?? { id: 'nobody', name: 'Nobody' };

  const hospital: Hospital = {
    origin,
    base,
    appOrigin,
    anyClient,
    zone,
    patients,
    store,
    faults: new FaultSwitch(sandboxFaults),
    requests: new RequestLog(),
    now,
    fetch: (request) => answerAtFront(request, house),
    launch: ({ patient, banner = true, ask = false, faults = [] }) => {
      const encounter = encounterOf(store, patient);
      return desk.openLaunch({ patient, encounter, clinician, banner, ask, faults });
    },
    grant: ({ scope, patient = null }) =>
      desk.issueToken({
        scope,
        patient,
        encounter: patient === null ? null : encounterOf(store, patient),
        client: 'tools',
        clinician,
        banner: true,
        faults: [],
        family: randomName(),
      }),
  };
  const writable = options.writeAnything ? Object.keys(searchParameters) : WRITABLE;
  const house: House = {
    hospital,
    library: { store, pages: new Pages(now), base, zone, writable },
    desk,
    signer: new Signer(),
    clinicians,
    registered: {
      id: CLIENT_ID,
      name: 'ICH risk on ECMO',
      redirectUris: [`${appOrigin}/`, `${appOrigin}/index.html`],
    },
    opened: opened.toISOString(),
    assets: options.assets ?? new Map(),
  };
  return hospital;
}
