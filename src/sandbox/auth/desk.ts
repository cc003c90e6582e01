import type { Grant } from './scope.ts';

/** An app this hospital has registered. */
export interface Client {
  readonly id: string;
  readonly name: string;
  /** Compared character by character. */
  readonly redirectUris: readonly string[];
}

/** The clinician who is signed in at the pretend hospital. */
export interface Clinician {
  readonly id: string;
  readonly name: string;
}

/** What opening the app from the chart promises it. */
export interface Launch {
  readonly patient: string;
  readonly encounter: string | null;
  readonly clinician: Clinician;
  /** Whether the app should show who the patient is, because the chart around it does not. */
  readonly banner: boolean;
  /** Whether the clinician is asked before the app gets access. */
  readonly ask: boolean;
  /** Names of faults this launch alone suffers. */
  readonly faults: readonly string[];
}

/** What an access token stands for. */
export interface Access extends Grant {
  readonly client: string;
  readonly encounter: string | null;
  readonly clinician: Clinician;
  readonly banner: boolean;
  readonly faults: readonly string[];
  /** Tokens that came from one authorization; revoked together. */
  readonly family: string;
}

/** An authorization code waiting to be exchanged. */
export interface Code extends Access {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | null;
}

/** Things handed out under an unguessable name, each for a while and some for one use. */
class Drawer<T> {
  readonly #held = new Map<string, { readonly value: T; readonly until: number }>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  put(value: T, seconds: number, name = randomName()): string {
    this.#held.set(name, { value, until: this.#now().getTime() + seconds * 1000 });
    return name;
  }

  get(name: string): T | null {
    const held = this.#held.get(name);
    return held && held.until > this.#now().getTime() ? held.value : null;
  }

  /** Until when something is held, in ms since 1970; null if it is not. */
  until(name: string): number | null {
    return this.get(name) === null ? null : (this.#held.get(name)?.until ?? null);
  }

  take(name: string): T | null {
    const value = this.get(name);
    this.#held.delete(name);
    return value;
  }

  removeIf(test: (value: T) => boolean): void {
    for (const [name, { value }] of this.#held) if (test(value)) this.#held.delete(name);
  }
}

/** 192 bits from the system's generator, in base64url. */
export function randomName(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(24)));
}

/** Bytes as base64url without padding. */
export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

const LAUNCH_SECONDS = 300;
const CODE_SECONDS = 60;
const REFRESH_SECONDS = 8 * 3600;

/** Everything the authorization server has handed out and not yet taken back. */
export class Desk {
  /** Lifetime of an access token in seconds. */
  readonly tokenSeconds: number;
  readonly #launches: Drawer<Launch>;
  readonly #codes: Drawer<Code>;
  readonly #tokens: Drawer<Access>;
  readonly #refreshes: Drawer<Access>;
  readonly #usedCodes = new Map<string, string>();
  readonly #usedRefreshes = new Map<string, string>();

  constructor(now: () => Date, tokenSeconds: number) {
    this.tokenSeconds = tokenSeconds;
    this.#launches = new Drawer(now);
    this.#codes = new Drawer(now);
    this.#tokens = new Drawer(now);
    this.#refreshes = new Drawer(now);
  }

  /** A `launch` parameter, good for one authorization within five minutes. */
  openLaunch(launch: Launch): string {
    return this.#launches.put(launch, LAUNCH_SECONDS);
  }

  /** Looks at a launch without using it up. */
  peekLaunch(name: string): Launch | null {
    return this.#launches.get(name);
  }

  /** Uses up a launch. */
  takeLaunch(name: string): Launch | null {
    return this.#launches.take(name);
  }

  /** An authorization code, good once and for a minute. */
  issueCode(code: Code): string {
    return this.#codes.put(code, CODE_SECONDS);
  }

  /** Looks at what a code or refresh token stands for without using it up. */
  peekGrant(name: string): Access | null {
    return this.#codes.get(name) ?? this.#refreshes.get(name);
  }

  /** Uses up a code. A second use revokes what the first one gave (RFC 6749 4.1.2). */
  takeCode(name: string): Code | null {
    const code = this.#codes.take(name);
    if (code) this.#usedCodes.set(name, code.family);
    else this.#revokeFamily(this.#usedCodes.get(name));
    return code;
  }

  /** An access token. */
  issueToken(access: Access, seconds = this.tokenSeconds): string {
    return this.#tokens.put(access, seconds);
  }

  /** What a token stands for; null if it is unknown, expired or revoked. */
  tokenOf(name: string): Access | null {
    return this.#tokens.get(name);
  }

  /** When a token dies, in seconds since 1970; null if it is none. */
  tokenEnd(name: string): number | null {
    const until = this.#tokens.until(name);
    return until === null ? null : Math.floor(until / 1000);
  }

  /** Lets a token die so many seconds from now. */
  limitToken(name: string, seconds: number): void {
    const access = this.#tokens.take(name);
    if (access) this.#tokens.put(access, seconds, name);
  }

  /** A refresh token, good once; using it gives the next one. */
  issueRefresh(access: Access): string {
    return this.#refreshes.put(access, REFRESH_SECONDS);
  }

  /** Uses up a refresh token. A second use revokes the whole family. */
  takeRefresh(name: string): Access | null {
    const access = this.#refreshes.take(name);
    if (access) this.#usedRefreshes.set(name, access.family);
    else this.#revokeFamily(this.#usedRefreshes.get(name));
    return access;
  }

  /** Takes back one token and everything that came with it. */
  revoke(name: string): void {
    this.#revokeFamily((this.#tokens.get(name) ?? this.#refreshes.get(name))?.family);
  }

  #revokeFamily(family: string | undefined): void {
    if (family === undefined) return;
    this.#tokens.removeIf((each) => each.family === family);
    this.#refreshes.removeIf((each) => each.family === family);
  }
}
