import { sql } from 'drizzle-orm';
import { connect as dial, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type Database } from '../../db/client.ts';
import { freshDatabase, whyNoPostgres } from '../support/database.ts';
import { soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';

/** A way to the database that can be cut. */
async function cuttable(to: URL, hears: (client: Socket, words: Buffer) => void = () => undefined) {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const beyond = dial(Number(to.port), to.hostname);
    client.pipe(beyond).pipe(client);
    for (const socket of [client, beyond]) socket.on('error', () => socket.destroy());
    client.on('data', (words: Buffer) => hears(client, words));
    open.add(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(to);
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.href, open, close: () => server.close() };
}

const cut = {
  reset: (socket: Socket) => socket.resetAndDestroy(),
  end: (socket: Socket) => socket.end(),
} as const;

async function answers({ db }: Database): Promise<boolean> {
  return (await db.execute<{ one: number }>(sql`select 1 as one`))[0]?.one === 1;
}

describeUnless(whyNoPostgres, 'a connection that breaks during a transaction', () => {
  let fresh: Awaited<ReturnType<typeof freshDatabase>>;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh?.drop());

  it.each(['reset', 'end'] as const)('by %s refuses it, and the next queries find a new one', async (how) => {
    const way = await cuttable(new URL(fresh.appUrl));
    const database = connect(way.url, { connections: 2 });
    const sleeping = database.db.transaction(async (tx) => void (await tx.execute(sql`select pg_sleep(5)`)));
    const refused = expect(sleeping).rejects.toThrow();
    await soon(() => expect(way.open.size).toBeGreaterThan(0));
    await soon(async () => expect(await answers(database)).toBe(true));
    for (const socket of way.open) cut[how](socket);
    await refused;
    // An idle connection that broke is noticed by the query that meets it.
    await soon(async () => expect(await answers(database)).toBe(true));
    await database.close();
    way.close();
  });

  it('while the driver still learns about types is opened anew, and nothing is left that nobody answers', async () => {
    let cuts = 0;
    const way = await cuttable(new URL(fresh.appUrl), (client, words) => {
      if (!words.includes('typarray') || cuts > 0) return;
      cuts += 1;
      client.resetAndDestroy();
    });
    const database = connect(way.url, { connections: 1 });
    await soon(async () => expect(await answers(database)).toBe(true));
    expect(cuts).toBe(1);
    await database.close();
    way.close();
  });
});
