import { theDesk } from '../actor.ts';
import type { TicketEvent } from '../events.ts';
import type { Instant } from '../instant.ts';
import { startLocalization } from '../localization.ts';
import type { Ticket } from '../ticket.ts';
import { startWork } from '../transitions.ts';
import { openVisits, type VisitSeen } from './field.ts';

/** What follows on a ticket from the progress of its visits: work begins, the line is tested, a wait of the customer's. */
export function fieldDue(ticket: Ticket, now: Instant): TicketEvent[] {
  const visits = openVisits(ticket);
  if (visits.some(({ engineerId }) => engineerId !== null) && ticket.status === 'acknowledged') {
    return startWork(ticket, theDesk, now);
  }
  if (ticket.status === 'resolved') return [];
  if (ticket.field?.testOwed && ticket.chain.length > 0) return startLocalization(ticket, 'visited', { at: now });
  return visits.flatMap((visit) => waitForWindow(ticket, visit, now)).slice(0, 1);
}

/** A later window that the customer chose is a wait of theirs; it is known by its visit, and there once for each. */
function waitForWindow(ticket: Ticket, { id, window, chosenByCustomer }: VisitSeen, now: Instant): TicketEvent[] {
  if (!chosenByCustomer || window === null || window.from <= now || ticket.status !== 'inProgress') return [];
  if (ticket.waits.some((wait) => wait.id === id)) return [];
  const data = { waitId: id, for: 'customer', reason: 'customerRequest', from: now, until: window.from } as const;
  return [{ type: 'waitStarted', by: theDesk, data }];
}
