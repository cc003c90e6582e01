import { base64url } from './desk.ts';

const encoder = new TextEncoder();
const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

/** Signs id_tokens with RS256. The key pair is made at the first use and lives as long as the server. */
export class Signer {
  #pair: Promise<CryptoKeyPair> | null = null;

  #keys(): Promise<CryptoKeyPair> {
    this.#pair ??= crypto.subtle.generateKey(
      { ...RS256, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
      true,
      ['sign', 'verify'],
    );
    return this.#pair;
  }

  /** The claims as a signed JWT. */
  async sign(claims: Readonly<Record<string, unknown>>): Promise<string> {
    const { privateKey } = await this.#keys();
    const part = (json: unknown): string => base64url(encoder.encode(JSON.stringify(json)));
    const text = `${part({ alg: 'RS256', typ: 'JWT', kid: 'pretend' })}.${part(claims)}`;
    const signature = await crypto.subtle.sign(RS256.name, privateKey, encoder.encode(text));
    return `${text}.${base64url(new Uint8Array(signature))}`;
  }

  /** The public key as a JWK set. */
  async jwks(): Promise<{ keys: unknown[] }> {
    const { publicKey } = await this.#keys();
    const { kty, n, e } = await crypto.subtle.exportKey('jwk', publicKey);
    return { keys: [{ kty, n, e, kid: 'pretend', alg: 'RS256', use: 'sig' }] };
  }
}

/** Whether a PKCE verifier belongs to an S256 challenge (RFC 7636 4.6). */
export async function fitsChallenge(verifier: string, challenge: string): Promise<boolean> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(verifier));
  return base64url(new Uint8Array(digest)) === challenge;
}
