import type { EventData } from '../events.ts';
import type { FieldEvents, Urgency } from '../events-of-field.ts';
import type { Folds } from '../fold.ts';
import { earliest, type Instant } from '../instant.ts';
import type { Ticket } from '../ticket.ts';
import { noField, type Field, type PartSeen, type VisitSeen } from './field.ts';

const asItWas = (ticket: Ticket): Ticket => ticket;

export const foldField: Folds<keyof FieldEvents> = {
  visitProposed: (ticket, data) => {
    const { visitId: id, cause, zone, element, parts, requestedAt, ourSite = false } = data;
    const place = { zone, element, ourSite };
    const urgency = urgencyIn(data);
    return added(ticket, { ...fresh, id, cause, ...place, parts, requestedAt, urgency, episode: ticket.episode });
  },
  visitJoined: (ticket, data) => added(ticket, joined(ticket, data)),
  visitUrgencyChanged: (ticket, data) => changed(ticket, data.visitId, { urgency: urgencyIn(data) }),
  visitBooked: (ticket, { visitId, engineerId, window, chosenBy }) =>
    changed(ticket, visitId, {
      status: 'offered',
      engineerId,
      window,
      chosenByCustomer: chosenBy === 'customer',
      acceptedAt: null,
      departedAt: null,
    }),
  visitUnbooked: (ticket, { visitId, because }) =>
    changed(ticket, visitId, {
      status: 'proposed',
      engineerId: null,
      window: null,
      acceptedAt: null,
      departedAt: null,
      ...(because === 'preempted' && { agreed: null }),
    }),
  nobodyFree: asItWas,
  visitAccepted: (ticket, { visitId, window, happenedAt }) =>
    done(ticket, visitId, { acceptedAt: happenedAt, agreed: window }),
  engineerDeparted: (ticket, { visitId, happenedAt }) => done(ticket, visitId, { departedAt: happenedAt }),
  engineerArrived: (ticket, { visitId, happenedAt }) => done(ticket, visitId, { arrivedAt: happenedAt }),
  visitLate: asItWas,
  visitCompleted: (ticket, { visitId, happenedAt }) =>
    testedLater(changed(ticket, visitId, { status: 'completed', endedAt: happenedAt, fault: null })),
  visitFailed: (ticket, { visitId, fault, happenedAt }) =>
    changed(ticket, visitId, { status: 'unableToComplete', endedAt: happenedAt, fault }),
  visitCancelled: (ticket, { visitId, cancelledAt, because }) =>
    changed(ticket, visitId, { status: 'cancelled', endedAt: cancelledAt, calledOff: because }),
  attachmentAdded: asItWas,
  worksLinked: (ticket) => ({ ...ticket, onWorks: true }),
  ...foldParts(),
};

const fresh = {
  status: 'proposed',
  engineerId: null,
  window: null,
  chosenByCustomer: false,
  agreed: null,
  acceptedAt: null,
  departedAt: null,
  arrivedAt: null,
  endedAt: null,
  fault: null,
  calledOff: null,
} as const;

function urgencyIn({ priority, urgency, arriveBy }: Urgency): Urgency {
  return { priority, urgency, arriveBy };
}

function joined({ episode }: Ticket, data: EventData['visitJoined']): VisitSeen {
  const { visitId: id, cause, zone, element, engineerId, window, acceptedAt, departedAt, arrivedAt } = data;
  const { ourSite = false } = data;
  const seen = { ourSite, engineerId, window, acceptedAt, departedAt, arrivedAt };
  const agreed = acceptedAt === null ? null : window;
  const visit = { ...fresh, id, cause, zone, element, ...seen, agreed, requestedAt: data.joinedAt, episode, parts: [] };
  return { ...visit, urgency: urgencyIn(data), status: statusOf(visit) };
}

/** Where the engineer has come, by what they have told so far, in whatever order. */
function statusOf({
  engineerId,
  acceptedAt,
  departedAt,
  arrivedAt,
}: Pick<VisitSeen, 'engineerId' | 'acceptedAt' | 'departedAt' | 'arrivedAt'>): VisitSeen['status'] {
  if (arrivedAt) return 'onSite';
  if (departedAt) return 'enRoute';
  if (acceptedAt) return 'accepted';
  return engineerId ? 'offered' : 'proposed';
}

