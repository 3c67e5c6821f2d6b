import { eq } from 'drizzle-orm';
import { theDesk, type By } from '../../domain/actor.ts';
import { latest } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { worksStatus } from '../../domain/scheduled-works.ts';
import type { Tx } from '../client.ts';
import { orderWorks } from '../orders.ts';
import { scheduledWorks } from '../schema.ts';
import { releaseFor } from '../stock/release.ts';
import { lockWorks } from './lock-works.ts';
import { oweCalledOff } from './owe-notices.ts';

/** Ends works at the end of their window: parts that nobody has fetched are free again. Safe to repeat. */
export async function endWorks(tx: Tx, worksId: string): Promise<void> {
  const { works, now } = await lockWorks(tx, worksId);
  if (works.endedAt !== null) return;
  // The engine's clock has told that the window is over; the database's may be a little behind.
  const endedAt = latest(now, works.window.to);
  await tx
    .update(scheduledWorks)
    .set({ endedAt: new Date(endedAt) })
    .where(eq(scheduledWorks.id, worksId));
  await releaseFor(tx, { worksId }, 'visitOver', theDesk, endedAt);
}

/**
 * Calls works off: their parts are free again, and customers who were told are told again. What was called off before
 * stays as it was.
 * @throws Refusal notFound, worksOver
 */
export async function callOffWorks(tx: Tx, worksId: string, { reason, by }: { reason: string; by: By }): Promise<void> {
  const { works, now } = await lockWorks(tx, worksId);
  const status = worksStatus(works, now);
  if (status === 'calledOff') return;
  if (status === 'over') throw new Refusal('worksOver', 'the works are over');
  await tx
    .update(scheduledWorks)
    .set({ calledOff: reason, endedAt: new Date(now) })
    .where(eq(scheduledWorks.id, worksId));
  await releaseFor(tx, { worksId }, 'asked', by, now);
  await oweCalledOff(tx, worksId);
  await orderWorks(tx, worksId);
}
