import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers with a status and a body, or as it likes. */
export type Answering =
  | { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }
  | ((response: ServerResponse) => void);

export interface HttpPeer {
  readonly port: number;
  readonly url: string;
  /** What it was asked, the latest last. */
  readonly asked: readonly Asked[];
  answer(answering: Answering): void;
  close(): Promise<void>;
}

/** Somebody else's HTTP server, on loopback; over TLS where it has a certificate. */
export async function startHttpPeer(tls?: { readonly key: string; readonly cert: string }): Promise<HttpPeer> {
  const asked: Asked[] = [];
  let answering: Answering = { status: 200 };
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
      if (typeof answering === 'function') return answering(response);
      response.writeHead(answering.status, answering.headers).end(answering.body);
    });
  };
  const server = tls ? createTlsServer({ ...tls }, listener) : createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...{ port, asked, url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}` },
    answer: (next) => void (answering = next),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** A status and the beginning of a body, then a byte now and then, for ever. */
export function drips(status: number): Answering {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.write('{');
    const dripping = setInterval(() => response.write(' '), 20);
    response.once('close', () => clearInterval(dripping));
  };
}

/** Takes the request, then ends the connection without a word. */
export function hangsUp(response: ServerResponse): void {
  response.socket?.destroy();
}

export function saysNothing(): void {}
