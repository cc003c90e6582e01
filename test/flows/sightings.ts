import type { BrowserContext } from 'playwright-core';

/** What a browser did behind the screen, over all its windows and frames. */
export interface Sightings {
  /** Content security policy violations: directive and what was blocked. */
  readonly violations: string[];
  /** Requests to any origin but the hospital's and the app's. */
  readonly strangers: string[];
  /** Dialogs a script opened. */
  readonly dialogs: string[];
  /** Everything written to a console, and every error nobody caught. */
  readonly printed: string[];
  /** Addresses of all requests, in order. */
  readonly addresses: string[];
  /** What requests carried besides: method, address, referrer and body, one line each. */
  readonly carried: string[];
  /** Workers and sockets, which no page of ours needs. */
  readonly helpers: string[];
}

/** Nothing seen yet. */
export function noSightings(): Sightings {
  return {
    violations: [],
    strangers: [],
    dialogs: [],
    printed: [],
    addresses: [],
    carried: [],
    helpers: [],
  };
}

/** What no page of ours may ever do, whatever a hospital answers; empty is the only good answer. */
export function misdeeds({
  violations,
  strangers,
  dialogs,
  helpers,
}: Sightings): readonly string[] {
  return [
    ...violations.map((one) => `policy violated: ${one}`),
    ...strangers.map((one) => `asked a third party: ${one}`),
    ...dialogs.map((one) => `opened a dialog: ${one}`),
    ...helpers.map((one) => `started what outlives or leaves the page: ${one}`),
  ];
}

/**
 * Watches every page and frame a context will ever have.
 *
 * @param known the origins that may be asked
 */
export async function watch(
  context: BrowserContext,
  known: readonly string[],
  seen: Sightings,
): Promise<void> {
  await context.exposeBinding('reportViolation', (_source, text: string) => {
    seen.violations.push(text);
  });
  await context.addInitScript(() => {
    const { reportViolation } = globalThis as unknown as {
      reportViolation: (text: string) => void;
    };
    document.addEventListener('securitypolicyviolation', (event) => {
      reportViolation(`${event.effectiveDirective} ${event.blockedURI} at ${event.documentURI}`);
    });
  });
  context.on('request', (request) => {
    const address = request.url();
    seen.addresses.push(address);
    const referrer = request.headers()['referer'] ?? '';
    seen.carried.push(`${request.method()} ${address} ${referrer} ${request.postData() ?? ''}`);
    const { origin, protocol } = new URL(address);
    if (protocol.startsWith('http') && !known.includes(origin)) seen.strangers.push(address);
  });
  context.on('serviceworker', (worker) => seen.helpers.push(worker.url()));
  context.on('page', (page) => {
    page.on('worker', (worker) => seen.helpers.push(worker.url()));
    page.on('websocket', (socket) => seen.helpers.push(socket.url()));
  });
  context.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  context.on('console', (message) => seen.printed.push(message.text()));
  context.on('weberror', (error) => seen.printed.push(String(error.error())));
}
