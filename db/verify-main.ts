import { asc, gt } from 'drizzle-orm';
import { readConfig } from '../runtime/config.ts';
import { connect, type Db } from './client.ts';
import { verify } from './protocol.ts';
import { tickets } from './schema.ts';

const database = connect(readConfig(process.env, 'tool').databaseUrl, { connections: 2, name: 'helpdesk verify' });
const { looked, entries, broken } = await verifyAll(database.db);
await database.close();
for (const { number, brokenAt } of broken) console.error(`${number}: the protocol is broken at position ${brokenAt}`);
console.log(`${looked} protocols with ${entries} entries verified, ${broken.length} broken.`);
process.exit(broken.length === 0 ? 0 : 1);

async function verifyAll(db: Db) {
  const found = { looked: 0, entries: 0, broken: [] as { number: string; brokenAt: number }[] };
  let last = '';
  for (;;) {
    const page = await db
      .select({ number: tickets.number })
      .from(tickets)
      .where(gt(tickets.number, last))
      .orderBy(asc(tickets.number))
      .limit(500);
    if (page.length === 0) return found;
    for (const { number } of page) {
      const result = await verify(db, number);
      found.looked += 1;
      if (result.intact) found.entries += result.positions;
      else found.broken.push({ number, brokenAt: result.brokenAt });
    }
    last = page.at(-1)!.number;
  }
}
