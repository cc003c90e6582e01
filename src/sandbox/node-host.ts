import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import { ConnectionDropped } from './faults/fault.ts';

/** Anything that answers a request. */
export type Answerer = (request: Request) => Promise<Response>;

/** A server that is listening. */
export interface Running {
  close(): Promise<void>;
}

function requestOf(incoming: IncomingMessage, origin: string, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !name.startsWith(':')) headers.set(name, [value].flat().join(', '));
  }
  const method = incoming.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : Readable.toWeb(incoming);
  return new Request(new URL(incoming.url ?? '/', origin), {
    method,
    headers,
    signal,
    ...(body === null ? {} : { body: body as ReadableStream, duplex: 'half' as const }),
  } as RequestInit);
}

/** Whether an answer is worth compressing and the client can read it so. */
function isZipped(response: Response, incoming: IncomingMessage): boolean {
  const type = response.headers.get('content-type') ?? '';
  return (
    /\bgzip\b/.test(String(incoming.headers['accept-encoding'] ?? '')) &&
    /^(text\/|application\/([\w.+-]+\+)?(json|xml|javascript)|image\/svg)/.test(type)
  );
}

async function send(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  if (response.body === null || incoming.method === 'HEAD') {
    outgoing.end();
    return;
  }
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  if (!isZipped(response, incoming)) return pipeline(body, outgoing);
  outgoing.setHeader('content-encoding', 'gzip');
  outgoing.appendHeader('vary', 'Accept-Encoding');
  // flushed at every piece, so that an answer that drips goes on dripping
  return pipeline(body, createGzip({ level: 5, flush: constants.Z_SYNC_FLUSH }), outgoing);
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  origin: string,
  answer: Answerer,
): Promise<void> {
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  try {
    await send(await answer(requestOf(incoming, origin, gone.signal)), incoming, outgoing);
  } catch (problem) {
    if (problem instanceof ConnectionDropped || outgoing.headersSent || gone.signal.aborted) {
      outgoing.destroy();
      return;
    }
    outgoing.statusCode = 500;
    outgoing.end('The pretend hospital has failed.');
  }
}

function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

function listenOn(answer: Answerer, host: string, port: number, origin: string): Promise<Running> {
  return new Promise((resolve, reject) => {
    const server: Server = createServer((incoming, outgoing) => {
      void serve(incoming, outgoing, origin, answer);
    });
    server.once('error', (problem: NodeJS.ErrnoException) => {
      const taken = problem.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} on ${host} is in use by another program.`) : problem);
    });
    server.listen(port, host, () => {
      resolve({ close: () => closed(server) });
    });
  });
}

/**
 * Puts a Request → Response function on a TCP port of Node; it sees every request
 * as one to `origin`. `localhost` is both loopback addresses, IPv6 where there is
 * one. Rejects with a plain sentence if the port is taken.
 */
export async function listen(
  answer: Answerer,
  host: string,
  port: number,
  origin: string,
): Promise<Running> {
  if (host !== 'localhost') return listenOn(answer, host, port, origin);
  const first = await listenOn(answer, '127.0.0.1', port, origin);
  const second = await listenOn(answer, '::1', port, origin).catch(async (problem: unknown) => {
    if (!String(problem).includes('in use')) return null;
    await first.close();
    throw problem;
  });
  return {
    close: async () => {
      await Promise.all([first.close(), second?.close()]);
    },
  };
}
