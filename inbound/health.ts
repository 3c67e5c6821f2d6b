import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Registry } from 'prom-client';

interface Health {
  readonly port: number | null;
  readonly ready: () => boolean;
  readonly registry: Registry;
}

/** Answers whoever watches over the process, on loopback: `/healthz` lives, `/readyz` takes mails, `/metrics`. */
export async function startHealth({ port, ready, registry }: Health): Promise<{ close(): void }> {
  if (port === null) return { close: () => undefined };
  const server = createServer((request, response) => {
    if (request.url === '/metrics') {
      registry.metrics().then(
        (figures) => response.writeHead(200, { 'content-type': registry.contentType }).end(figures),
        () => response.writeHead(503).end(),
      );
      return;
    }
    const known = request.url === '/healthz' || request.url === '/readyz';
    const well = request.url === '/healthz' || ready();
    response.writeHead(known ? (well ? 200 : 503) : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: known && well ? 'ok' : 'unavailable' }));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { close: () => void server.close() };
}
