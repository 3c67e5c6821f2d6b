import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { theDesk } from '../../domain/actor.ts';
import type { TicketEvent } from '../../domain/events.ts';
import { latest, type Instant } from '../../domain/instant.ts';
import { lockTicket } from '../append.ts';
import type { Db, Reader, Tx } from '../client.ts';
import { elementsUnder, readWorks, worksDuring, type ScheduledWorks } from '../reference/scheduled-works.ts';
import { queueEnds, tickets, worksTickets } from '../schema.ts';
import { tellTickets } from '../tell-tickets.ts';

interface OnLine {
  readonly number: string;
  readonly chain: readonly string[];
  readonly during: { readonly from: Instant; readonly to: Instant };
}

/**
 * Links a ticket with the works that were under way on its line meanwhile, each once, and answers with what its protocol
 * is to say about it. The caller holds the ticket's lock.
 */
export async function linkWorks(tx: Tx, { number, chain, during }: OnLine): Promise<TicketEvent[]> {
  const underWay = await worksDuring(tx, chain, during);
  if (underWay.length === 0) return [];
  const linked = await tx
    .insert(worksTickets)
    .values(underWay.map(({ id: worksId }) => ({ worksId, number, linkedAt: new Date(during.to) })))
    .onConflictDoNothing()
    .returning({ worksId: worksTickets.worksId });
  const fresh = new Set(linked.map(({ worksId }) => worksId));
  return underWay.filter(({ id }) => fresh.has(id)).map(linkedEvent);
}

function linkedEvent({ id: worksId, window }: ScheduledWorks): TicketEvent {
  return { type: 'worksLinked', by: theDesk, data: { worksId, window } };
}

/**
 * As works begin: links every open ticket on what is worked on. Those that open later are linked as their line is
 * tested. Safe to repeat; a transaction for each ticket, so that nobody waits for all of them.
 */
export async function linkOpenTickets(db: Db, worksId: string): Promise<void> {
  const works = await readWorks(db, worksId);
  if (!works) throw new Error(`no works ${worksId}`);
  for (const number of await openTicketsOn(db, works)) {
    await db.transaction(async (tx) => {
      const { ticket, now } = await lockTicket(tx, number);
      // The engine's clock has told that the works begin; the database's may be a little behind.
      const at = latest(now, works.window.from);
      const events = await linkWorks(tx, { number, chain: ticket.chain, during: { from: at, to: at } });
      await tellTickets(
        tx,
        [number],
        events.map((event) => ({ event })),
      );
    });
  }
}

async function openTicketsOn(reader: Reader, works: ScheduledWorks): Promise<string[]> {
  const onLine = sql`${tickets.state}->'chain' ?| array(${elementsUnder(reader, works)})`;
  const linked = sql`exists (select from works_tickets linked
    where linked.number = ${tickets.number} and linked.works_id = ${works.id})`;
  // What is over stands at the one end of the queue's index.
  const open = and(isNull(tickets.endedAt), sql`${tickets.queueAt} < ${queueEnds.over}`);
  const rows = await reader
    .select({ number: tickets.number })
    .from(tickets)
    .where(and(open, onLine, sql`not ${linked}`))
    .orderBy(asc(tickets.number));
  return rows.map(({ number }) => number);
}

/** The tickets that were linked with works, in the order of their numbers. */
export async function ticketsOfWorks(reader: Reader, worksId: string): Promise<string[]> {
  const rows = await reader
    .select({ number: worksTickets.number })
    .from(worksTickets)
    .where(eq(worksTickets.worksId, worksId))
    .orderBy(asc(worksTickets.number));
  return rows.map(({ number }) => number);
}
