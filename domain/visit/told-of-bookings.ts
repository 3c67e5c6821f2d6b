import { escalated } from './told-of-rungs.ts';
import type { FactForTickets } from './told-to-tickets.ts';
import { numbersOf, theFirst, theOthers } from './told-whom.ts';
import type { Visit } from './visit.ts';
import type { VisitEventOf } from './visit-events.ts';

export function booked(
  visit: Visit,
  before: Visit | null,
  { by, data }: VisitEventOf<'visitBooked'>,
): FactForTickets[] {
  const { engineerId, window, acceptBy, why, chosenBy } = data;
  const told = {
    visitId: visit.id,
    engineerId,
    window,
    acceptBy,
    why,
    ...(chosenBy && { chosenBy }),
    ...movedFrom(before, data),
  };
  return toStaffOnce(visit, (first) => ({ type: 'visitBooked', by, data: { ...told, first } }));
}

/** The window that was promised before, where it is another. */
function movedFrom(before: Visit | null, { window }: VisitEventOf<'visitBooked'>['data']) {
  const instead = before?.window;
  return instead && (instead.from !== window.from || instead.to !== window.to) ? { instead } : {};
}

export function unbooked(visit: Visit, { by, data }: VisitEventOf<'visitUnbooked'>): FactForTickets[] {
  const { engineerId, because } = data;
  return toStaffOnce(visit, (first) => ({
    type: 'visitUnbooked',
    by,
    data: { visitId: visit.id, engineerId, because, first },
  }));
}

function toStaffOnce(visit: Visit, eventOf: (first: boolean) => FactForTickets['event']): FactForTickets[] {
  const facts = [
    { event: eventOf(true), to: theFirst(visit) },
    { event: eventOf(false), to: theOthers(visit) },
  ];
  return facts.filter(({ to }) => to.length > 0);
}

/** Somebody is told when it is found, and not at every new try. */
export function nobodyFree(
  visit: Visit,
  before: Visit | null,
  { by, data }: VisitEventOf<'nobodyFree'>,
): FactForTickets[] {
  const { until, why } = data;
  const said: FactForTickets = {
    event: { type: 'nobodyFree', by, data: { visitId: visit.id, until, why } },
    to: numbersOf(visit),
  };
  return before?.nobodyFree ? [said] : [said, escalated(visit, { because: 'nobodyFree' })];
}
