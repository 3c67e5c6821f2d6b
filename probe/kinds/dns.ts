import { Resolver } from 'node:dns/promises';
import { z } from 'zod';
import type { Target } from '../address.ts';
import { codeOf, heardOf } from '../heard.ts';
import { TestFailed, type Around, type Asked, type OneByOne, type Seen } from '../kind.ts';
import { measured } from '../measured.ts';
import { openUdp } from '../udp.ts';

const settings = z.object({
  name: z.string().min(1).max(253),
  type: z.enum(['A', 'AAAA', 'CNAME', 'MX', 'NS', 'PTR', 'SOA', 'SRV', 'TXT']).default('A'),
  port: z.int().min(1).max(65_535).default(53),
  /** What must stand among the answers; without it any answer will do. */
  expect: z.string().min(1).optional(),
});
type Settings = z.infer<typeof settings>;

/** Asks the element for a name. It works if it knows one that it should know. */
export const dns: OneByOne<Settings> = { settings, test };

async function test(asked: Asked<Settings>, around: Around): Promise<Seen> {
  const { name, type, expect } = asked.settings;
  const startedAt = performance.now();
  try {
    const found = await ask(asked, around);
    const responseTime = performance.now() - startedAt;
    const working = expect === undefined || saidIn(found).includes(expect);
    const raw = `${name} ${type}: ${JSON.stringify(found)}`;
    return { measures: measured({ reachable: true, working, responseTime }), raw };
  } catch (error) {
    return unanswered(asked, error);
  }
}

/** Hostile answers are the resolver's to survive; an element that bids to come again by TCP has no more time for it. */
async function ask(
  { target, settings: { name, type, port }, test: { timeoutMs } }: Asked<Settings>,
  { signal }: Around,
) {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
  resolver.setServers([target.family === 6 ? `[${target.address}]:${port}` : `${target.address}:${port}`]);
  const stop = () => resolver.cancel();
  const timer = setTimeout(stop, timeoutMs);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await resolver.resolve(name, type);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** Every value of an answer: some kinds of record have several. */
function saidIn(found: unknown): string[] {
  return typeof found === 'object' && found !== null ? Object.values(found).flatMap(saidIn) : [String(found)];
}

/** What the resolver says of an element that answered, whatever it answered. */
const answered = new Set(['ENODATA', 'EFORMERR', 'ESERVFAIL', 'ENOTFOUND', 'ENOTIMP', 'EREFUSED', 'EBADRESP']);
const silent = new Set(['ETIMEOUT', 'ECANCELLED']);
const ofTheName = new Set(['EBADNAME', 'EBADQUERY']);

async function unanswered({ target, settings: { port }, test }: Asked<Settings>, error: unknown): Promise<Seen> {
  const code = codeOf(error);
  if (ofTheName.has(code)) throw new TestFailed('badSettings', 'this is no name to ask for');
  if (silent.has(code)) return notWorking(false, `no answer within ${test.timeoutMs} ms`);
  if (answered.has(code)) return notWorking(true, code);
  if (code !== 'ECONNREFUSED') throw error;
  // It says that nobody listens of an address, too, to which no way leads.
  return (await isOnTheWay(target, port)) ? notWorking(true, code) : notWorking(false, 'no way leads there');
}

const notWorking = (reachable: boolean, raw: string): Seen => ({
  measures: measured({ reachable, working: false }),
  raw,
});

async function isOnTheWay(target: Target, port: number): Promise<boolean> {
  try {
    (await openUdp(target, port)).close();
    return true;
  } catch (error) {
    if (heardOf(error) === 'silent') return false;
    throw error;
  }
}
