import type { By } from './actor.ts';
import type { TicketEvent } from './events.ts';
import type { Instant } from './instant.ts';
import { Refusal } from './refusal.ts';
import type { Ticket } from './ticket.ts';

/**
 * A contact wants to be called: a fact, taken on finished tickets too.
 * @throws Refusal notReachable where there is no number to call
 */
export function askForCall({ contacts }: Ticket, contactId: string, by: By, now: Instant): TicketEvent {
  const contact = contacts.find(({ id }) => id === contactId);
  if (!contact?.phone) {
    throw new Refusal('notReachable', 'no number to call', [{ path: 'phone', message: 'is needed to be called' }]);
  }
  return { type: 'callAsked', by, data: { contactId, happenedAt: now } };
}

/** Whether a call that this contact asked for is still to be made a task of. */
export function awaitsCallTask({ owed }: Ticket, contactId: string): boolean {
  return owed.some(({ cause, to }) => cause === 'callAsked' && 'contactId' in to && to.contactId === contactId);
}
