import { and, eq, isNull } from 'drizzle-orm';
import type { By } from '../../domain/actor.ts';
import type { Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import { isFinal } from '../../domain/status.ts';
import { claimOf } from '../../domain/stock/claim.ts';
import type { Tx } from '../client.ts';
import type { PlainTexts } from '../private-texts.ts';
import { tickets, visits, visitTickets } from '../schema.ts';
import { tellTickets } from '../tell-tickets.ts';
import { lockConcerned } from './concerned.ts';
import type { Changed } from './issue.ts';
import { releaseOne } from './release.ts';
import { reserveByHand } from './reserve-by-hand.ts';
import { seeReservation, type Reservation } from './reservations.ts';

export interface Wish {
  readonly partId: string;
  readonly quantity: number;
  readonly neededBy: Instant | null;
  readonly warehouseId?: string | undefined;
  /** Why a supervisor lets the floor be broken. */
  readonly reason?: string | undefined;
}

/**
 * Keeps a part for a ticket by hand, and for its visit where there is one.
 * @throws Refusal notFound, ticketFinished, outOfStock, belowFloor, unknownReference
 */
export async function reserveForTicket(tx: Tx, number: string, wish: Wish, by: By): Promise<string> {
  const visitId = await openVisitOf(tx, number);
  const { now } = await lockConcerned(tx, { visitId, number });
  const { status, priority } = await ticketNow(tx, number);
  if (isFinal(status)) throw new Refusal('ticketFinished', `is ${status}`);
  const { reason, ...wanted } = wish;
  const { reservationId, events } = await reserveByHand(tx, {
    ...{ ...wanted, number, by, now, override: reason !== undefined, claim: claimOf(priority) },
    // What ended while the locks were awaited keeps nothing any more.
    visitId: visitId !== null && (await openVisitOf(tx, number)) === visitId ? visitId : null,
  });
  const texts: PlainTexts = { reason };
  const facts = events.map((event) =>
    event.type === 'partReserved' && reason !== undefined ? { event, texts } : { event },
  );
  await tellTickets(tx, [number], facts);
  return reservationId;
}

/** Lets go of what is kept for a ticket or its visit, by hand. @throws Refusal notFound, reservationOver */
export async function releaseForTicket(tx: Tx, number: string, reservationId: string, by: By): Promise<void> {
  const kept = await seeReservation(tx, reservationId);
  const { numbers, now } = await lockConcerned(tx, kept);
  if (!numbers.includes(number)) throw new Refusal('notFound', 'kept for another ticket');
  const events = await releaseOne(tx, reservationId, 'asked', by, now);
  await tellTickets(
    tx,
    numbers,
    events.map((event) => ({ event })),
  );
}

/** What a storekeeper or an engineer does with a reservation; whomever it is for hears of it. @throws Refusal notFound */
export async function onReservation(
  tx: Tx,
  reservationId: string,
  act: (now: Instant) => Promise<Changed>,
): Promise<Reservation> {
  const { numbers, now } = await lockConcerned(tx, await seeReservation(tx, reservationId));
  const { reservation, events } = await act(now);
  await tellTickets(
    tx,
    numbers,
    events.map((event) => ({ event })),
  );
  return reservation;
}

async function openVisitOf(tx: Tx, number: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: visits.id })
    .from(visitTickets)
    .innerJoin(visits, eq(visits.id, visitTickets.visitId))
    .where(and(eq(visitTickets.number, number), isNull(visitTickets.leftAt), isNull(visits.endedAt)))
    .orderBy(visits.requestedAt)
    .limit(1);
  return row?.id ?? null;
}

async function ticketNow(tx: Tx, number: string) {
  const [row] = await tx
    .select({ status: tickets.status, priority: tickets.priority })
    .from(tickets)
    .where(eq(tickets.number, number));
  if (!row) throw new Refusal('notFound', 'no such ticket');
  return row;
}
