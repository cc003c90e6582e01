import { RequestError } from './request-error.ts';

/** What a request needs of its surroundings; tests hand in their own. */
export interface Transport {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Waits; rejects with an aborted RequestError when the signal aborts. */
  readonly pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** 0 to 1; spreads the retries. */
  readonly random: () => number;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  /** Milliseconds one attempt may take, body included. */
  readonly deadline: number;
  /** Attempts in all, for reads. */
  readonly attempts: number;
}

/** The surroundings of a browser: 30 s an attempt, three attempts. */
export function browserTransport(): Transport {
  return {
    fetch: (request) => globalThis.fetch(request),
    pause,
    random: Math.random,
    now: Date.now,
    deadline: 30_000,
    attempts: 3,
  };
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new RequestError('aborted'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted === true) stop();
  });
}
