const EXPOSED = [
  'ETag',
  'Location',
  'Content-Location',
  'Last-Modified',
  'Date',
  'Retry-After',
  'WWW-Authenticate',
  'X-Request-Id',
].join(', ');

/** The answer to a preflight request. */
export function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, OPTIONS',
      'access-control-allow-headers':
        'authorization, content-type, accept, prefer, if-match, if-none-exist, x-request-id',
      'access-control-max-age': '600',
    },
  });
}

/**
 * Adds what a browser needs to let an app of another origin read the answer:
 * for discovery any origin, elsewhere only those of registered apps.
 */
export function withCors(answer: Response, origin: string | null, allowed: boolean): Response {
  if (origin === null || !allowed) return answer;
  const headers = new Headers(answer.headers);
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-expose-headers', EXPOSED);
  headers.append('vary', 'Origin');
  return new Response(answer.body, { status: answer.status, headers });
}
