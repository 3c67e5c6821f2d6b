import { connect } from 'node:net';
import { z } from 'zod';
import { codeOf, heardOf } from '../heard.ts';
import type { Asked, Around, OneByOne, Seen } from '../kind.ts';
import { measured } from '../measured.ts';

const settings = z.object({
  port: z.int().min(1).max(65_535),
  /** What the greeting begins with. With it, a port that opens and says nothing is no sign of life. */
  expect: z.string().min(1).max(1_000).optional(),
});
type Settings = z.infer<typeof settings>;

/** Opens a connection. A refusal is an answer: the element lives, the service does not. */
export const tcp: OneByOne<Settings> = {
  settings,
  test: async (asked, around) => seenOf(asked, await speak(asked, around)),
};

interface Spoken {
  readonly connectTime?: number;
  readonly greeting: string;
  readonly error: unknown;
}

/** Connects, and listens only where words are expected, and only as long as they may still be the right ones. */
function speak({ target, settings: { port, expect }, test }: Asked<Settings>, { signal }: Around): Promise<Spoken> {
  const startedAt = performance.now();
  const socket = connect({ host: target.address, port, signal });
  let connectTime: number | undefined;
  let heard = Buffer.alloc(0);
  return new Promise((resolve) => {
    const end = (error: unknown) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ ...(connectTime !== undefined && { connectTime }), greeting: heard.toString('utf8'), error });
    };
    const timer = setTimeout(() => end(timedOut()), test.timeoutMs);
    socket.on('error', end);
    socket.on('end', () => end(null));
    socket.on('connect', () => {
      connectTime = performance.now() - startedAt;
      if (expect === undefined) end(null);
    });
    socket.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]).subarray(0, mostHeard);
      if (expect !== undefined && isDecided(heard, Buffer.from(expect))) end(null);
    });
  });
}

const mostHeard = 4_096;
const timedOut = () => Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });

function isDecided(heard: Buffer, expected: Buffer): boolean {
  return heard.length >= expected.length || !expected.subarray(0, heard.length).equals(heard);
}

function seenOf({ settings: { expect }, test }: Asked<Settings>, { connectTime, greeting, error }: Spoken): Seen {
  if (connectTime === undefined) return unconnected(error, test.timeoutMs);
  const working = expect === undefined || greeting.startsWith(expect);
  const reachable = expect === undefined || greeting !== '';
  const raw = expect === undefined ? 'connected' : `connected, heard: ${JSON.stringify(greeting)}`;
  return { measures: measured({ reachable, working, connectTime }), raw };
}

function unconnected(error: unknown, timeoutMs: number): Seen {
  const heard = heardOf(error);
  if (heard === 'ours') throw error;
  const raw = `${codeOf(error)}${codeOf(error) === 'ETIMEDOUT' ? ` (${timeoutMs} ms)` : ''}`;
  return { measures: measured({ reachable: heard === 'answered', working: false }), raw };
}
