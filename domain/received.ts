import type { EventData } from './events.ts';
import type { Fold } from './fold.ts';
import { waitAnsweredBy } from './waits.ts';

/** What a customer wrote, as the rules remember it, to be shown as evidence later. */
export type MessageSeen = Pick<EventData['messageReceived'], 'messageId' | 'contactId' | 'episode'>;

/** Only messages of the running episode can prove anything, so older ones are let go. */
export const foldReceived: Fold<'messageReceived'> = (ticket, { messageId, contactId, episode, happenedAt }) => {
  const before = (ticket.received ?? []).filter((known) => known.episode === ticket.episode);
  const received = [...before, { messageId, contactId, episode }].slice(-remembered);
  return { ...ticket, received, ...waitAnsweredBy(ticket, contactId, happenedAt) };
};

/** A flood of mails must not make a ticket grow without end. */
const remembered = 100;
