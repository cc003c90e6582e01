import type { Site } from '../clinical/site.ts';

/** Every origin the page may talk to: the FHIR servers, their authorization servers, and where their styles lie. */
export function connectOrigins(site: Site): readonly string[] {
  const origins = site.issuers.flatMap((issuer) => [
    new URL(issuer.iss).origin,
    ...(issuer.authorizationOrigins ?? []),
    ...(issuer.styleOrigins ?? []),
  ]);
  return [...new Set(origins)].toSorted();
}

/**
 * The Content-Security-Policy of both pages: nothing but our own files, the
 * hospital's FHIR, authorization and style origins to talk to, and the record systems
 * that may frame us. No `unsafe-*`, Trusted Types without any policy.
 *
 * @source W3C CSP Level 3; SMART App Launch 2.2, "App protection"
 */
export function contentSecurityPolicy(site: Site): string {
  const frames = site.frameAncestors.length > 0 ? site.frameAncestors.join(' ') : "'none'";
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    ['connect-src', "'self'", ...connectOrigins(site)].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frames}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** Headers of every answer, in the order they are written to a configuration. */
export function planPageHeaders(site: Site): readonly (readonly [name: string, value: string])[] {
  return [
    ['Content-Security-Policy', contentSecurityPolicy(site)],
    ['Referrer-Policy', 'no-referrer'],
    ['X-Content-Type-Options', 'nosniff'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Strict-Transport-Security', 'max-age=31536000'],
    [
      'Permissions-Policy',
      'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), ' +
        'magnetometer=(), microphone=(), payment=(), usb=(), serial=()',
    ],
  ];
}
