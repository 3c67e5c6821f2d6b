import { customerAsked, isSaidAlready, ownerAsked } from './asking-notices.ts';
import type { Entry, TicketContact } from './events.ts';
import type { MessageCause, MessageChannel, Recipient } from './events-of-talk.ts';
import { engineerTold, visitToldToCustomer } from './field/field-notices.ts';
import { visitsOwed } from './field/visits-owed.ts';
import type { Folds } from './fold.ts';
import { isFinal } from './status.ts';
import { mayConfirm, type Ticket } from './ticket.ts';

/** One message that the desk owes somebody. Done when it is sent, refused for good, or handed to a person to call. */
export interface Owed {
  /** Unique in the ticket: cause, entry, recipient and channel. Never two messages under one key. */
  readonly key: string;
  readonly cause: MessageCause;
  /** The entry that the message tells about. */
  readonly position: number;
  readonly audience: 'customer' | 'staff';
  readonly to: Recipient;
  readonly channel: MessageChannel;
  /** No call about the same was owed beside it, whatever addresses the contact has lost or gained since. */
  readonly elseCall?: true;
}

/** What the desk still owes. The workflow does each, in any order. */
export function obligations({ owed }: Ticket): readonly Owed[] {
  return owed;
}

/** A ticket that has ended still tells people so and gives up its visits; then it is over, and needs no workflow. */
export function isOver(ticket: Ticket): boolean {
  return isFinal(ticket.status) && obligations(ticket).length === 0 && visitsOwed(ticket) === null;
}

/** What an entry makes the desk owe, asked of the ticket after it and, for news about a visit, of the one before it. */
export function owedBy(ticket: Ticket, entry: Entry, before: Ticket | null): Owed[] {
  const told = toldToCustomer(entry) ?? customerAsked(ticket, entry) ?? (before && visitToldToCustomer(before, entry));
  return [
    ...(told ? customers(ticket, told, entry.position) : []),
    ...callAsked(ticket, entry),
    ...staff(ticket, entry),
  ];
}

function toldToCustomer(entry: Entry): MessageCause | null {
  switch (entry.type) {
    case 'ticketOpened':
      return 'opened';
    case 'etaPromised':
      return { first: 'etaPromised', later: 'etaExtended', sooner: 'etaSooner' }[entry.data.move] as MessageCause;
    case 'etaBreached':
      return 'etaMissed';
    case 'serviceRestored':
      return 'restored';
    case 'ticketClosed':
      return 'closed';
    case 'ticketReopened':
      return 'reopened';
    case 'ticketCancelled':
      return 'cancelled';
    case 'ticketRejected':
      return 'rejected';
    default:
      return null;
  }
}

function customers(ticket: Ticket, cause: MessageCause, position: number): Owed[] {
  const told = ticket.contacts.filter((contact) => isTold(ticket, contact, cause));
  return told.flatMap((contact) => {
    const by = channels(ticket, contact, cause);
    const otherwise = by.includes('phone') ? {} : { elseCall: true as const };
    const owed = by.map((channel) => ({ ...owe(cause, position, contact, channel), ...otherwise }));
    return owed.filter((one) => !isSaidAlready(ticket, one));
  });
}

/** Who reported and who asked to be informed hear everything; who only confirms hears what is to be confirmed. */
function isTold(ticket: Ticket, { id, roles, phone, email }: TicketContact, cause: MessageCause): boolean {
  if (!phone && !email) return false;
  if (cause === 'reminder') return mayConfirm(ticket, id);
  if (roles.includes('reporter') || roles.includes('informed')) return true;
  return roles.includes('confirms') && ['restored', 'closed', 'reopened'].includes(cause);
}

/** Who asks to be called is called, whatever channels they like better otherwise. */
function callAsked({ contacts }: Ticket, { type, data, position }: Entry): Owed[] {
  const asking = type === 'callAsked' ? contacts.filter(({ id }) => id === data.contactId) : [];
  return asking.map((contact) => owe('callAsked', position, contact, 'phone'));
}

