import { asc } from 'drizzle-orm';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../db/client.ts';
import { readEntries, verify } from '../../db/protocol.ts';
import { tickets } from '../../db/schema.ts';
import { foldAll } from '../../domain/evolve.ts';

/** What is wrong with any ticket of a database: a chain that breaks, a fold that is not its protocol's. None is good. */
export async function brokenTickets({ db }: Database): Promise<string[]> {
  const wrong: string[] = [];
  for (const { number, state } of await db.select().from(tickets).orderBy(asc(tickets.number))) {
    const verified = await verify(db, number);
    if (!verified.intact) wrong.push(`${number} is broken at ${verified.brokenAt}`);
    if (!isDeepStrictEqual(foldAll(await readEntries(db, number)), state)) wrong.push(`${number} is not its protocol`);
  }
  return wrong;
}
