import { byOf, type By } from './actor.ts';
import type { TicketEvent, Texts } from './events.ts';
import type { Fold } from './fold.ts';
import { withoutUnheard } from './telling/telling-due.ts';
import type { Addressee } from './terms.ts';
import type { Ticket } from './ticket.ts';
import { requireOpen } from './transitions.ts';

export interface Escalate {
  readonly type: 'escalate';
  readonly to: Addressee;
  readonly texts: Texts;
}

/** By hand: somebody is told now, whatever the clocks say. */
export function escalate(ticket: Ticket, { to, texts }: Escalate, by: By): TicketEvent[] {
  requireOpen(ticket);
  return [{ type: 'escalated', by: byOf(by), data: { to, because: 'byHand' }, texts }];
}

/** What was escalated once is not escalated again. */
export const foldEscalated: Fold<'escalated'> = (ticket, { because, contactId }) => {
  const { etaDemand, question } = ticket;
  if (because === 'etaOverdue' && etaDemand) return { ...ticket, etaDemand: { ...etaDemand, escalated: true } };
  if (because === 'customerSilent' && question) return { ...ticket, question: { ...question, escalated: true } };
  if (because === 'customerNotReached') return { ...ticket, hearings: withoutUnheard(ticket.hearings, contactId) };
  return ticket;
};
