import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../probe/kinds/index.ts';
import type { TestKind } from '../../domain/line/tests.ts';
import { testKinds } from '../../domain/line/tests.ts';
import { soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { whyNo } from './installed.ts';
import { probed, valuesOf, type Wanted } from './probing.ts';
import { closedPort, tcpResponder } from './responders.ts';

/** Opens and never speaks: whoever waits for a greeting waits for as long as it may. */
const mute = async (timeoutMs: number): Promise<Wanted> => {
  const { port } = await tcpResponder(() => undefined);
  return { kind: 'tcp', settings: { port, expect: 'SSH-' }, timeoutMs };
};

describe('an order', () => {
  it('is carried out side by side, and answered in its own order', async () => {
    const slow = await mute(500);
    const quick: Wanted = { kind: 'tcp', settings: { port: await closedPort() } };
    const startedAt = performance.now();
    const wanted = [slow, quick, slow, { ...slow, kind: 'http' as const }, quick].map((one, index) => ({
      ...one,
      id: `t${index}`,
    }));
    const { results } = await probed(wanted);
    expect(results.map(({ id }) => id)).toEqual(['t0', 't1', 't2', 't3', 't4']);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('is given up after its time: what is not done yet took too long', async () => {
    const wanted = [await mute(10_000), { kind: 'tcp' as const, settings: { port: await closedPort() } }];
    const startedAt = performance.now();
    const { results } = await probed(wanted, { longestMs: 300 });
    expect(performance.now() - startedAt).toBeLessThan(800);
    expect(results[0]).toMatchObject({ outcome: 'error', failure: 'tookTooLong', measures: [] });
    expect(results[1]).toMatchObject({ outcome: 'done' });
  });

  it('of hundreds of tests opens no more than 64 connections at once', { timeout: 20_000 }, async () => {
    let open = 0;
    let most = 0;
    const { port } = await tcpResponder((socket) => {
      most = Math.max(most, (open += 1));
      socket.on('close', () => (open -= 1));
    });
    const one: Wanted = { kind: 'tcp', settings: { port, expect: 'SSH-' }, timeoutMs: 100 };
    const { results } = await probed(Array.from({ length: 200 }, (_, index) => ({ ...one, id: `t${index}` })));
    expect(results).toHaveLength(200);
    expect(most).toBeGreaterThan(32);
    expect(most).toBeLessThanOrEqual(66);
  });

  it('is heard of while it lasts', async () => {
    let beats = 0;
    await probed([await mute(2_300)], { heartbeat: () => (beats += 1) });
    expect(beats).toBeGreaterThanOrEqual(2);
  });

  it('of nothing is carried out at once', async () => {
    expect(await probed([])).toEqual({ results: [], complaints: [] });
  });
});

describe('what cannot be tested', () => {
  it.each([
    ['127.0.0.1', 'loopback'],
    ['169.254.169.254', 'the metadata of a cloud'],
    ['224.0.0.1', 'everybody'],
    ['0.0.0.0', 'nobody'],
    ['::1', 'loopback'],
    ['fe80::1', 'its own link'],
    ['::ffff:127.0.0.1', 'loopback in another writing'],
    ['localhost', 'loopback by name'],
  ])('is %s, %s, unless the site lists it', async (address) => {
    const wanted = testKinds
      .filter((kind) => kind !== 'webhook')
      .map((kind) => ({ kind, address, settings: fitting[kind] ?? {} }));
    const { results } = await probed(wanted, { allow: [], secrets: { olt: { version: '2c', community: 'reading' } } });
    expect(results.map(({ failure }) => failure)).toEqual(wanted.map(() => 'addressRefused'));
    expect(results.every(({ outcome, measures }) => outcome === 'error' && measures.length === 0)).toBe(true);
  });

  it('is an element whose settings its kind does not know', async () => {
    const { results } = await probed([{ kind: 'snmp', settings: { port: 161 } }]);
    expect(results[0]).toMatchObject({ outcome: 'error', failure: 'badSettings' });
    expect(results[0]?.raw).toContain('credentials');
  });

  it('is a kind that the desk learnt after this probe', async () => {
    const { results } = await probed([{ kind: 'toString' as TestKind }]);
    expect(results[0]).toMatchObject({ outcome: 'error', failure: 'kindUnknown' });
  });
});

describeUnless(whyNo('fping'), 'an order of many kinds', () => {
  it('is dropped when nobody waits for it any more, and leaves no process and no connection', async () => {
    const nobody = new AbortController();
    let open = 0;
    const { port } = await tcpResponder((socket) => {
      open += 1;
      socket.on('close', () => (open -= 1));
    });
    const echo = { count: 100, periodMs: 977, waitMs: 5_000 };
    const wanted: Wanted[] = [
      { kind: 'tcp', settings: { port, expect: 'SSH-' }, timeoutMs: 10_000 },
      { kind: 'icmp', settings: echo, timeoutMs: 200_000 },
    ];
    const results = probed(wanted, { signal: nobody.signal });
    await soon(() => expect([open, processes()]).toEqual([1, 1]));
    nobody.abort();
    expect((await results).results.map(({ failure }) => failure)).toEqual(['tookTooLong', 'tookTooLong']);
    await soon(() => expect([open, processes()]).toEqual([0, 0]));
  });

  it('spoils nothing for the others of its kind', async () => {
    const echo = { kind: 'icmp' as const, settings: { count: 1, waitMs: 100 } };
    const { results } = await probed([
      echo,
      { ...echo, address: '169.254.169.254' },
      { ...echo, settings: { count: 0 } },
    ]);
    expect(results.map(({ failure }) => failure)).toEqual([undefined, 'addressRefused', 'badSettings']);
    expect(valuesOf(results[0]!)).toMatchObject({ reachable: true });
  });
});

it('every kind of test has its file', () => {
  expect(Object.keys(kinds).toSorted()).toEqual([...testKinds].toSorted());
});

const fitting: Partial<Record<TestKind, Record<string, unknown>>> = {
  tcp: { port: 22 },
  dns: { name: 'www.example.net' },
  snmp: { credentials: 'olt' },
};

/** How many processes of this machine do just what the test above asks for. */
function processes(): number {
  const all = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line.startsWith('fping -C 100 -p 977 ')).length;
}
