import { browserTransport, type Transport } from '../transport.ts';

/** What a launch needs of the window it runs in; tests hand in their own. */
export interface LaunchWindow {
  /** Where the handshake survives the way to the authorization server and back. */
  readonly storage: Storage;
  /** Replaces the address in the address bar and in the history. */
  readonly replaceAddress: (address: string) => void;
  readonly transport: Transport;
}

/** The window of a browser. @throws when the browser blocks sessionStorage */
export function browserWindow(): LaunchWindow {
  return {
    storage: globalThis.sessionStorage,
    replaceAddress: (address) => globalThis.history.replaceState(null, '', address),
    transport: browserTransport(),
  };
}
