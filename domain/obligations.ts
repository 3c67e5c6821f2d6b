import { customerAsked, isMoot, isSaidAlready, ownerAsked } from './asking-notices.ts';
import type { Entry, TicketContact } from './events.ts';
import type { MessageCause, MessageChannel, Recipient } from './events-of-talk.ts';
import { engineerTold, visitToldToCustomer } from './field/field-notices.ts';
import { visitsOwed } from './field/visits-owed.ts';
import type { Instant } from './instant.ts';
import { isFinal } from './status.ts';
import { beginHearing, oweBy, withHearings, type Hearing, type Told } from './telling/hearing.ts';
import { awaitsReports } from './telling/telling-due.ts';
import { isQuestion } from './telling/question.ts';
import { mayConfirm, ownerOf, type Ticket } from './ticket.ts';

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
  /** Put off: whom it is for does not want to hear before. */
  readonly notBefore?: Instant;
}

/** What the desk still owes, put off or not. The workflow does each, in any order. */
export function obligations({ owed }: Ticket): readonly Owed[] {
  return owed;
}

/** What is to be told now. */
export function obligationsNow({ owed }: Ticket): readonly Owed[] {
  return owed.filter(({ notBefore }) => notBefore === undefined);
}

/** A ticket that has ended still tells people so and gives up its visits; then it is over, and needs no workflow. */
export function isOver(ticket: Ticket): boolean {
  const told = obligations(ticket).length === 0 && !awaitsReports(ticket);
  return isFinal(ticket.status) && told && visitsOwed(ticket) === null;
}

/** The ticket with what an entry makes the desk owe; news about a visit are asked of the ticket before the entry too. */
export function owing(ticket: Ticket, entry: Entry, before: Ticket | null): Ticket {
  const told = toldBy(ticket, entry, before);
  const begun = ticket.speaks ? begunBy(ticket, told, entry.position) : [];
  const toCustomers = ticket.speaks
    ? begun.flatMap((hearing) => hearing.open.map((channel) => oweBy(hearing, channel)))
    : told.flatMap((one) => oweMailElseCall(ticket, one, entry.position));
  const still = ticket.owed.filter((one) => !isMoot(ticket, one));
  const fresh = [...toCustomers, ...staff(ticket, entry)];
  const isSame = fresh.length === 0 && still.length === ticket.owed.length;
  const after = isSame ? ticket : { ...ticket, owed: [...still, ...fresh] };
  return begun.length === 0 ? after : { ...after, hearings: withHearings(after, begun) };
}

function begunBy(ticket: Ticket, told: readonly Told[], position: number): Hearing[] {
  return told.flatMap((one) => {
    const hearing = beginHearing(ticket, one, position);
    const open = hearing.open.filter((channel) => !isSaidAlready(ticket, oweBy(hearing, channel)));
    return open.length === 0 && hearing.open.length > 0 ? [] : [{ ...hearing, taken: open, open }];
  });
}

function toldBy(ticket: Ticket, entry: Entry, before: Ticket | null): Told[] {
  const { contacts } = ticket;
  if (entry.type === 'callAsked') {
    const asking = contacts.filter(({ id }) => id === entry.data.contactId);
    return asking.map((contact) => ({ cause: 'callAsked', contact }));
  }
  const cause = toldToCustomer(entry) ?? customerAsked(ticket, entry) ?? (before && visitToldToCustomer(before, entry));
  return cause
    ? contacts.filter((contact) => isTold(ticket, contact, cause)).map((contact) => ({ cause, contact }))
    : [];
}

function toldToCustomer(entry: Entry): MessageCause | null {
  switch (entry.type) {
    case 'ticketOpened':
      return 'opened';
    case 'etaPromised':
      return { first: 'etaPromised', later: 'etaExtended', sooner: 'etaSooner' }[entry.data.move] as MessageCause;
    case 'noteAdded':
      return entry.data.told ? 'note' : null;
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

/** Who reported and who asked to be informed hear everything; who only confirms hears what is to be confirmed. */
function isTold(ticket: Ticket, { id, roles, phone, email }: TicketContact, cause: MessageCause): boolean {
  if (!phone && !email) return false;
  if (cause === 'reminder') return mayConfirm(ticket, id);
  if (roles.includes('reporter') || roles.includes('informed')) return true;
  return roles.includes('confirms') && ['restored', 'closed', 'reopened'].includes(cause);
}

/** Of a ticket whose desk knew mails and calls only; see decision 0024. */
function oweMailElseCall(ticket: Ticket, { cause, contact }: Told, position: number): Owed[] {
  const by = mailElseCall(ticket, contact, cause);
  const id = `${cause}:${position}:${contact.id}`;
  const otherwise = by.includes('phone') ? {} : { elseCall: true as const };
  const owed = by.map((channel) => ({
    ...oweBy({ id, cause, position, contactId: contact.id }, channel),
    ...otherwise,
  }));
  return owed.filter((one) => !isSaidAlready(ticket, one));
}

/** Mail where there is an address, else a person calls. What asks for an answer is always said by phone too, to who may give it. */
function mailElseCall(ticket: Ticket, contact: TicketContact, cause: MessageCause): MessageChannel[] {
  if (!contact.email || cause === 'callAsked') return ['phone'];
  const calls = isQuestion(cause) && contact.phone && mayConfirm(ticket, contact.id);
  return calls ? ['email', 'phone'] : ['email'];
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

function oweStaff(cause: MessageCause, position: number, to: Recipient): Owed {
  return { key: `${cause}:${position}:staff:email`, cause, position, audience: 'staff', to, channel: 'email' };
}
