import { describe, expect, it } from 'vitest';
import { seen, tookMs, valuesOf } from './probing.ts';
import { closedPort, httpResponder, tcpResponder } from './responders.ts';

describe('a test by HTTP', () => {
  it('gets the page of a host by that name', async () => {
    const { port } = await httpResponder((request, response) => response.end(`${request.headers.host}${request.url}`));
    const settings = { port, host: 'shop.example', path: '/status?x=1', expectText: 'shop.example/status?x=1' };
    const result = await seen({ kind: 'http', settings });
    expect(valuesOf(result)).toMatchObject({
      reachable: true,
      working: true,
      status: 200,
      responseTime: expect.any(Number),
    });
    expect(result.raw).toContain('HTTP 200');
  });

  it('finds a service that answers with an error', async () => {
    const { port } = await httpResponder((_request, response) => response.writeHead(503).end('overloaded'));
    const result = await seen({ kind: 'http', settings: { port } });
    expect(valuesOf(result)).toMatchObject({ reachable: true, working: false, status: 503 });
  });

  it('takes the status that is expected, and no other', async () => {
    const { port } = await httpResponder((_request, response) => response.writeHead(401).end());
    expect(valuesOf(await seen({ kind: 'http', settings: { port, expectStatus: 401 } }))).toMatchObject({
      working: true,
    });
    expect(valuesOf(await seen({ kind: 'http', settings: { port, expectStatus: [200, 204] } }))).toMatchObject({
      working: false,
    });
  });

  it('finds a page that lacks what it should say', async () => {
    const { port } = await httpResponder((_request, response) => response.end('it is a parking page'));
    const result = await seen({ kind: 'http', settings: { port, expectText: 'Sign in' } });
    expect(valuesOf(result)).toMatchObject({ reachable: true, working: false, status: 200 });
  });

  it('takes a redirect for an answer and does not go there', async () => {
    let asked = 0;
    const other = await httpResponder((_request, response) => void ((asked += 1), response.end()));
    const { port } = await httpResponder((_request, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${other.port}/` }).end(),
    );
    expect(valuesOf(await seen({ kind: 'http', settings: { port } }))).toMatchObject({ working: true, status: 302 });
    expect(asked).toBe(0);
  });

  it('takes a refusal, and what is no HTTP, for signs of life', async () => {
    const refused = await seen({ kind: 'http', settings: { port: await closedPort() } });
    expect(valuesOf(refused)).toEqual({ reachable: true, working: false });
    const { port } = await tcpResponder((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    const garbage = await seen({ kind: 'http', settings: { port } });
    expect(valuesOf(garbage)).toEqual({ reachable: true, working: false });
    expect(garbage.raw).toMatch(/^HPE_/);
  });

  it('takes a port that says nothing for silence where words are expected', async () => {
    const { port } = await tcpResponder(() => undefined);
    const patient = await seen({ kind: 'http', timeoutMs: 300, settings: { port } });
    expect(valuesOf(patient)).toEqual({ reachable: true, working: false });
    const expecting = await seen({ kind: 'http', timeoutMs: 300, settings: { port, expectText: 'Sign in' } });
    expect(valuesOf(expecting)).toEqual({ reachable: false, working: false });
  });

  it('finds no TLS where there is none', async () => {
    const { port } = await httpResponder((_request, response) => response.end());
    const result = await seen({ kind: 'http', settings: { port, tls: true } });
    expect(valuesOf(result)).toEqual({ reachable: true, working: false });
  });
});

describe('a hostile page', () => {
  it('of a gigabyte costs neither time nor memory', { timeout: 60_000 }, async () => {
    const piece = Buffer.alloc(65_536, 'x');
    let sent = 0;
    const { port } = await httpResponder((_request, response) => {
      response.writeHead(200, { 'content-length': 2 ** 30 });
      const pour = (): void => {
        while (!response.destroyed && response.write(piece)) sent += piece.length;
      };
      response.on('drain', pour);
      pour();
    });
    const before = process.memoryUsage().rss;
    const result = await seen({ kind: 'http', settings: { port }, timeoutMs: 5_000 });
    const grown = (process.memoryUsage().rss - before) / 2 ** 20;
    expect(valuesOf(result)).toMatchObject({ reachable: true, working: true, status: 200 });
    expect(result.raw.length).toBeLessThan(4_001);
    expect(grown).toBeLessThan(30);
    expect(sent).toBeLessThan(64 * 2 ** 20);
    expect(tookMs(result)).toBeLessThan(2_000);
  });

  it('that never ends its body is not a page that works', async () => {
    const { port } = await httpResponder((_request, response) => {
      response.writeHead(200);
      const dripping = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(dripping));
    });
    const result = await seen({ kind: 'http', settings: { port }, timeoutMs: 300 });
    expect(valuesOf(result)).toMatchObject({ reachable: true, working: false, status: 200 });
    expect(result.raw).toContain('(late)');
    expect(tookMs(result)).toBeLessThan(1_000);
  });

  it('that takes the connection and says nothing is not waited for', async () => {
    const { port } = await tcpResponder(() => undefined);
    const result = await seen({ kind: 'http', settings: { port }, timeoutMs: 200 });
    expect(valuesOf(result)).toEqual({ reachable: true, working: false });
    expect(tookMs(result)).toBeLessThan(1_000);
  });

  it('with headers without end is no HTTP', async () => {
    const { port } = await tcpResponder((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const pour = (): void => {
        while (!socket.destroyed && socket.write(`x-${'y'.repeat(1_000)}: z\r\n`));
      };
      socket.on('drain', pour);
      pour();
    });
    const result = await seen({ kind: 'http', settings: { port } });
    expect(valuesOf(result)).toEqual({ reachable: true, working: false });
    expect(result.raw).toBe('HPE_HEADER_OVERFLOW');
  });
});
