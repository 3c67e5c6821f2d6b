import { describe, expect, it } from 'vitest';
import { seen, tookMs, valuesOf } from './probing.ts';
import { closedPort, httpResponder } from './responders.ts';

const piece = Buffer.alloc(65_536);

/** Sends without end, so much every ten milliseconds. */
const pouring = (bytes: number) =>
  httpResponder((_request, response) => {
    response.writeHead(200);
    const pour = setInterval(() => response.write(piece.subarray(0, bytes)), 10);
    response.on('close', () => clearInterval(pour));
  });

describe('a test of throughput', () => {
  it('downloads for the time it is given', async () => {
    const { port } = await pouring(12_500);
    const result = await seen({ kind: 'throughput', settings: { port, seconds: 0.5 }, timeoutMs: 2_000 });
    const { throughput } = valuesOf(result) as { throughput: number };
    // 10 Mbit/s if the timer of the sender were exact.
    expect(throughput).toBeGreaterThan(2);
    expect(throughput).toBeLessThan(15);
    expect(result.measures.find(({ metricName }) => metricName === 'throughput')?.unit).toBe('Mbit/s');
    expect(tookMs(result)).toBeLessThan(1_500);
  });

  it('ends when it has seen enough', async () => {
    let sent = 0;
    const { port } = await httpResponder((_request, response) => {
      const pour = (): void => {
        while (!response.destroyed && response.write(piece)) sent += piece.length;
      };
      response.on('drain', pour);
      pour();
    });
    const result = await seen({ kind: 'throughput', settings: { port, megabytes: 2, seconds: 10 }, timeoutMs: 11_000 });
    expect(valuesOf(result)).toMatchObject({ reachable: true, status: 200, throughput: expect.any(Number) });
    expect(sent).toBeLessThan(64 * 2 ** 20);
    expect(tookMs(result)).toBeLessThan(5_000);
  });

  it('measures nothing on a page that is not there', async () => {
    const { port } = await httpResponder((_request, response) => response.writeHead(404).end(piece));
    expect(valuesOf(await seen({ kind: 'throughput', settings: { port } }))).toEqual({ reachable: true, status: 404 });
    expect(valuesOf(await seen({ kind: 'throughput', settings: { port: await closedPort() } }))).toEqual({
      reachable: true,
    });
  });
});
