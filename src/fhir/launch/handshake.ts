import { isFhirId } from '../address.ts';

const prefix = 'ecmo-ich-risk.launch.';
const pointer = `${prefix}state`;

/** What is remembered between the launch and the return, and for no longer. */
export interface Handshake {
  readonly state: string;
  /** The site's own spelling of the server. */
  readonly iss: string;
  readonly revocationEndpoint?: string;
  /** fhirclient's record of the request: endpoints, scope, PKCE verifier. No token, no patient. */
  readonly request: Readonly<Record<string, unknown>>;
}

/** Removes whatever an earlier launch left in this window. */
export function forgetHandshakes(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) if (key?.startsWith(prefix) === true) storage.removeItem(key);
}

/** Remembers one handshake; every earlier one of this window is forgotten. @throws when storage is full or blocked */
export function keepHandshake(storage: Storage, handshake: Handshake): void {
  forgetHandshakes(storage);
  storage.setItem(pointer, handshake.state);
  storage.setItem(prefix + handshake.state, JSON.stringify(handshake));
}

/**
 * Takes out the handshake of this state, which works once: it must be the
 * latest launch of this window. Whatever else was there is forgotten too.
 */
export function takeHandshake(storage: Storage, state: string): Handshake | null {
  const isLatest = storage.getItem(pointer) === state;
  const text = storage.getItem(prefix + state);
  forgetHandshakes(storage);
  if (!isLatest || text === null || !isFhirId(state)) return null;
  try {
    const handshake = JSON.parse(text) as Handshake;
    return handshake.state === state ? handshake : null;
  } catch {
    return null;
  }
}
