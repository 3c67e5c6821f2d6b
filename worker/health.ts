import { createServer } from 'node:http';
import { once } from 'node:events';

/** Answers whoever watches over the process, on loopback: `/healthz` lives, `/readyz` takes work. */
export async function startHealth(port: number | null, ready: () => boolean): Promise<{ close(): void }> {
  if (port === null) return { close: () => undefined };
  const server = createServer((request, response) => {
    const known = request.url === '/healthz' || request.url === '/readyz';
    const well = request.url === '/healthz' || ready();
    response.writeHead(known ? (well ? 200 : 503) : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: known && well ? 'ok' : 'unavailable' }));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { close: () => void server.close() };
}
