import { isFhirId } from '../address.ts';
import { type LaunchRefusal, refuse } from './refusal.ts';

/** A token answer, checked. Lives in memory only. */
export interface Token {
  readonly kind: 'token';
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Milliseconds since 1970 UTC. */
  readonly expiresAt: number;
  readonly patient: string;
  readonly encounter?: string;
  /** As granted; absent when the server did not say. */
  readonly scope?: string;
  readonly needPatientBanner: boolean;
  readonly styleUrl?: string;
  readonly user?: string;
}

/** How long a token counts when the server does not say, in seconds. */
const unstatedLife = 300;

/**
 * Reads a token answer (SMART App Launch 2.2, 2.0.10). Without a patient there
 * is no launch; without a lifetime the token counts for five minutes.
 * @param now milliseconds since 1970 UTC
 */
export function readToken(answer: unknown, now: number): Token | LaunchRefusal {
  const token = (typeof answer === 'object' && answer !== null ? answer : {}) as Readonly<
    Record<string, unknown>
  >;
  const word = (name: string) => {
    const value = token[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const accessToken = word('access_token');
  const isBearer = (word('token_type') ?? 'bearer').toLowerCase() === 'bearer';
  if (accessToken === undefined || !isBearer || !/^[\x21-\x7E]+$/.test(accessToken)) {
    return refuse('token-unusable');
  }
  const patient = word('patient');
  if (!isFhirId(patient)) return refuse('patient-missing');
  const encounter = word('encounter');
  const refreshToken = word('refresh_token');
  const scope = word('scope');
  const styleUrl = word('smart_style_url');
  const user = readUser(word('id_token'));
  const seconds = Number(token['expires_in']);
  return {
    kind: 'token',
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    expiresAt: now + (seconds > 0 && seconds < 1e8 ? seconds : unstatedLife) * 1000,
    patient,
    ...(isFhirId(encounter) ? { encounter } : {}),
    ...(scope === undefined ? {} : { scope }),
    needPatientBanner: token['need_patient_banner'] !== false,
    ...(styleUrl === undefined ? {} : { styleUrl }),
    ...(user === undefined ? {} : { user }),
  };
}

/** `fhirUser` of an id_token that nobody validated: good for a name on the screen, for nothing else. */
function readUser(idToken: string | undefined): string | undefined {
  try {
    const body = (idToken?.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    const user = claims['fhirUser'] ?? claims['profile'];
    const isUser =
      typeof user === 'string' && /(?:^|\/)[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.test(user);
    return isUser ? user : undefined;
  } catch {
    return undefined;
  }
}
