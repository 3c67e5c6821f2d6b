import type { TicketContact } from '../events.ts';
import type { MessageCause, MessageChannel } from '../events-of-talk.ts';
import { isQuestion } from './question.ts';

/** What follows in a route what the contact named: what the desk can do by itself, then a person who calls. */
const besides: readonly MessageChannel[] = ['email', 'webhook', 'sms', 'phone'];

/**
 * The channels to a contact in the order in which they are tried: as they prefer, then whatever else there is an
 * address for, without what they refuse. Whoever prefers nothing is mailed, and called where there is no address.
 */
export function routeOf(contact: TicketContact): MessageChannel[] {
  const usable = besides.filter((channel) => isUsable(contact, channel));
  const preferred = contact.prefers.filter((channel) => usable.includes(channel));
  const first =
    preferred.length > 0
      ? preferred
      : usable.filter((channel) => channel === 'email' || channel === 'phone').slice(0, 1);
  return [...new Set([...first, ...usable])];
}

function isUsable({ refuses = [], ...contact }: TicketContact, channel: MessageChannel): boolean {
  return hasAddress(contact, channel) && !refuses.includes(channel);
}

/** Whether there is anything to send to by a channel: a text goes to the number that is called. */
export function hasAddress(
  { phone, email, webhook }: Pick<TicketContact, 'phone' | 'email' | 'webhook'>,
  channel: MessageChannel,
): boolean {
  return { email, sms: phone, phone, webhook: webhook === true }[channel];
}

/** Who can't be reached by any channel has been erased. */
export function isReachable(contact: TicketContact): boolean {
  return besides.some((channel) => hasAddress(contact, channel));
}

/**
 * What is begun with: the first channel of the route. What asks for an answer is always said by phone besides to who
 * may give it, because nothing closes without, also where they would rather not be called.
 */
export function firstChannels(contact: TicketContact, cause: MessageCause, mayConfirm: boolean): MessageChannel[] {
  if (cause === 'callAsked') return ['phone'];
  const route = routeOf(contact);
  if (!isQuestion(cause) || !mayConfirm || !contact.phone) return route.slice(0, 1);
  const written = route.find(
    (channel) => channel === 'email' || (channel !== 'phone' && contact.prefers.includes(channel)),
  );
  return written ? [written, 'phone'] : ['phone'];
}
