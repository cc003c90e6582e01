/**
 * The OpenID Provider configuration of the pretend hospital, at
 * `.well-known/openid-configuration` below the `iss` of its id_tokens.
 */
export function openidConfiguration(origin: string): Readonly<Record<string, unknown>> {
  return {
    issuer: `${origin}/fhir`,
    jwks_uri: `${origin}/auth/jwks`,
    authorization_endpoint: `${origin}/auth/authorize`,
    token_endpoint: `${origin}/auth/token`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'fhirUser', 'profile'],
    code_challenge_methods_supported: ['S256'],
  };
}
