import type { TicketContact } from '../events.ts';
import type { MessageCause, MessageChannel } from '../events-of-talk.ts';
import type { Instant } from '../instant.ts';
import type { Owed } from '../obligations.ts';
import { mayConfirm, type Ticket } from '../ticket.ts';
import { firstChannels } from './route.ts';

/** What one contact is to hear of one entry, whatever channels that takes. */
export interface Hearing {
  /** Cause, entry and contact: the key of each of its messages is this and the channel. */
  readonly id: string;
  readonly cause: MessageCause;
  readonly position: number;
  readonly contactId: string;
  /** Each channel once, in the order in which they were taken. */
  readonly taken: readonly MessageChannel[];
  /** Those of them by which they may hear it yet, or have. Empty: nobody could tell them. */
  readonly open: readonly MessageChannel[];
  /** A channel with delivery reports has taken the message; without a report by then it counts as unconfirmed. */
  readonly awaits: { readonly messageId: string; readonly key: string; readonly by: Instant } | null;
}

type About = Pick<Hearing, 'id' | 'cause' | 'position' | 'contactId'>;

/** Whom an entry has told what. */
export interface Told {
  readonly cause: MessageCause;
  readonly contact: TicketContact;
}

export function beginHearing(ticket: Ticket, { cause, contact }: Told, position: number): Hearing {
  const taken = firstChannels(contact, cause, mayConfirm(ticket, contact.id));
  const id = `${cause}:${position}:${contact.id}`;
  return { id, cause, position, contactId: contact.id, taken, open: taken, awaits: null };
}

/** What a hearing makes the desk owe by one of its channels. */
export function oweBy({ id, cause, position, contactId }: About, channel: MessageChannel): Owed {
  return { key: `${id}:${channel}`, cause, position, audience: 'customer', to: { contactId }, channel };
}

/** Which hearing a message belongs to, by its key, and by which channel; null for what the desk's own people are told. */
export function hearingOfKey(key: string): (About & { readonly channel: MessageChannel }) | null {
  const [cause, position, contactId, channel] = key.split(':');
  if (contactId === undefined || contactId === 'staff') return null;
  return {
    id: key.slice(0, key.lastIndexOf(':')),
    cause: cause as MessageCause,
    position: Number(position),
    contactId,
    channel: channel as MessageChannel,
  };
}

/** Bounces come for days; what is older than so many messages is not waited for. */
const remembered = 40;

/** The hearings of a ticket with those that an entry begins, and without those that are long over. */
export function withHearings({ hearings = [], owed }: Ticket, begun: readonly Hearing[]): readonly Hearing[] {
  const all = [...hearings, ...begun];
  const old = all.length - remembered;
  return all.filter((hearing, index) => index >= old || isUnderWay(hearing, owed));
}

function isUnderWay({ id, open, awaits }: Hearing, owed: readonly Owed[]): boolean {
  return awaits !== null || open.length === 0 || owed.some(({ key }) => key.startsWith(`${id}:`));
}
