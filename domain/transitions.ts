import { byOf, type By } from './actor.ts';
import type { TicketEvent } from './events.ts';
import type { Instant } from './instant.ts';
import { Refusal } from './refusal.ts';
import { isFinal, nextStatuses, type Status } from './status.ts';
import type { Ticket } from './ticket.ts';

/** Refuses what a ticket in this status can't become. */
export function enter(ticket: Ticket, status: Status): void {
  requireOpen(ticket);
  if (!nextStatuses[ticket.status].includes(status)) {
    throw new Refusal('wrongStatus', `a ticket that is ${ticket.status} cannot become ${status}`);
  }
}

export function requireOpen(ticket: Ticket): void {
  if (isFinal(ticket.status)) throw new Refusal('ticketFinished', `the ticket is ${ticket.status}`);
}

/** Work on the fault goes on: not before it is open, not after it is restored. */
export function requireUnderWork(ticket: Ticket): void {
  requireOpen(ticket);
  if (ticket.status === 'resolved') throw new Refusal('wrongStatus', 'the service is restored already');
}

/** A command that presupposes work takes an acknowledged ticket into work first. */
export function startWork(ticket: Ticket, by: By, now: Instant): TicketEvent[] {
  if (ticket.status !== 'acknowledged') return [];
  return [{ type: 'workStarted', by: byOf(by), data: { startedAt: now } }];
}
