import { eq, getTableColumns } from 'drizzle-orm';
import type { Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { databaseNow } from '../append.ts';
import type { Tx } from '../client.ts';
import { worksOf, type ScheduledWorks } from '../reference/scheduled-works.ts';
import { scheduledWorks } from '../schema.ts';

/** Scheduled works under their row lock. */
export interface WorksHead {
  readonly works: ScheduledWorks;
  /** The database's clock when the lock was taken. */
  readonly now: Instant;
}

/**
 * Takes the row lock of scheduled works, before that of any stock. Tickets are linked to them meanwhile.
 * @throws Refusal notFound
 */
export async function lockWorks(tx: Tx, id: string): Promise<WorksHead> {
  const [row] = await tx
    .select({ ...getTableColumns(scheduledWorks), now: databaseNow })
    .from(scheduledWorks)
    .where(eq(scheduledWorks.id, id))
    .for('no key update');
  if (!row) throw new Refusal('notFound', 'no such works');
  const { now, ...works } = row;
  return { works: worksOf(works), now };
}
