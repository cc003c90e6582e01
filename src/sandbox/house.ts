import type { Client, Clinician, Desk } from './auth/desk.ts';
import type { Signer } from './auth/signing.ts';
import type { FaultSwitch } from './faults/switch.ts';
import type { Library } from './fhir/search.ts';
import type { Store } from './fhir/store.ts';
import type { PretendPatient } from './patients/pretend-patient.ts';
import type { RequestLog } from './request-log.ts';

/** Files of the record screen, by path. */
export type Assets = ReadonlyMap<string, { readonly type: string; readonly body: string }>;

/** What opening the app for a patient may say beside who it is. */
export interface LaunchOptions {
  readonly patient: string;
  /** Whether the app should show who the patient is; true if not given. */
  readonly banner?: boolean;
  /** Whether the clinician is asked first. */
  readonly ask?: boolean;
  /** Names of faults this launch alone suffers. */
  readonly faults?: readonly string[];
}

/** A pretend hospital: a FHIR server, an authorization server and a record screen in one function. */
export interface Hospital {
  readonly origin: string;
  /** FHIR base URL, the `iss` of its launches. */
  readonly base: string;
  readonly appOrigin: string;
  /** Whether apps that are not registered may come too. */
  readonly anyClient: boolean;
  /** IANA zone of its wall clocks. */
  readonly zone: string;
  readonly patients: readonly PretendPatient[];
  readonly store: Store;
  readonly faults: FaultSwitch;
  readonly requests: RequestLog;
  /** Answers any request to the hospital's origin. */
  fetch(request: Request): Promise<Response>;
  /** A `launch` parameter for a patient. */
  launch(options: LaunchOptions): string;
  /** An access token without the dance, for tests and tools; no patient gives a user-level one. */
  grant(options: { readonly scope: string; readonly patient?: string }): string;
  now(): Date;
}

/** What the doors of a hospital share behind the counter. */
export interface House {
  readonly hospital: Hospital;
  readonly library: Library;
  readonly desk: Desk;
  readonly signer: Signer;
  readonly clinicians: readonly Clinician[];
  /** The app registered here. */
  readonly registered: Client;
  /** When it was opened, a FHIR instant. */
  readonly opened: string;
  readonly assets: Assets;
}

/** The stay a patient is in at present, or null. */
export function encounterOf(store: Store, patient: string): string | null {
  const stays = store.all('Encounter', patient);
  return stays.find((each) => 'status' in each && each.status === 'in-progress')?.id ?? null;
}
