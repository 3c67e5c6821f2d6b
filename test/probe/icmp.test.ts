import { describe, expect, it } from 'vitest';
import { echoMeasures } from '../../probe/echo/echoes.ts';
import { echoesByPing } from '../../probe/echo/ping.ts';
import { describeUnless } from '../support/provided.ts';
import { whyNo } from './installed.ts';
import { probed, seen, tookMs, valuesOf } from './probing.ts';

describeUnless(whyNo('fping'), 'a test by echo', () => {
  it('says whether an address answers, and how soon', async () => {
    const result = await seen({ kind: 'icmp', settings: { count: 5, periodMs: 20, waitMs: 200 } });
    expect(result).toMatchObject({ outcome: 'done', kind: 'icmp' });
    expect(valuesOf(result)).toMatchObject({ reachable: true, loss: 0, badRun: 0, sent: 5, rtt: expect.any(Number) });
    expect(result.raw).toMatch(/^127\.0\.0\.1 +: /);
  });

  it('takes a second and a half by default, however many addresses', { timeout: 30_000 }, async () => {
    const wanted = Array.from({ length: 30 }, (_, index) => ({
      kind: 'icmp' as const,
      address: `127.0.0.${index + 1}`,
      timeoutMs: 3_000,
    }));
    const { results, complaints } = await probed(wanted);
    expect(complaints).toEqual([]);
    expect(results.map((one) => valuesOf(one)['sent'])).toEqual(wanted.map(() => 20));
    expect(Math.max(...results.map(tookMs))).toBeLessThan(2_500);
  });

  it('gives two elements behind one address the same answer', async () => {
    const settings = { count: 2, periodMs: 20, waitMs: 100 };
    const { results } = await probed([
      { kind: 'icmp', settings },
      { kind: 'icmp', settings },
      { kind: 'icmp', settings: { ...settings, count: 3 } },
    ]);
    expect(results.map((one) => valuesOf(one)['sent'])).toEqual([2, 2, 3]);
  });

  it('does not run for what looks like an option of a program', async () => {
    const result = await seen({ kind: 'icmp', address: '-f/etc/passwd' });
    expect(result).toMatchObject({ outcome: 'error', failure: 'nameUnknown' });
  });
});

describeUnless(whyNo('ping', 'iputils-ping'), 'the echo of a system without fping', () => {
  it('comes by a process for each address', async () => {
    const echoes = await echoesByPing(
      ['127.0.0.1'],
      { count: 8, periodMs: 50, waitMs: 500 },
      new AbortController().signal,
    );
    const { trips } = echoes.get('127.0.0.1')!;
    expect(trips).toHaveLength(2);
    expect(trips).not.toContain(null);
  });
});

describe('the measures of an echo', () => {
  const measuresOf = (...trips: (number | null)[]) => valuesOf({ measures: echoMeasures(trips) });

  it('name the quickest, the slowest and the loss', () => {
    expect(measuresOf(3.2, 1.4, null, 9)).toEqual({
      reachable: true,
      loss: 25,
      rtt: 1.4,
      rttMax: 9,
      badRun: 1,
      sent: 4,
    });
  });

  it('count packets in a row that were lost or came 100 ms after the quickest', () => {
    expect(measuresOf(1, null, 140, null, 101, 1, null)).toMatchObject({ badRun: 3 });
  });

  it('say nothing of time where nothing came', () => {
    expect(measuresOf(null, null)).toEqual({ reachable: false, loss: 100, badRun: 2, sent: 2 });
  });
});
