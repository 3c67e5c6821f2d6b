import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
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

/** Somebody else's HTTP server, on loopback. */
export async function startHttpPeer(): Promise<HttpPeer> {
  const asked: Asked[] = [];
  let answering: Answering = { status: 200 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
      if (typeof answering === 'function') return answering(response);
      response.writeHead(answering.status, answering.headers).end(answering.body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...{ port, asked, url: `http://127.0.0.1:${port}` },
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
