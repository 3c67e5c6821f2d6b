import type { EventData } from './events.ts';
import type { Fold } from './fold.ts';
import type { Instant } from './instant.ts';
import type { Ticket } from './ticket.ts';
import { waitAnsweredBy } from './waits.ts';

/** What a customer wrote, as the rules remember it, to be shown as evidence later. */
export type MessageSeen = Pick<EventData['messageReceived'], 'messageId' | 'contactId' | 'episode' | 'byNumber'>;

/** Only messages of the running episode can prove anything, so older ones are let go. */
export const foldReceived: Fold<'messageReceived'> = (
  ticket,
  { messageId, contactId, episode, byNumber, happenedAt },
) => {
  const before = (ticket.received ?? []).filter((known) => known.episode === ticket.episode);
  const received = [...before, { messageId, contactId, episode, ...(byNumber && { byNumber }) }].slice(-remembered);
  return { ...ticket, received, ...(!isBefore(ticket, happenedAt) && waitAnsweredBy(ticket, contactId, happenedAt)) };
};

/** A mail that lay somewhere since before the wait began does not answer what was asked with it. */
function isBefore({ wait }: Ticket, happenedAt: Instant): boolean {
  return wait !== null && happenedAt < wait.from;
}

/** A flood of mails must not make a ticket grow without end. */
const remembered = 100;
