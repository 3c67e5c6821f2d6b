import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { codeOf, heardOf } from '../heard.ts';
import type { Around, Asked, OneByOne, Seen } from '../kind.ts';
import { measured } from '../measured.ts';
import { credentialsNamed } from '../secrets.ts';
import { errorsOf, errorRate, oidsOf, seenIn } from '../snmp/readings.ts';
import { openSession, type Reading, type Session } from '../snmp/session.ts';

const oid = z.string().regex(/^\d+(\.\d+){2,60}$/);
const ifIndex = z.int().min(1).max(2_147_483_647);

const settings = z.object({
  /** A name in the secrets of the site. */
  credentials: z.string().min(1),
  port: z.int().min(1).max(65_535).default(161),
  /** ifIndex of the ports towards the customer and towards the network. */
  customerPort: ifIndex.optional(),
  networkPort: ifIndex.optional(),
  /** The light that an ONT receives: what stands there, divided, is dBm. */
  rxPower: z.object({ oid, divide: z.number().positive().default(1) }).optional(),
  /** What an OLT says of an ONT: its own values, in our words. */
  ontState: z.object({ oid, values: z.record(z.string(), z.enum(['up', 'los', 'dyingGasp'])) }).optional(),
  /** Errors of the ports are counted over so long; 0: not at all. */
  errorsOverMs: z.int().min(0).max(1_000).default(500),
});
export type SnmpSettings = z.infer<typeof settings>;

/** Asks the element what it knows of itself, by SNMP v2c or v3. Silence may also mean that it expects other words. */
export const snmp: OneByOne<SnmpSettings> = { settings, test };

async function test(asked: Asked<SnmpSettings>, around: Around): Promise<Seen> {
  const credentials = credentialsNamed(around.secrets, asked.settings.credentials);
  const { target, settings, test } = asked;
  const where = { target, port: settings.port, credentials, timeoutMs: test.timeoutMs };
  try {
    const session = await openSession(where, around.signal);
    return await ask(session, asked, around).finally(() => session.close());
  } catch (error) {
    if (heardOf(error) !== 'silent') throw error;
    return { measures: measured({ reachable: false }), raw: codeOf(error) };
  }
}

async function ask(session: Session, { settings: wanted }: Asked<SnmpSettings>, { signal }: Around): Promise<Seen> {
  const first = await session.read(oidsOf(wanted));
  if (first.heard !== 'values') return withoutValues(first);
  const startedAt = performance.now();
  const counters = errorsOf(wanted, first.values);
  let rates = {};
  if (Object.keys(counters).length > 0) {
    await pause(wanted.errorsOverMs, undefined, { signal });
    const second = await session.read(oidsOf(wanted));
    const seconds = (performance.now() - startedAt) / 1_000;
    if (second.heard === 'values') rates = errorRate(counters, errorsOf(wanted, second.values), seconds);
  }
  const raw = [...first.values].map(([name, value]) => `${name} = ${String(value)}`).join('\n');
  return { measures: measured({ reachable: true, ...seenIn(wanted, first.values), ...rates }), raw };
}

type Unread = Exclude<Reading, { readonly heard: 'values' }>;

/** Anything that came from it is a sign of life, whatever it says. */
function withoutValues({ heard, word }: Unread): Seen {
  const measures = measured({ reachable: heard !== 'silence' });
  if (heard === 'silence' || heard === 'closedPort') return { measures, raw: word };
  const failure =
    heard === 'credentials' ? 'credentialsRefused' : heard === 'refusal' ? 'requestRefused' : 'notUnderstood';
  return { measures, raw: word, failure };
}
