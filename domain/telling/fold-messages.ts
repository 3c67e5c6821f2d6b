import { isMoot } from '../asking-notices.ts';
import type { EventData, TicketContact } from '../events.ts';
import type { MessageChannel } from '../events-of-talk.ts';
import type { Folds } from '../fold.ts';
import type { Owed } from '../obligations.ts';
import type { Ticket } from '../ticket.ts';
import { hearingOfKey, oweBy, type Hearing } from './hearing.ts';
import { notOwed } from './not-owed.ts';
import { isReachable, routeOf } from './route.ts';

type MessageEvents =
  | 'messageQueued'
  | 'messageSent'
  | 'messageDelivered'
  | 'messageFailed'
  | 'messageUnconfirmed'
  | 'messageDeferred'
  | 'messageDue';

/** What becomes of messages, and what that makes of the channels that are left. */
export const foldMessages: Folds<MessageEvents> = {
  /** A call task is a person's from now on, and a digest sends what is in it; a message of its own is still to be sent. */
  messageQueued: (ticket, { key, channel, digestId }) =>
    channel === 'phone' || digestId !== undefined ? done(ticket, key) : ticket,
  messageSent: (ticket, data) => awaiting(done(ticket, data.key), data),
  messageDelivered: (ticket, { key }) => heard(done(ticket, key), key),
  messageFailed: (ticket, { key, failure }) => {
    if (failure === notOwed) return done(ticket, key);
    return ticket.speaks ? movedOn(done(ticket, key), key) : calledInstead(ticket, key);
  },
  messageUnconfirmed: (ticket, { key }) => movedOn(ticket, key),
  messageDeferred: (ticket, { key, until }) => ({
    ...ticket,
    owed: ticket.owed.map((owed) => (owed.key === key ? { ...owed, notBefore: until } : owed)),
  }),
  messageDue: (ticket, { key }) => ({
    ...ticket,
    owed: ticket.owed.map((owed) => (owed.key === key ? atOnce(owed) : owed)),
  }),
};

function done(ticket: Ticket, key: string): Ticket {
  return { ...ticket, owed: ticket.owed.filter((owed) => owed.key !== key) };
}

function atOnce({ notBefore: _notBefore, ...owed }: Owed): Owed {
  return owed;
}

/** Whoever is reached in another way now may have other quiet hours: what was put off is looked at anew. */
export function putOffNoMore(owed: readonly Owed[], contactId: string): readonly Owed[] {
  return owed.map((one) => ('contactId' in one.to && one.to.contactId === contactId ? atOnce(one) : one));
}

function awaiting(ticket: Ticket, { key, messageId, confirmBy }: EventData['messageSent']): Ticket {
  if (confirmBy === undefined) return ticket;
  return withHearing(ticket, key, (hearing) => ({ ...hearing, awaits: { messageId, key, by: confirmBy } }));
}

/** Also where the report came after the time for it, and another channel was taken meanwhile. */
function heard(ticket: Ticket, key: string): Ticket {
  const channel = hearingOfKey(key)?.channel;
  if (channel === undefined) return ticket;
  return withHearing(ticket, key, (hearing) => ({
    ...withoutWaiting(hearing, key),
    open: [...new Set([...hearing.open, channel])],
  }));
}

function withoutWaiting(hearing: Hearing, key: string): Hearing {
  return hearing.awaits?.key === key ? { ...hearing, awaits: null } : hearing;
}

function withHearing(ticket: Ticket, key: string, becomes: (hearing: Hearing) => Hearing): Ticket {
  const id = hearingOfKey(key)?.id;
  if (!ticket.hearings?.some((hearing) => hearing.id === id)) return ticket;
  return { ...ticket, hearings: ticket.hearings.map((hearing) => (hearing.id === id ? becomes(hearing) : hearing)) };
}

/** A channel did not do it: the next one of the route is taken that was not taken yet for the same. */
function movedOn(ticket: Ticket, key: string): Ticket {
  const of = hearingOfKey(key);
  if (of === null) return ticket;
  const { channel, ...about } = of;
  const { hearings = [] } = ticket;
  const contact = ticket.contacts.find(({ id }) => id === about.contactId);
  // Erased, or the former customer's: there is nobody to tell any more.
  if (!contact || !isReachable(contact)) return withoutHearing(ticket, about.id);
  const known = hearings.find(({ id }) => id === about.id);
  // Long over: which channels were taken nobody knows any more, so a person has to see to it.
  if (!known) return { ...ticket, hearings: [...hearings, { ...about, taken: [channel], open: [], awaits: null }] };
  return known.open.includes(channel) ? nextTaken(ticket, { ...known, failed: channel }, contact) : ticket;
}

function withoutHearing(ticket: Ticket, id: string): Ticket {
  return { ...ticket, hearings: (ticket.hearings ?? []).filter((hearing) => hearing.id !== id) };
}

interface Failing extends Hearing {
  readonly failed: MessageChannel;
}

function nextTaken(ticket: Ticket, { failed, ...hearing }: Failing, contact: TicketContact): Ticket {
  const key = oweBy(hearing, failed).key;
  const next = routeOf(contact).find((channel) => !hearing.taken.includes(channel));
  const open = hearing.open.filter((channel) => channel !== failed);
  if (!next && open.length === 0 && isMoot(ticket, hearing)) return withoutHearing(ticket, hearing.id);
  if (!next) return withHearing(ticket, key, (one) => ({ ...withoutWaiting(one, key), open }));
  const taken = { taken: [...hearing.taken, next], open: [...open, next] };
  const after = withHearing(ticket, key, (one) => ({ ...withoutWaiting(one, key), ...taken }));
  return { ...after, owed: [...after.owed, oweBy(hearing, next)] };
}

/** Where the desk knew mails and calls only: a call, where the contact has a phone by now and none was owed beside it. */
function calledInstead(ticket: Ticket, key: string): Ticket {
  const failed = ticket.owed.find((owed) => owed.key === key);
  const rest = done(ticket, key);
  if (!failed?.elseCall || !('contactId' in failed.to)) return rest;
  const { contactId } = failed.to;
  const contact = ticket.contacts.find(({ id }) => id === contactId);
  if (!contact?.phone) return rest;
  const { cause, position } = failed;
  const id = `${cause}:${position}:${contactId}`;
  return { ...rest, owed: [...rest.owed, oweBy({ id, cause, position, contactId }, 'phone')] };
}