function fieldOf({ field = noField }: Ticket): Field {
  return field;
}

/** A ticket that joins again, or comes back to a visit that it had left, is there once. */
function added(ticket: Ticket, visit: VisitSeen): Ticket {
  const field = fieldOf(ticket);
  const others = field.visits.filter(({ id }) => id !== visit.id);
  return { ...ticket, field: { ...field, short: [], visits: [...others, visit] } };
}

function changed(ticket: Ticket, visitId: string, to: Partial<VisitSeen>): Ticket {
  const field = fieldOf(ticket);
  const visits = field.visits.map((visit) => (visit.id === visitId ? { ...visit, ...to } : visit));
  return { ...ticket, field: { ...field, visits } };
}

/**
 * What an engineer did. Told late it changes no end that is known already, except that somebody was on site before the
 * visit was called off; told twice the earlier arrival counts.
 */
function done(ticket: Ticket, visitId: string, deed: Partial<VisitSeen>): Ticket {
  const visit = fieldOf(ticket).visits.find(({ id }) => id === visitId);
  if (!visit) return ticket;
  const after = { ...visit, ...deed, arrivedAt: sooner(visit.arrivedAt, deed.arrivedAt ?? null) };
  return changed(
    ticket,
    visitId,
    isOverFor(after) ? after : { ...after, status: statusOf(after), endedAt: null, calledOff: null },
  );
}

function isOverFor({ status, arrivedAt, endedAt }: VisitSeen): boolean {
  if (endedAt === null) return false;
  return status !== 'cancelled' || arrivedAt === null || arrivedAt > endedAt;
}

function sooner(one: Instant | null, other: Instant | null): Instant | null {
  return one && other ? earliest(one, other) : (one ?? other);
}

function testedLater(ticket: Ticket): Ticket {
  return { ...ticket, field: { ...fieldOf(ticket), testOwed: true } };
}

type PartEvent = Extract<keyof FieldEvents, `part${string}`>;

function foldParts(): Folds<PartEvent> {
  return {
    partReserved: (ticket, { reservationId, visitId, partId, quantity, warehouseId, neededBy, readyAt }) => {
      const part = { reservationId, visitId, partId, quantity, warehouseId, neededBy, readyAt };
      return withParts(ticket, (parts) => [
        ...parts.filter((one) => one.reservationId !== reservationId),
        { ...part, status: 'reserved' },
      ]);
    },
    partShort: (ticket, { partId, quantity }) => {
      const field = fieldOf(ticket);
      return { ...ticket, field: { ...field, short: [...field.short, { partId: partId ?? '', quantity }] } };
    },
    partIssued: (ticket, data) => partChanged(ticket, data, { status: 'issued', warehouseId: data.warehouseId }),
    partReceived: asItWas,
    partUsed: (ticket, data) => replacedBy(partChanged(ticket, data, { status: 'used' }), data),
    partFoundDead: (ticket, data) => {
      const after = partChanged(ticket, data, { status: 'used' });
      return { ...after, field: { ...fieldOf(after), replaced: null } };
    },
    partReturned: (ticket, data) => partChanged(ticket, data, { status: 'returned', warehouseId: data.warehouseId }),
    partReleased: (ticket, data) => partChanged(ticket, data, { status: 'released' }),
  };
}

function withParts(ticket: Ticket, change: (parts: readonly PartSeen[]) => readonly PartSeen[]): Ticket {
  const field = fieldOf(ticket);
  return { ...ticket, field: { ...field, parts: change(field.parts) } };
}

function partChanged(ticket: Ticket, { reservationId }: { reservationId: string }, to: Partial<PartSeen>): Ticket {
  return withParts(ticket, (parts) =>
    parts.map((part) => (part.reservationId === reservationId ? { ...part, ...to } : part)),
  );
}

/** New equipment is in its place; whether it works is still to be seen. */
function replacedBy(ticket: Ticket, { element, usedAt }: EventData['partUsed']): Ticket {
  return { ...ticket, field: { ...fieldOf(ticket), replaced: { element, usedAt, passed: false } } };
}
