/** What fhirclient keeps between its steps; here in memory, never in the browser. */
export interface Memory {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<unknown>;
  unset(key: string): Promise<boolean>;
}

/** A memory that starts with these entries. */
export function openMemory(entries: Readonly<Record<string, unknown>> = {}): Memory {
  const kept = new Map<string, unknown>(Object.entries(entries));
  return {
    get: async (key) => kept.get(key) ?? null,
    set: async (key, value) => {
      kept.set(key, value);
      return value;
    },
    unset: async (key) => kept.delete(key),
  };
}

/**
 * The surroundings fhirclient works in: an address that holds only what we put
 * there, a memory that is gone with the page, no redirect, no history, and
 * tokens it cannot decode (an opaque one with dots in it would stop it).
 */
export function fhirclientAdapter<Security>(address: URL, memory: Memory, security: Security) {
  return {
    options: {
      replaceBrowserHistory: false,
      fullSessionStorageSupport: false,
      refreshTokenWithClientId: true,
    },
    security,
    getUrl: () => address,
    redirect: () => {},
    getStorage: () => memory,
    relative: (path: string) => new URL(path, address).href,
    btoa: (text: string) => globalThis.btoa(text),
    atob: () => '{}',
    base64urlencode: () => '',
    base64urldecode: () => '{}',
    getAbortController: () => AbortController,
    getSmartApi: () => {
      throw new Error('invalid call; only the handshake is used: getSmartApi');
    },
  };
}
