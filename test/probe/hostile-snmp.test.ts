import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../probe/secrets.ts';
import { seen, tookMs, valuesOf } from './probing.ts';
import { udpResponder } from './responders.ts';
import { equipment } from './snmp-agent.ts';

const community = 'only-for-reading';
const v2c: Credentials = { version: '2c', community };
const v3: Credentials = {
  version: '3',
  user: 'probe',
  level: 'authNoPriv',
  authProtocol: 'sha',
  authKey: 'eight characters',
};

async function asked(port: number, credentials: Credentials = v2c, timeoutMs = 400) {
  const settings = { credentials: 'olt', port, customerPort: 2, errorsOverMs: 0 };
  return seen({ kind: 'snmp', settings, timeoutMs }, { secrets: { olt: credentials } });
}

describe('an element that speaks nonsense where SNMP should be', () => {
  it.each<[string, (question: Buffer) => Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['noise', () => Buffer.alloc(4_096, 0xa5)],
    ['a length of four gigabytes', () => Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 2, 1, 1])],
    ['boxes without end', () => Buffer.from('30'.repeat(2_000), 'hex')],
    ['the question itself', (question) => question],
    ['half of the question', (question) => question.subarray(0, question.length / 2)],
    ['sixty kilobytes', (question) => Buffer.concat([question, Buffer.alloc(60_000)])],
    [
      'another community',
      (question) => Buffer.from(question.toString('latin1').replace(community, 'ONLY-FOR-READING'), 'latin1'),
    ],
  ])('and answers with %s is alive, and not understood', async (_what, reply) => {
    const { port } = await udpResponder((data, from, socket) => socket.send(reply(data), from.port));
    const result = await asked(port);
    expect(result).toMatchObject({ outcome: 'done', failure: 'notUnderstood' });
    expect(valuesOf(result)).toEqual({ reachable: true });
    expect(tookMs(result)).toBeLessThan(1_000);
    expect(JSON.stringify(result)).not.toContain(community);
  });

  it.each([
    ['v2c', v2c],
    ['v3', v3],
  ])('and never stops is not listened to (%s)', async (_version, credentials) => {
    const { port } = await udpResponder((data, from, socket) => {
      for (let count = 0; count < 500; count += 1) socket.send(data, from.port);
    });
    const result = await asked(port, credentials);
    expect(valuesOf(result)).toEqual({ reachable: true });
    expect(tookMs(result)).toBeLessThan(1_000);
  });

  it('and claims to have signed for a user without a key is not understood', async () => {
    const { port } = await udpResponder((data, from, socket) => socket.send(signed(data), from.port));
    const result = await asked(port, { version: '3', user: 'probe', level: 'noAuthNoPriv' });
    expect(result).toMatchObject({ outcome: 'done', failure: 'notUnderstood' });
    expect(valuesOf(result)).toEqual({ reachable: true });
  });

  it('and bids to be asked anew each time is not asked for ever', async () => {
    let questions = 0;
    const { port } = await udpResponder((data, from, socket) => {
      questions += 1;
      socket.send(report(data), from.port);
    });
    const result = await asked(port, { version: '3', user: 'probe', level: 'noAuthNoPriv' });
    expect(valuesOf(result)).toEqual({ reachable: true });
    expect(questions).toBeGreaterThan(3);
    expect(questions).toBeLessThan(50);
  });
});

describe('good answers that were tampered with', () => {
  it.each([
    ['v2c', v2c],
    ['v3', v3],
  ])('end no probe and take no time (%s)', { timeout: 60_000 }, async (_version, credentials) => {
    const { port } = await equipment(credentials);
    const change = fc.record({ at: fc.nat(200), to: fc.nat(255), cut: fc.nat(40), skip: fc.nat(2) });
    await fc.assert(
      fc.asyncProperty(change, async (how) => {
        const between = await tampering(port, how);
        const result = await asked(between.port, credentials, 150);
        between.close();
        expect(result.outcome).toBe('done');
        expect(tookMs(result)).toBeLessThan(1_000);
      }),
      { numRuns: 150, seed: 161 },
    );
  });
});

/** The question back, with the flag that says that it is signed. */
function signed(question: Buffer): Buffer {
  const reply = Buffer.from(question);
  const flags = reply.indexOf(Buffer.from([4, 1, 4, 2, 1, 3])) + 2;
  reply[flags] = 5;
  return reply;
}

/** The question back as a report of somebody who knows neither himself nor the time. */
function report(question: Buffer): Buffer {
  const reply = Buffer.from(question);
  reply[reply.indexOf(Buffer.from([4, 0, 4, 0, 0xa0])) + 4] = 0xa8;
  return reply;
}

interface Change {
  readonly at: number;
  readonly to: number;
  readonly cut: number;
  /** How many answers pass untouched before. */
  readonly skip: number;
}

/** Stands between: what the equipment says comes on with one byte changed, and perhaps cut. */
async function tampering(port: number, { at, to, cut, skip }: Change) {
  const near = createSocket('udp4').bind(0, '127.0.0.1');
  const far = createSocket('udp4').bind(0, '127.0.0.1');
  await Promise.all([once(near, 'listening'), once(far, 'listening')]);
  let asker = 0;
  let passed = 0;
  near.on('message', (data, from) => {
    asker = from.port;
    far.send(data, port, '127.0.0.1');
  });
  far.on('message', (data) => {
    passed += 1;
    if (passed > skip) data[at % data.length] = to;
    near.send(passed > skip ? data.subarray(0, data.length - cut) : data, asker, '127.0.0.1');
  });
  return { port: near.address().port, close: () => (near.close(), far.close()) };
}
