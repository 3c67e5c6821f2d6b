import { describe, expect, it } from 'vitest';
import { seen, tookMs, valuesOf } from './probing.ts';
import { closedPort, tcpResponder, udpResponder } from './responders.ts';

type Flags = number;
const answer: Flags = 0x8180;
const truncated: Flags = 0x8380;
const noSuchName: Flags = 0x8183;
const serverFailure: Flags = 0x8182;

/** An answer to the question that came: its id and its words, other flags, and records behind it. */
function answering(question: Buffer, flags: Flags, ...records: Buffer[]): Buffer {
  const head = Buffer.from(question.subarray(0, 12));
  head.writeUInt16BE(flags, 2);
  head.writeUInt16BE(records.length, 6);
  head.writeUInt16BE(0, 10);
  const asked = question.subarray(12, question.indexOf(0, 12) + 5);
  return Buffer.concat([head, asked, ...records]);
}

/** An A record for the name that was asked for. */
const address = (...bytes: number[]): Buffer => Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...bytes]);

const names = async (reply: (question: Buffer) => Buffer): Promise<number> =>
  (await udpResponder((data, from, socket) => socket.send(reply(data), from.port))).port;

async function asked(port: number, settings: object = {}, timeoutMs = 1_000) {
  return seen({ kind: 'dns', settings: { name: 'www.example.net', port, ...settings }, timeoutMs });
}

describe('a test by DNS', () => {
  it('asks the element itself', async () => {
    const port = await names((question) => answering(question, answer, address(192, 0, 2, 7)));
    const result = await asked(port, { expect: '192.0.2.7' });
    expect(valuesOf(result)).toMatchObject({ reachable: true, working: true, responseTime: expect.any(Number) });
    expect(result.raw).toContain('["192.0.2.7"]');
  });

  it('finds an answer that is not the expected one', async () => {
    const port = await names((question) => answering(question, answer, address(10, 0, 0, 1)));
    expect(valuesOf(await asked(port, { expect: '192.0.2.7' }))).toMatchObject({ reachable: true, working: false });
  });

  it('finds a server that knows nothing, or has failed', async () => {
    const unknown = await asked(await names((question) => answering(question, noSuchName)));
    expect(valuesOf(unknown)).toMatchObject({ reachable: true, working: false });
    expect(unknown.raw).toBe('ENOTFOUND');
    const failed = await asked(await names((question) => answering(question, serverFailure)));
    expect(valuesOf(failed)).toMatchObject({ reachable: true, working: false });
    expect(failed.raw).toBe('ESERVFAIL');
  });

  it('finds a port that nobody listens at, and one that stays silent', async () => {
    const closed = await asked(await closedPort());
    expect(closed.raw).toBe('ECONNREFUSED');
    expect(valuesOf(closed)).toMatchObject({ reachable: true, working: false });
    const { port } = await udpResponder(() => undefined);
    const silent = await asked(port, {}, 300);
    expect(valuesOf(silent)).toEqual({ reachable: false, working: false });
    expect(tookMs(silent)).toBeLessThan(1_000);
  });
});

describe('a hostile name server', () => {
  const hostile: Record<string, (question: Buffer) => Buffer> = {
    'whose names point at themselves': (question) =>
      answering(
        question,
        answer,
        Buffer.from([0xc0, question.indexOf(0, 12) + 5, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 1, 2, 3, 4]),
      ),
    'whose names point at each other': (question) => {
      const at = question.indexOf(0, 12) + 5;
      return answering(
        question,
        answer,
        Buffer.from([0xc0, at + 2, 0xc0, at, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 1, 2, 3, 4]),
      );
    },
    'that promises 65,535 records': (question) => {
      const reply = answering(question, answer);
      reply.writeUInt16BE(65_535, 6);
      return reply;
    },
    'that answers with garbage': () => Buffer.alloc(4_096, 0xff),
    'that breaks off': (question) => answering(question, answer, address(1, 2, 3, 4)).subarray(0, -3),
    'that bids to come again by TCP and is not there': (question) => answering(question, truncated),
    'that answers another question': (question) => {
      const reply = answering(question, answer, address(1, 2, 3, 4));
      reply.writeUInt16BE((question.readUInt16BE(0) + 1) % 65_536, 0);
      return reply;
    },
  };

  it.each(Object.keys(hostile))('%s is bounded and does not work', async (which) => {
    const port = await names(hostile[which]!);
    const result = await asked(port, {}, 400);
    expect(result.outcome).toBe('done');
    expect(valuesOf(result)).toMatchObject({ working: false });
    expect(tookMs(result)).toBeLessThan(1_000);
  });

  it('that bids to come again by TCP, and says nothing there, has no second time', async () => {
    const { port } = await tcpResponder(() => undefined);
    await udpResponder((data, from, socket) => socket.send(answering(data, truncated), from.port), port);
    const result = await asked(port, {}, 800);
    expect(valuesOf(result)).toEqual({ reachable: false, working: false });
    expect(tookMs(result)).toBeLessThan(1_200);
  });
});
