import type { TicketEvent } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { isFinal } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';
import { appendTo, lockTicket, type Appended } from './append.ts';
import type { Tx } from './client.ts';
import { order } from './orders.ts';

/**
 * Appends what others know and the desk may not refuse, at once and also while the engine is away. The order that
 * wakes the ticket's workflow is written in the same transaction; a finished ticket has nobody to wake.
 */
export async function recordFact(
  tx: Tx,
  number: string,
  fact: (ticket: Ticket, now: Instant) => readonly TicketEvent[],
  wake: 'customerAnswered' | 'factsRecorded' | null,
): Promise<Appended> {
  const head = await lockTicket(tx, number);
  const appended = await appendTo(tx, head, fact(head.ticket, head.now));
  if (wake !== null && appended.entries.length > 0 && !isFinal(appended.ticket.status)) await order(tx, number, wake);
  return appended;
}
