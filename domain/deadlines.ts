import { answerDue } from './confirmation.ts';
import { etaDeadlines, etaDue } from './eta.ts';
import type { TicketEvent } from './events.ts';
import type { Instant } from './instant.ts';
import { isFinal } from './status.ts';
import type { Ticket } from './ticket.ts';
import { waitDeadlines, waitDue } from './waits.ts';
import type { Bilingual } from './words.ts';

export interface Deadline {
  readonly at: Instant;
  readonly what: 'etaDemanded' | 'etaWarned' | 'etaBreached' | 'waitOver';
}

/** What happens at a deadline, in words: on the ticket as `next`, and on the timer in the engine's UI. */
export const deadlineWords: Readonly<Record<Deadline['what'], Bilingual>> = {
  etaDemanded: { ru: 'сообщить старшему смены: срок не назван', en: 'tell the shift lead: no ETA promised' },
  etaWarned: { ru: 'предупредить ответственного: срок близко', en: 'warn the owner: the ETA is near' },
  etaBreached: { ru: 'обещанный срок истекает', en: 'the promised ETA runs out' },
  waitOver: { ru: 'ожидание заканчивается', en: 'the wait is over' },
};

/** Every armed deadline, the earliest first; that one drives the workflow's timer and stands on the ticket as `next`. */
export function deadlines(ticket: Ticket): Deadline[] {
  if (isFinal(ticket.status)) return [];
  const armed = [...etaDeadlines(ticket), ...waitDeadlines(ticket)];
  return armed.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/**
 * What follows by itself from the facts and the time: the consequence of the customer's word, the end of a wait,
 * what a deadline brings. Answers one step at a time; ask again on the fold after it until nothing follows.
 */
export function due(ticket: Ticket, now: Instant): TicketEvent[] {
  if (isFinal(ticket.status)) return [];
  for (const follows of [answerDue, waitDue, etaDue]) {
    const events = follows(ticket, now);
    if (events.length > 0) return events;
  }
  return [];
}
