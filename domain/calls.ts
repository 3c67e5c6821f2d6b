import type { By } from './actor.ts';
import type { EventData, EventOf, Texts } from './events.ts';
import type { Fold } from './fold.ts';
import type { Instant } from './instant.ts';
import { waitAnsweredBy } from './waits.ts';

/** A call as the rules remember it, to be shown as evidence later. */
export interface CallSeen extends Pick<EventData['callLogged'], 'callId' | 'outcome' | 'episode' | 'contactId'> {
  /** When the desk tried to reach a contact in vain. */
  readonly unansweredAt?: Instant;
}

/** A call in or out is a fact: the desk may not refuse to know it. */
export function callLogged(data: EventData['callLogged'], by: By, texts?: Texts): EventOf<'callLogged'> {
  return { type: 'callLogged', by, data, ...(texts && { texts }) };
}

/** Only calls of the running episode can prove anything, so older ones are let go. */
export const foldCall: Fold<'callLogged'> = (ticket, data) => {
  const { callId, outcome, episode, contactId, direction, happenedAt } = data;
  const contact = contactId !== undefined && { contactId };
  const vain = direction === 'out' && outcome !== 'answered' && { unansweredAt: happenedAt };
  const seen: CallSeen = { callId, outcome, episode, ...contact, ...vain };
  const calls = [...ticket.calls.filter((call) => call.episode === ticket.episode), seen];
  return { ...ticket, calls, ...(outcome === 'answered' && waitAnsweredBy(ticket, contactId, happenedAt)) };
};
