import { theDesk } from '../actor.ts';
import type { EscalationCause } from '../events.ts';
import type { Instant } from '../instant.ts';
import type { FactForTickets } from './told-to-tickets.ts';
import { numbersOf, theFirst } from './told-whom.ts';
import type { Visit, VisitRung } from './visit.ts';
import type { VisitEventOf } from './visit-events.ts';
import { urgencyOf } from './visit-urgency.ts';

const causes: Readonly<Record<VisitRung, EscalationCause>> = {
  proposal: 'visitNotBooked',
  acceptance: 'visitNotAccepted',
  departure: 'visitNotDeparted',
  window: 'visitLate',
};

/** Every ticket hears that its visit is late; who has to see to it is told once. */
export function rungFired(visit: Visit, { by, data }: VisitEventOf<'rungFired'>): FactForTickets[] {
  const { rung, dueAt } = data;
  const told = escalated(visit, { because: causes[rung], dueAt });
  const { id: visitId, window } = visit;
  if (rung !== 'window' || window === null) return [told];
  const late = { type: 'visitLate', by, data: { visitId, window, happenedAt: dueAt } } as const;
  return [{ event: late, to: numbersOf(visit) }, told];
}

/** On the first ticket: to the dispatcher, and in the greatest emergency to whoever leads the shift. */
export function escalated(
  visit: Visit,
  why: { readonly because: EscalationCause; readonly dueAt?: Instant },
): FactForTickets {
  const role = urgencyOf(visit).priority === 'P1' ? 'supervisor' : 'dispatcher';
  return { event: { type: 'escalated', by: theDesk, data: { to: { role }, ...why } }, to: theFirst(visit) };
}
