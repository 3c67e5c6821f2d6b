import { dueAt } from '../clock.ts';
import { clockOf } from '../clock-starts.ts';
import type { Urgency, VisitCancellation } from '../events-of-field.ts';
import { isFinal } from '../status.ts';
import type { Ticket } from '../ticket.ts';
import { openVisits, type VisitSeen } from './field.ts';
import { dispatchOf, isServed, visitNeed, type VisitNeed } from './visit-need.ts';
import type { VisitWish } from './visit-request.ts';

/** What a ticket owes about visits: to leave those that it has, or to ask for one, or to join one. */
export type VisitsOwed = { readonly leave: VisitCancellation } | { readonly wish: VisitWish };

/** The next thing that the ticket's workflow has to see to; null: nothing. Done when the fold says so. */
export function visitsOwed(ticket: Ticket): VisitsOwed | null {
  if (!ticket.field) return null;
  const because = leaves(ticket);
  if (because !== null) return { leave: because };
  const wish = wished(ticket);
  return wish && { wish };
}

/** Why the ticket gives up what is kept for it; a visit on site goes on whatever becomes of the ticket. */
function leaves(ticket: Ticket): VisitCancellation | null {
  const leaving = openVisits(ticket).filter(({ status }) => status !== 'onSite');
  const kept = ticket.field?.parts.some(({ status, visitId }) => status === 'reserved' && !isOnSite(ticket, visitId));
  if (leaving.length === 0 && !kept) return null;
  if (isFinal(ticket.status)) return 'ticketOver';
  if (ticket.status === 'resolved') return 'restored';
  return leaving.some((visit) => isElsewhere(ticket, visit)) ? 'notNeeded' : null;
}

function isOnSite(ticket: Ticket, visitId: string | null): boolean {
  return openVisits(ticket).some(({ id, status }) => id === visitId && status === 'onSite');
}

/** A person has said since that the fault lies elsewhere, or that nobody of ours has to go. */
function isElsewhere(ticket: Ticket, { cause, requestedAt, zone, element }: VisitSeen): boolean {
  const { confirmed } = ticket.localization ?? {};
  if (!confirmed?.confirmedAt || confirmed.confirmedAt <= requestedAt || cause === 'asked') return false;
  return confirmed.zone !== zone || (confirmed.element !== null && confirmed.element !== element);
}

function wished(ticket: Ticket): VisitWish | null {
  const [open] = openVisits(ticket).toReversed();
  const need = visitNeed(ticket);
  if (open) return amended(ticket, open, need);
  if (!need || isServed(ticket, need)) return null;
  const dispatch = dispatchOf(ticket, need);
  if (dispatch === 'never') return null;
  const hardware = need.hardware && !isReserved(ticket);
  return wishOf(ticket, { ...need, hardware }, { dispatch, cause: causeOf(ticket, need) });
}

/** What was reserved for an earlier visit, or by hand, need not be reserved again. */
function isReserved({ field }: Ticket): boolean {
  return field?.parts.some(({ status }) => status === 'reserved' || status === 'issued') ?? false;
}

/** What an open visit does not know yet: that hardware has to be replaced, or how urgent this ticket is now. */
function amended(ticket: Ticket, open: VisitSeen, need: VisitNeed | null): VisitWish | null {
  const place = { zone: open.zone, element: open.element, hardware: false };
  if (need?.hardware && lacksParts(ticket, open)) {
    return wishOf(ticket, { ...place, element: need.element ?? open.element, hardware: true }, { cause: 'hardware' });
  }
  // Who is there already goes no sooner.
  const isNews = open.status !== 'onSite' && !sameUrgency(open.urgency, urgencyOf(ticket));
  return isNews ? wishOf(ticket, place, { cause: open.cause }) : null;
}

function lacksParts({ field }: Ticket, { id, parts }: VisitSeen): boolean {
  const kept = field?.parts.some(({ visitId, status }) => visitId === id && status !== 'released') ?? false;
  return !kept && parts.length === 0 && field?.short.length === 0;
}

function causeOf({ field, episode }: Ticket, { hardware, confirmed }: VisitNeed): VisitWish['cause'] {
  const before = field?.visits.some((visit) => visit.episode === episode && visit.status === 'unableToComplete');
  if (before) return 'again';
  return hardware ? 'hardware' : confirmed ? 'zone' : 'verdict';
}

function wishOf(
  ticket: Ticket,
  { zone, element, hardware }: Pick<VisitNeed, 'zone' | 'element' | 'hardware'>,
  how: Pick<VisitWish, 'cause'> & Partial<Pick<VisitWish, 'dispatch'>>,
): VisitWish {
  const { number } = ticket;
  return {
    dispatch: 'automatic',
    ...how,
    zone,
    element,
    hardware,
    ticket: { number, ...urgencyOf(ticket) },
    wanted: null,
  };
}

/** How urgent a visit is for this ticket. */
export function urgencyOf(ticket: Ticket): Urgency {
  const { priority, urgency } = ticket;
  const arrival = clockOf(ticket, 'arrival');
  return { priority, urgency, arriveBy: arrival?.state === 'running' ? dueAt(arrival, ticket) : null };
}

function sameUrgency(one: Urgency, other: Urgency): boolean {
  return one.priority === other.priority && one.urgency === other.urgency && one.arriveBy === other.arriveBy;
}
