import type { Owed } from '../obligations.ts';
import type { Ticket } from '../ticket.ts';
import type { QuietHours } from './quiet-hours.ts';

/**
 * The quiet hours that hold for what is owed to a contact. None for what they are waiting to hear: that their report
 * is open, the call they asked for, what follows from their own answer, and what they asked to be told at any time.
 * A program is never asleep.
 */
export function quietHoursFor(ticket: Ticket, { to, cause, channel }: Owed): QuietHours | null {
  if (!('contactId' in to) || channel === 'webhook') return null;
  const contact = ticket.contacts.find(({ id }) => id === to.contactId);
  const quiet = contact?.quietHours;
  if (!quiet || quiet.except?.includes(cause)) return null;
  if (cause === 'callAsked' || (cause === 'opened' && contact.roles.includes('reporter'))) return null;
  const theirs = (cause === 'closed' || cause === 'reopened') && ticket.answer?.contactId === contact.id;
  return theirs ? null : quiet;
}
