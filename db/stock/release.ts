import { and, asc, eq, inArray } from 'drizzle-orm';
import { byOf, type By } from '../../domain/actor.ts';
import type { EventData, TicketEvent } from '../../domain/events.ts';
import type { Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { release } from '../../domain/stock/movements.ts';
import type { Tx } from '../client.ts';
import { reservations } from '../schema.ts';
import { move } from './ledger.ts';
import { lockReservation, type Reservation } from './reservations.ts';

/** What a reservation is for. */
export type KeptFor = { readonly visitId: string } | { readonly number: string } | { readonly worksId: string };
export type ReleasedBecause = EventData['partReleased']['because'];

/**
 * Lets go of all that was kept and not issued; what was issued waits with its engineer for its return. Gives what the
 * tickets hear, which is nothing of planned works.
 */
export async function releaseFor(
  tx: Tx,
  keptFor: KeptFor,
  because: ReleasedBecause,
  by: By,
  now: Instant,
): Promise<TicketEvent[]> {
  const kept = await tx
    .select()
    .from(reservations)
    .where(and(isFor(keptFor), eq(reservations.status, 'reserved')))
    .orderBy(asc(reservations.id))
    .for('update');
  const events = await letGo(tx, kept, because, by, now);
  return 'worksId' in keptFor ? [] : events;
}

/** @throws Refusal notFound; reservationOver for what is issued or over */
export async function releaseOne(
  tx: Tx,
  reservationId: string,
  because: ReleasedBecause,
  by: By,
  now: Instant,
): Promise<TicketEvent[]> {
  const kept = await lockReservation(tx, reservationId);
  if (kept.status !== 'reserved') throw new Refusal('reservationOver', `is ${kept.status}`);
  return letGo(tx, [kept], because, by, now);
}

function isFor(keptFor: KeptFor) {
  if ('visitId' in keptFor) return eq(reservations.visitId, keptFor.visitId);
  if ('number' in keptFor) return eq(reservations.number, keptFor.number);
  return eq(reservations.worksId, keptFor.worksId);
}

async function letGo(
  tx: Tx,
  kept: readonly Reservation[],
  because: ReleasedBecause,
  by: By,
  now: Instant,
): Promise<TicketEvent[]> {
  if (kept.length === 0) return [];
  const ids = kept.map(({ id }) => id);
  await tx
    .update(reservations)
    .set({ status: 'released', endedAt: new Date(now) })
    .where(inArray(reservations.id, ids));
  await move(
    tx,
    kept.flatMap((one) => release(one).map((line) => ({ ...line, reservationId: one.id }))),
    by,
  );
  return kept.map(({ id: reservationId, partId, quantity, warehouseId }) => ({
    type: 'partReleased',
    by: byOf(by),
    data: { reservationId, partId, quantity, warehouseId, because, releasedAt: now },
  }));
}
