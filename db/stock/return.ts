import { and, desc, eq } from 'drizzle-orm';
import { byOf, type By } from '../../domain/actor.ts';
import type { TicketEvent } from '../../domain/events.ts';
import type { Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { comeBack } from '../../domain/stock/movements.ts';
import type { Tx } from '../client.ts';
import { movements } from '../schema.ts';
import { move } from './ledger.ts';
import { changeReservation, lockReservation, type Reservation } from './reservations.ts';
import { movePieces, piecesOf } from './serial-numbers.ts';

interface Returning {
  readonly reservation: Reservation;
  /** The reservation that was handed over, if this one was cut off it. */
  readonly from: Reservation;
  readonly by: By;
  readonly at: Instant;
}

/**
 * The storekeeper takes back what was issued; again, it is as it was.
 * @throws Refusal notFound; reservationOver for what was not issued, or is used
 */
export async function returnOne(tx: Tx, reservationId: string, by: By, at: Instant) {
  const reservation = await lockReservation(tx, reservationId);
  if (reservation.status === 'returned') return { reservation, events: [] };
  if (reservation.status !== 'issued') throw new Refusal('reservationOver', `is ${reservation.status}`);
  const given = { serials: await piecesOf(tx, reservationId), path: 'serialNumbers' };
  const event = await giveBack(tx, { reservation, from: reservation, by, at }, given);
  return { reservation: await lockReservation(tx, reservationId), events: [event] };
}

/** From the van back to where it came from, and free again. */
export async function giveBack(
  tx: Tx,
  { reservation, from, by, at }: Returning,
  { serials, path }: { readonly serials: readonly string[]; readonly path: string },
): Promise<TicketEvent> {
  const { id: reservationId, partId, quantity, warehouseId } = reservation;
  const home = await homeOf(tx, from);
  const pieces = { partId, serials, path };
  await movePieces(tx, pieces, { states: ['issued', 'inStock'] }, { state: 'inStock', warehouseId: home });
  const lines = comeBack({ partId, quantity, from: warehouseId, to: home });
  await move(
    tx,
    lines.map((line) => ({ ...line, reservationId, serialNumbers: serials })),
    by,
  );
  await changeReservation(tx, reservation, { status: 'returned', warehouseId: home, endedAt: new Date(at) });
  const data = { reservationId, partId, quantity, warehouseId: home, returnedAt: at };
  return { type: 'partReturned', by: byOf(by), data };
}

/** Where it was picked; where it lies, if it never moved. */
async function homeOf(tx: Tx, { id, warehouseId }: Reservation): Promise<string> {
  const [picked] = await tx
    .select({ warehouseId: movements.warehouseId })
    .from(movements)
    .where(and(eq(movements.reservationId, id), eq(movements.kind, 'picking')))
    .orderBy(desc(movements.id))
    .limit(1);
  return picked?.warehouseId ?? warehouseId;
}
