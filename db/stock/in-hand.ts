import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import { v7 } from 'uuid';
import { byOf, type By } from '../../domain/actor.ts';
import type { TicketEvent } from '../../domain/events.ts';
import type { Tx } from '../client.ts';
import { reservations, visitTickets } from '../schema.ts';
import { changeReservation, type Reservation } from './reservations.ts';

/** So many of a reservation, as one of their own if the rest goes on. */
export interface Drawn {
  readonly reservation: Reservation;
  /** What it was cut off from, itself where it was taken whole. */
  readonly from: Reservation;
  readonly events: TicketEvent[];
}

/** What is kept for a visit, while an engineer tells what became of it. */
export interface InHand {
  /** Takes up to so many of a part from what fits, and says how many are not there. */
  draw(
    partId: string,
    quantity: number,
    fits?: (one: Reservation) => boolean,
  ): Promise<{ drawn: Drawn[]; rest: number }>;
}

/** What is kept for a visit or for its tickets, locked; first what this engineer has in their hands. */
export async function partsInHand(
  tx: Tx,
  { visitId, engineerId, van, by }: { visitId: string; engineerId: string; van: string | null; by: By },
): Promise<InHand> {
  const rank = ({ status, issuedTo, warehouseId }: Reservation) =>
    status === 'issued' ? (issuedTo === engineerId ? 0 : 1) : warehouseId === van ? 2 : 3;
  let left = (await lockOpen(tx, visitId)).toSorted((a, b) => rank(a) - rank(b));
  return {
    draw: async (partId, quantity, fits = () => true) => {
      const drawn: Drawn[] = [];
      let rest = quantity;
      for (const one of left.filter((other) => other.partId === partId && fits(other))) {
        if (rest === 0) break;
        const taken = Math.min(rest, one.quantity);
        rest -= taken;
        const whole = taken === one.quantity;
        drawn.push(whole ? { reservation: one, from: one, events: [] } : await cut(tx, one, taken, by));
        left = left.flatMap((other) => (other.id !== one.id ? [other] : whole ? [] : [less(one, taken)]));
      }
      return { drawn, rest };
    },
  };
}

async function lockOpen(tx: Tx, visitId: string): Promise<Reservation[]> {
  const waiting = tx
    .select({ number: visitTickets.number })
    .from(visitTickets)
    .where(and(eq(visitTickets.visitId, visitId), isNull(visitTickets.leftAt)));
  const ofTickets = and(isNull(reservations.visitId), inArray(reservations.number, waiting));
  return tx
    .select()
    .from(reservations)
    .where(and(or(eq(reservations.visitId, visitId), ofTickets), inArray(reservations.status, ['reserved', 'issued'])))
    .orderBy(asc(reservations.id))
    .for('update');
}

/** The ledger knows where the first one came from, so that what is cut off is the new one. */
async function cut(tx: Tx, from: Reservation, quantity: number, by: By): Promise<Drawn> {
  const reservation = { ...from, id: v7(), quantity };
  await changeReservation(tx, from, { quantity: from.quantity - quantity });
  await tx.insert(reservations).values(reservation);
  return { reservation, from, events: known(reservation, by) };
}

/** What tickets have to know of a reservation that was cut off another one. */
function known(reservation: Reservation, by: By): TicketEvent[] {
  const { id: reservationId, partId, quantity, warehouseId, visitId } = reservation;
  const of = { reservationId, partId, quantity, warehouseId };
  const neededBy = reservation.neededBy?.toISOString() ?? null;
  const readyAt = reservation.readyAt.toISOString();
  const reserved = { type: 'partReserved', by: byOf(by), data: { ...of, visitId, neededBy, readyAt } } as const;
  if (reservation.issuedAt === null || reservation.issuedTo === null) return [reserved];
  const issued = { ...of, engineerId: reservation.issuedTo, issuedAt: reservation.issuedAt.toISOString() };
  return [reserved, { type: 'partIssued', by: byOf(by), data: issued }];
}

function less(one: Reservation, taken: number): Reservation {
  return { ...one, quantity: one.quantity - taken };
}
