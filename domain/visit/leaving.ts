import { byOf, theDesk, type By } from '../actor.ts';
import type { VisitCancellation } from '../events-of-field.ts';
import type { Instant } from '../instant.ts';
import { Refusal } from '../refusal.ts';
import { isEnded, type Visit } from './visit.ts';
import type { VisitEvent } from './visit-events.ts';

/**
 * A ticket needs the visit no more. While others wait it goes on for them and nothing is released; with the last one
 * it is cancelled, and that one stays on it, so that what is told later still finds a ticket. Somebody on site goes on
 * whatever becomes of the tickets: nothing then, as for a ticket that does not wait for it.
 */
export function leaveVisit(visit: Visit, number: string, because: VisitCancellation, now: Instant): VisitEvent[] {
  const waits = visit.tickets.some((ticket) => ticket.number === number);
  if (!waits || isEnded(visit) || visit.status === 'onSite') return [];
  if (visit.tickets.length === 1) return cancelVisit(visit, because, theDesk, now);
  return [{ type: 'ticketLeft', by: theDesk, data: { number, because, leftAt: now } }];
}

/**
 * The visit is called off, for every ticket that waits for it. Nothing where it was called off before.
 * @throws Refusal visitFinished where it is over otherwise, or somebody is on site: that is never cancelled
 */
export function cancelVisit(visit: Visit, because: VisitCancellation, by: By, now: Instant): VisitEvent[] {
  if (visit.status === 'cancelled') return [];
  if (isEnded(visit)) throw new Refusal('visitFinished', 'the visit is over');
  if (visit.status === 'onSite') throw new Refusal('visitFinished', 'somebody is on site: complete it or fail it');
  return [{ type: 'visitCancelled', by: byOf(by), data: { because, cancelledAt: now } }];
}
