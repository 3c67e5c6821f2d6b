import { lockTicket } from '../db/append.ts';
import type { Database, Tx } from '../db/client.ts';
import { readEntries } from '../db/protocol.ts';
import { releaseFor } from '../db/stock/release.ts';
import { tellTickets } from '../db/tell-tickets.ts';
import { seeTicket } from '../db/tickets.ts';
import { fulfilWish } from '../db/visits/fulfil-wish.ts';
import { leaveVisits } from '../db/visits/leave-visit.ts';
import { theDesk } from '../domain/actor.ts';
import type { VisitCancellation } from '../domain/events-of-field.ts';
import type { Entry } from '../domain/events.ts';
import { visitsOwed } from '../domain/field/visits-owed.ts';

/** A ticket, and how much of its protocol its workflow knows. */
export interface SeeingToVisits {
  readonly number: string;
  readonly foldedUpTo: number;
}

/**
 * Asks for the visit that a ticket needs, joins the one that is on its way to the same fault, or gives up what is kept
 * for a ticket that needs it no more: in one transaction, with the parts, so that nothing is kept for nobody. Safe to
 * run twice: what is owed is asked of the protocol anew. Answers with all that it holds after what the workflow knew.
 */
export async function seeToVisits(
  { db }: Database,
  { number, foldedUpTo }: SeeingToVisits,
): Promise<{ readonly entries: Entry[] }> {
  const ticket = await seeTicket(db, number, 'all');
  const owed = visitsOwed(ticket);
  if (owed) {
    await db.transaction(async (tx) => {
      if ('leave' in owed) await giveUp(tx, number, owed.leave);
      else await fulfilWish(tx, ticket, owed.wish, theDesk);
    });
  }
  return { entries: await readEntries(db, number, foldedUpTo) };
}

/** The visits, and what was reserved for the ticket itself. */
async function giveUp(tx: Tx, number: string, because: VisitCancellation): Promise<void> {
  await leaveVisits(tx, number, because);
  if (because === 'notNeeded') return;
  const { now } = await lockTicket(tx, number);
  const released = await releaseFor(tx, { number }, 'ticketOver', theDesk, now);
  const facts = released.map((event) => ({ event }));
  await tellTickets(tx, [number], facts);
}
