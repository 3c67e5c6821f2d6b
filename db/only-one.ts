import { sql } from 'drizzle-orm';
import type { Db } from './client.ts';

/** What only one process of all may do at a time; the numbers only have to differ from any other lock's. */
const locks = { reviveAtStart: 4_212_001 } as const;

/** Does the work if no other process is at it; says whether it was done here. Holds one connection meanwhile. */
export async function onlyOne(db: Db, what: keyof typeof locks, work: () => Promise<void>): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [row] = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${locks[what]}) as mine`);
    if (!row?.mine) return false;
    await work();
    return true;
  });
}
