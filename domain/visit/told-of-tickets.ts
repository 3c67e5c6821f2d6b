import type { FactForTickets } from './told-to-tickets.ts';
import { numbersOf, theFirst, theOthers } from './told-whom.ts';
import type { Visit, VisitTicket } from './visit.ts';
import type { VisitEventOf } from './visit-events.ts';

export function proposed(visit: Visit, { by, data }: VisitEventOf<'visitRequested'>): FactForTickets[] {
  const { id: visitId, ticket, cause, dispatch, zone, element, siteId, skills, parts, requestedAt, consent } = data;
  const wanted = { visitId, cause, dispatch, zone, element, siteId, skills, parts, requestedAt };
  const told = { ...wanted, ...urgencyIn(ticket), ...siteOf(visit), ...(consent && { consent }) };
  return [{ event: { type: 'visitProposed', by, data: told }, to: numbersOf(visit) }];
}

/** Whoever joins hears how far the visit has come. */
export function joined(
  visit: Visit,
  { by, data: { ticket, joinedAt } }: VisitEventOf<'ticketJoined'>,
): FactForTickets[] {
  const { id: visitId, cause, zone, element, engineerId, window, acceptedAt, departedAt, arrivedAt } = visit;
  const reached = { engineerId, window, acceptedAt, departedAt, arrivedAt };
  const data = { visitId, ...urgencyIn(ticket), ...siteOf(visit), cause, zone, element, joinedAt, ...reached };
  return [{ event: { type: 'visitJoined', by, data }, to: [ticket.number] }];
}

export function urgencyChanged({ id }: Visit, { by, data }: VisitEventOf<'ticketChanged'>): FactForTickets[] {
  const { ticket } = data;
  const told = { visitId: id, ...urgencyIn(ticket) };
  return [{ event: { type: 'visitUrgencyChanged', by, data: told }, to: [ticket.number] }];
}

/** For this ticket it is over; the engineer still goes, for the others. */
export function left({ id }: Visit, { by, data }: VisitEventOf<'ticketLeft'>): FactForTickets[] {
  const { number, because, leftAt: cancelledAt } = data;
  const told = { visitId: id, because, cancelledAt, calledOff: null };
  return [{ event: { type: 'visitCancelled', by, data: told }, to: [number] }];
}

export function calledOff(visit: Visit, { by, data }: VisitEventOf<'visitCancelled'>): FactForTickets[] {
  const told = { visitId: visit.id, because: data.because, cancelledAt: data.cancelledAt };
  const on = (engineerId: string | null) =>
    ({ type: 'visitCancelled', by, data: { ...told, calledOff: engineerId } }) as const;
  return [
    { event: on(visit.engineerId), to: theFirst(visit) },
    { event: on(null), to: theOthers(visit) },
  ].filter(({ to }) => to.length > 0);
}

/** Nobody is spoken to at a site of ours. */
function siteOf({ language }: Visit): { readonly ourSite?: true } {
  return language === null ? { ourSite: true } : {};
}

function urgencyIn({ priority, urgency, arriveBy }: VisitTicket) {
  return { priority, urgency, arriveBy };
}
