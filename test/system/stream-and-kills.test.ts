import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { append } from '../../db/append.ts';
import { connect, type Database } from '../../db/client.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { signEverybodyIn } from '../api/tickets/setting.ts';
import { amira } from '../support/cast.ts';
import { freshDatabase, whyNoPostgres, type TestDatabase } from '../support/database.ts';
import { listenAt, type HeardEvent, type SignIn } from '../support/event-stream.ts';
import { eventually } from '../support/eventually.ts';
import { startApi, type RunningApi, type Variables } from '../support/processes.ts';
import { describeUnless } from '../support/provided.ts';
import { noted, openedOn, reporter } from '../support/tickets-on-database.ts';

const writers = 8;
const notesOfEach = 125;
const patienceMs = 90_000;
const killsAt = [200, 450, 700];
const whileItIsAway = 100;

describeUnless(whyNoPostgres, `kill -9 of the API while ${writers} write ${writers * notesOfEach} changes`, () => {
  let fresh: TestDatabase;
  let database: Database;
  let env: Variables;
  let api: RunningApi;
  let [written, mayBeWritten] = [0, 0];
  let heardFrom = '';
  const heard: HeardEvent[] = [];

  beforeAll(async () => {
    fresh = await freshDatabase();
    database = connect(fresh.appUrl, { connections: writers + 2, name: 'test' });
    env = { DATABASE_URL: fresh.appUrl, HELPDESK_SECRET: 'a secret that only the tests know, 32+' };
    api = await startApi(env, '/healthz');
    env = { ...env, PORT: new URL(api.url).port };
  });
  afterAll(async () => {
    await api?.kill();
    await database?.close();
    await fresh?.drop();
  });

  it('lets a reader who comes again each time miss none, hear none twice, and all in one order', async () => {
    const signIn = { authorization: `Bearer ${(await signEverybodyIn(database)).get(amira.id)}` };
    const tickets = await Promise.all(
      Array.from({ length: writers }, () => openedOn(database, { reachable: [reporter()] })),
    );
    const listening = listenThroughAll(signIn);
    await eventually(() => heardFrom, { withinMs: patienceMs });
    await Promise.all([...tickets.map(writeTo), killAgainAndAgain()]);
    const sessions = await listening;
    console.log(`${sessions} connections heard ${heard.length} changes`);
    expect(sessions).toBeGreaterThan(killsAt.length);
    expect(heard.map(({ id }) => id)).toEqual(heard.map(({ id }) => id).toSorted(byPlace));
    const positionsOf = (number: string) =>
      heard.flatMap(({ data }) => (data['number'] === number ? data['position'] : []));
    for (const { number, foldedUpTo } of tickets)
      expect(positionsOf(number)).toEqual(Array.from({ length: notesOfEach }, (_, nth) => foldedUpTo + 1 + nth));
  }, 180_000);

  /** As a browser: comes again with what it heard last, whatever cut it off. Says how often it came. */
  async function listenThroughAll(signIn: SignIn): Promise<number> {
    for (let times = 1; ; times += 1) {
      const ears = await eventually(() => listenAt(api.url, signIn, heardFrom), { withinMs: patienceMs, everyMs: 50 });
      await eventually(
        () => {
          heardFrom = ears.lastEventId;
          return ears.ended || heard.length + ears.events.length >= writers * notesOfEach;
        },
        { withinMs: patienceMs, everyMs: 10 },
      );
      heardFrom = ears.lastEventId;
      heard.push(...ears.events);
      ears.close();
      if (heard.length >= writers * notesOfEach) return times;
    }
  }

  /** Every third transaction stays open after it has taken its id: others that began later end before it. */
  async function writeTo({ number }: Ticket): Promise<void> {
    for (let nth = 0; nth < notesOfEach; nth += 1) {
      await eventually(() => written < mayBeWritten, { withinMs: patienceMs });
      await database.db.transaction(async (tx) => {
        await append(tx, number, [noted()]);
        if (nth % 3 === 0) await tx.execute(sql`select pg_sleep(0.02)`);
      });
      written += 1;
    }
  }

  async function killAgainAndAgain(): Promise<void> {
    for (const count of killsAt) {
      mayBeWritten = count + whileItIsAway;
      await eventually(() => written >= count, { withinMs: patienceMs });
      await api.kill();
      api = await startApi(env, '/healthz');
    }
    mayBeWritten = Infinity;
  }
});

function byPlace(a: string, b: string): number {
  const [[, first = '0', line = '0'], [, second = '0', other = '0']] = [a.split('-'), b.split('-')];
  return Number(BigInt(first) - BigInt(second)) || Number(BigInt(line) - BigInt(other));
}
