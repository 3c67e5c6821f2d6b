import { eq } from 'drizzle-orm';
import type { Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import { databaseNow } from '../append.ts';
import type { Tx } from '../client.ts';
import { visits } from '../schema.ts';

/** A visit held under its row lock until the transaction ends. */
export interface VisitHead {
  readonly visit: Visit;
  readonly position: number;
  /** The database's clock when the lock was taken: the instant at which all that follows is told. */
  readonly now: Instant;
}

/**
 * Takes the visit's row lock, or refuses with `notFound`. All that happens to a visit goes through it; whoever holds a
 * ticket's lock or has touched the stock comes too late for it.
 */
export async function lockVisit(tx: Tx, id: string): Promise<VisitHead> {
  const [row] = await tx
    .select({ visit: visits.state, position: visits.position, now: databaseNow })
    .from(visits)
    .where(eq(visits.id, id))
    .for('update');
  if (!row) throw new Refusal('notFound', 'no such visit');
  return row;
}

/** As it is after what was recorded under the same lock. */
export function headAfter({ now }: Pick<VisitHead, 'now'>, visit: Visit): VisitHead {
  return { visit, position: visit.foldedUpTo, now };
}
