import { theDesk } from '../actor.ts';
import type { TicketEvent } from '../events.ts';
import type { Instant } from '../instant.ts';
import { ownerOf, type Ticket } from '../ticket.ts';
import type { Hearing } from './hearing.ts';

export interface TellingDeadline {
  readonly at: Instant;
  readonly what: 'messageDue' | 'messageUnconfirmed';
}

/** When what was put off may go out, and when a report is waited for no longer. Of finished tickets too. */
export function tellingDeadlines({ owed, hearings = [] }: Ticket): TellingDeadline[] {
  return [
    ...owed.flatMap(({ notBefore }) => (notBefore ? [{ at: notBefore, what: 'messageDue' } as const] : [])),
    ...hearings.flatMap(({ awaits }) => (awaits ? [{ at: awaits.by, what: 'messageUnconfirmed' } as const] : [])),
  ];
}

/** What time brings of what was told, and the word to a person about who could not be told at all. */
export function tellingDue(ticket: Ticket, now: Instant): TicketEvent[] {
  const { owed, hearings = [] } = ticket;
  return [
    ...hearings.flatMap((hearing) => unconfirmed(hearing, now)),
    ...owed.flatMap(({ key, notBefore }) => (notBefore && notBefore <= now ? [messageDue(key)] : [])),
    ...hearings.filter(isUnheard).map((hearing) => notReached(ticket, hearing)),
  ];
}

function unconfirmed({ awaits }: Hearing, now: Instant): TicketEvent[] {
  if (awaits === null || awaits.by > now) return [];
  const { messageId, key } = awaits;
  return [{ type: 'messageUnconfirmed', by: theDesk, data: { messageId, key } }];
}

function messageDue(key: string): TicketEvent {
  return { type: 'messageDue', by: theDesk, data: { key } };
}

function isUnheard({ open }: Hearing): boolean {
  return open.length === 0;
}

function notReached(ticket: Ticket, { contactId }: Hearing): TicketEvent {
  return { type: 'escalated', by: theDesk, data: { to: ownerOf(ticket), because: 'customerNotReached', contactId } };
}

/** A person has been told of it: the desk itself can do no more about it. */
export function withoutUnheard(hearings: readonly Hearing[] = [], contactId?: string): readonly Hearing[] {
  const handed = hearings.find((hearing) => isUnheard(hearing) && hearing.contactId === contactId);
  return hearings.filter((hearing) => hearing !== handed);
}

/** Whether time or a person may still change what somebody hears of this ticket. */
export function awaitsReports(ticket: Ticket): boolean {
  return (ticket.hearings ?? []).some((hearing) => hearing.awaits !== null || isUnheard(hearing));
}
