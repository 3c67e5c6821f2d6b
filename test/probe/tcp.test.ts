import { describe, expect, it } from 'vitest';
import { seen, tookMs, valuesOf } from './probing.ts';
import { closedPort, tcpResponder } from './responders.ts';

describe('a test by TCP', () => {
  it('finds a port that opens', async () => {
    const { port } = await tcpResponder(() => undefined);
    const result = await seen({ kind: 'tcp', settings: { port } });
    expect(result).toMatchObject({ outcome: 'done', kind: 'tcp', via: 'line', elementId: 'element-0' });
    expect(valuesOf(result)).toMatchObject({ reachable: true, working: true, connectTime: expect.any(Number) });
  });

  it('takes a refusal for a sign of life of something that does not work', async () => {
    const result = await seen({ kind: 'tcp', settings: { port: await closedPort() } });
    expect(result.outcome).toBe('done');
    expect(valuesOf(result)).toEqual({ reachable: true, working: false });
    expect(result.raw).toBe('ECONNREFUSED');
  });

  it('hears the greeting that it expects, also in pieces', async () => {
    const { port } = await tcpResponder((socket) => {
      socket.write('SSH-');
      setImmediate(() => socket.write('2.0-OpenSSH_9.2\r\n'));
    });
    const result = await seen({ kind: 'tcp', settings: { port, expect: 'SSH-2.0' } });
    expect(valuesOf(result)).toMatchObject({ reachable: true, working: true });
    expect(result.raw).toContain('SSH-2.0');
  });

  it('hears that somebody else answers', async () => {
    const { port } = await tcpResponder((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n'));
    const result = await seen({ kind: 'tcp', settings: { port, expect: 'SSH-2.0' } });
    expect(valuesOf(result)).toMatchObject({ reachable: true, working: false });
    expect(result.raw).toContain('400 Bad Request');
  });

  it('is not taken in by a port that opens and never speaks', async () => {
    const { port } = await tcpResponder(() => undefined);
    const result = await seen({ kind: 'tcp', settings: { port, expect: 'SSH-2.0' }, timeoutMs: 200 });
    expect(valuesOf(result)).toMatchObject({ reachable: false, working: false });
    expect(tookMs(result)).toBeLessThan(1_000);
  });

  it('is not held by a port that speaks a letter at a time', async () => {
    const { port } = await tcpResponder((socket) => {
      const dripping = setInterval(() => socket.write('S'), 20);
      socket.on('close', () => clearInterval(dripping));
    });
    const result = await seen({ kind: 'tcp', settings: { port, expect: 'S'.repeat(1_000) }, timeoutMs: 300 });
    expect(valuesOf(result)).toMatchObject({ reachable: true, working: false });
    expect(tookMs(result)).toBeLessThan(1_000);
  });

  it('wants a port', async () => {
    const result = await seen({ kind: 'tcp', settings: { port: 'ssh' } });
    expect(result).toMatchObject({ outcome: 'error', failure: 'badSettings', measures: [] });
  });
});
