import { answered } from './confirmation.ts';
import type { Entry } from './events.ts';
import type { MessageCause } from './events-of-talk.ts';
import type { Owed } from './obligations.ts';
import { isFinal } from './status.ts';
import type { Ticket } from './ticket.ts';
import { endIsTold } from './waits-told.ts';

/** What an entry lets the desk tell the customer of itself, so that nobody is left in silence. */
export function customerAsked(ticket: Ticket, entry: Entry): MessageCause | null {
  switch (entry.type) {
    case 'reminded':
      return 'reminder';
    case 'silenceFilled':
      return 'interim';
    case 'etaSlipping':
      return 'etaSlipping';
    case 'waitStarted':
      return ticket.wait?.told ? 'waiting' : null;
    case 'waitEnded':
      return endIsTold(ticket, entry.data) ? 'resumed' : null;
    default:
      return null;
  }
}

/** What an entry asks of whoever works on the ticket. */
export function ownerAsked(ticket: Ticket, { type }: Entry): MessageCause | null {
  if (type === 'wordsWanted') return 'wordsWanted';
  return type === 'ticketReopened' && ticket.speaks ? 'stillBroken' : null;
}

/** What only fills a silence: two of a kind that wait to be sent together say no more than one. */
const fillers: ReadonlySet<MessageCause> = new Set(['reminder', 'interim']);

export function isSaidAlready({ owed }: Ticket, { cause, channel, to }: Owed): boolean {
  if (!fillers.has(cause) || !('contactId' in to)) return false;
  return owed.some(
    (one) =>
      one.cause === cause && one.channel === channel && 'contactId' in one.to && one.to.contactId === to.contactId,
  );
}

const mayTurnMoot: ReadonlySet<MessageCause> = new Set(['reminder', 'interim', 'wordsWanted']);

/** Whether what is said of this may need no saying before it has gone out; `isMoot` knows when. */
export function canBeMoot({ cause }: Pick<Owed, 'cause'>): boolean {
  return mayTurnMoot.has(cause);
}

/** What has not gone out yet and need not any more: the answer is there, the work is over. */
export function isMoot(ticket: Ticket, { cause }: Pick<Owed, 'cause'>): boolean {
  if (cause === 'reminder') return ticket.status !== 'resolved' || answered(ticket);
  return canBeMoot({ cause }) && (ticket.status === 'resolved' || isFinal(ticket.status));
}
