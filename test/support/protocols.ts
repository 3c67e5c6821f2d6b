import { asc, eq } from 'drizzle-orm';
import { isDeepStrictEqual } from 'node:util';
import type { Database, Db } from '../../db/client.ts';
import { readEntries, verify } from '../../db/protocol.ts';
import { tickets } from '../../db/schema.ts';
import { foldAll } from '../../domain/evolve.ts';

/** What is wrong with any ticket of a database: a chain that breaks, a fold that is not its protocol's. None is good. */
export async function brokenTickets({ db }: Database): Promise<string[]> {
  const wrong: string[] = [];
  for (const { number } of await db.select({ number: tickets.number }).from(tickets).orderBy(asc(tickets.number))) {
    const verified = await verify(db, number);
    if (!verified.intact) wrong.push(`${number} is broken at ${verified.brokenAt}`);
    if (!(await isItsProtocol(db, number))) wrong.push(`${number} is not its protocol`);
  }
  return wrong;
}

/** In one snapshot: the desk goes on meanwhile. */
async function isItsProtocol(db: Db, number: string): Promise<boolean> {
  return db.transaction(
    async (tx) => {
      const [row] = await tx.select().from(tickets).where(eq(tickets.number, number));
      return isDeepStrictEqual(foldAll(await readEntries(tx, number)), row?.state);
    },
    { isolationLevel: 'repeatable read' },
  );
}