/** Mail where there is an address, else a person calls. What asks for an answer is always said by phone too, to who may give it. */
function channels(ticket: Ticket, contact: TicketContact, cause: MessageCause): MessageChannel[] {
  if (!contact.email) return ['phone'];
  const calls = isQuestion(cause) && contact.phone && mayConfirm(ticket, contact.id);
  return calls ? ['email', 'phone'] : ['email'];
}

/** Told of a restoration, a customer is asked whether the service works. */
export function isQuestion(cause: MessageCause | 'callBack'): boolean {
  return cause === 'restored' || cause === 'reminder';
}

function owe(cause: MessageCause, position: number, { id }: TicketContact, channel: MessageChannel): Owed {
  return {
    key: `${cause}:${position}:${id}:${channel}`,
    cause,
    position,
    audience: 'customer',
    to: { contactId: id },
    channel,
  };
}

function staff(ticket: Ticket, entry: Entry): Owed[] {
  const engineer = engineerTold(entry);
  if (engineer) return [oweStaff(engineer.cause, entry.position, { userId: engineer.userId })];
  const asked = ownerAsked(ticket, entry);
  if (asked) return [oweStaff(asked, entry.position, ownerOf(ticket))];
  switch (entry.type) {
    case 'etaWarned':
      return [oweStaff('etaWarned', entry.position, ownerOfEta(ticket))];
    case 'etaDemanded':
      return entry.data.because === 'missed' ? [oweStaff('etaDemanded', entry.position, ownerOfEta(ticket))] : [];
    case 'rungFired':
      return [oweStaff('rungFired', entry.position, entry.data.tell)];
    case 'escalated':
      return [oweStaff('escalated', entry.position, entry.data.to)];
    case 'messageReceived':
      return [oweStaff('customerWrote', entry.position, ownerOf(ticket))];
    case 'callAsked':
      return [oweStaff('callWanted', entry.position, ownerOf(ticket))];
    default:
      return [];
  }
}

/** The assignee, or whoever promised; where there is neither, the shift lead. */
function ownerOfEta({ assigneeId, eta }: Ticket): Recipient {
  const userId = assigneeId ?? (eta?.by.kind === 'person' ? eta.by.id : undefined);
  return userId === undefined ? { role: 'supervisor' } : { userId };
}

/** Who works on it; where nobody does, the shift lead. */
function ownerOf({ assigneeId }: Ticket): Recipient {
  return assigneeId === null ? { role: 'supervisor' } : { userId: assigneeId };
}

function oweStaff(cause: MessageCause, position: number, to: Recipient): Owed {
  return { key: `${cause}:${position}:staff:email`, cause, position, audience: 'staff', to, channel: 'email' };
}

const done = (ticket: Ticket, key: string): Ticket => ({ ...ticket, owed: ticket.owed.filter((o) => o.key !== key) });

export const foldMessages: Folds<'messageQueued' | 'messageSent' | 'messageFailed' | 'messageDelivered'> = {
  /** A call task is a person's from now on, and a digest sends what is in it; a mail of its own is still to be sent. */
  messageQueued: (ticket, { key, channel, digestId }) =>
    channel === 'phone' || digestId !== undefined ? done(ticket, key) : ticket,
  messageSent: (ticket, { key }) => done(ticket, key),
  messageDelivered: (ticket, { key }) => done(ticket, key),
  messageFailed: (ticket, { key }) => {
    const failed = ticket.owed.find((owed) => owed.key === key);
    const rest = done(ticket, key);
    const call = failed && callInstead(ticket, failed);
    return call ? { ...rest, owed: [...rest.owed, call] } : rest;
  },
};

/** A mail that can't be delivered becomes a call where the contact has a phone by now, unless one was owed beside it. */
function callInstead(ticket: Ticket, { to, cause, position, elseCall }: Owed): Owed | null {
  if (!elseCall || !('contactId' in to)) return null;
  const contact = ticket.contacts.find(({ id }) => id === to.contactId);
  return contact?.phone ? owe(cause, position, contact, 'phone') : null;
}
