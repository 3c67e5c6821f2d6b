import type { TicketEvent } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { visitsOwed } from '../domain/field/visits-owed.ts';
import { isFinal } from '../domain/status.ts';
import { awaitsReports } from '../domain/telling/telling-due.ts';
import type { Ticket } from '../domain/ticket.ts';
import { appendTo, lockTicket, type Appended } from './append.ts';
import type { Tx } from './client.ts';
import { order } from './orders.ts';

/**
 * Appends what others know and the desk may not refuse, at once and also while the engine is away. The order that
 * wakes the ticket's workflow is written in the same transaction; a finished ticket has nobody to wake, unless it has
 * visits to give up or somebody to tell.
 */
export async function recordFact(
  tx: Tx,
  number: string,
  fact: (ticket: Ticket, now: Instant) => readonly TicketEvent[],
  wake: 'customerAnswered' | 'factsRecorded' | null,
): Promise<Appended> {
  const head = await lockTicket(tx, number);
  const appended = await appendTo(tx, head, fact(head.ticket, head.now));
  if (wake !== null && appended.entries.length > 0 && isHeard(head.ticket, appended.ticket))
    await order(tx, number, wake);
  return appended;
}

function isHeard(before: Ticket, after: Ticket): boolean {
  const toTell = after.owed.length > before.owed.length || awaitsReports(before) || awaitsReports(after);
  return !isFinal(after.status) || visitsOwed(before) !== null || toTell;
}
