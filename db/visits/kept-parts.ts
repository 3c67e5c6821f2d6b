import { and, asc, eq, inArray } from 'drizzle-orm';
import { theDesk } from '../../domain/actor.ts';
import type { TicketEvent } from '../../domain/events.ts';
import type { VisitCancellation } from '../../domain/events-of-field.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Tx } from '../client.ts';
import { reservations } from '../schema.ts';

type Kept = typeof reservations.$inferSelect;

/** What a ticket that joins a visit has to know of the parts that travel with it. */
export async function partsKeptFor(tx: Tx, visitId: string): Promise<TicketEvent[]> {
  return (await keptFor(tx, visitId, ['reserved', 'issued'])).flatMap((row) => [reserved(row), ...issued(row)]);
}

/** What a ticket hears that leaves a visit to others: the parts stay with them, and are kept for it no more. */
export async function partsLeftBehind(
  tx: Tx,
  visitId: string,
  because: VisitCancellation,
  now: Instant,
): Promise<TicketEvent[]> {
  const kept = await keptFor(tx, visitId, ['reserved']);
  const why = because === 'ticketOver' ? because : 'visitOver';
  return kept.map(({ id: reservationId, partId, quantity, warehouseId }) => ({
    ...{ type: 'partReleased', by: theDesk },
    data: { reservationId, partId, quantity, warehouseId, because: why, releasedAt: now },
  }));
}

async function keptFor(tx: Tx, visitId: string, statuses: readonly Kept['status'][]): Promise<Kept[]> {
  return tx
    .select()
    .from(reservations)
    .where(and(eq(reservations.visitId, visitId), inArray(reservations.status, [...statuses])))
    .orderBy(asc(reservations.id));
}

function reserved({ id: reservationId, visitId, partId, quantity, warehouseId, neededBy, readyAt }: Kept): TicketEvent {
  const when = { neededBy: neededBy?.toISOString() ?? null, readyAt: readyAt.toISOString() };
  return {
    type: 'partReserved',
    by: theDesk,
    data: { reservationId, visitId, partId, quantity, warehouseId, ...when },
  };
}

function issued({ id: reservationId, partId, quantity, warehouseId, issuedAt, issuedTo }: Kept): TicketEvent[] {
  if (issuedAt === null || issuedTo === null) return [];
  const data = { reservationId, partId, quantity, warehouseId, engineerId: issuedTo, issuedAt: issuedAt.toISOString() };
  return [{ type: 'partIssued', by: theDesk, data }];
}
