import { byOf, type By } from '../actor.ts';
import type { PartsWanted } from '../events-of-field.ts';
import type { Instant } from '../instant.ts';
import { Refusal } from '../refusal.ts';
import { isEnded, type Visit, type VisitTicket } from './visit.ts';
import type { VisitEvent, VisitEventData } from './visit-events.ts';

/** What is asked of a visit, for one ticket. */
export type VisitRequest = Omit<VisitEventData['visitRequested'], 'id' | 'requestedAt'>;

/** A new visit, for the ticket that needs it first. */
export function openVisit(id: string, request: VisitRequest, by: By, now: Instant): VisitEvent[] {
  return [{ type: 'visitRequested', by: byOf(by), data: { ...request, id, requestedAt: now } }];
}

/**
 * A ticket with the same fault waits for the same visit, and brings along what that lacks: of each part the larger
 * number, not the sum, for there is one fault. Asked again by a ticket that waits already it says how urgent that is
 * now. Nothing where nothing changes.
 * @throws Refusal visitFinished
 */
export function joinVisit(visit: Visit, request: VisitRequest, by: By, now: Instant): VisitEvent[] {
  if (isEnded(visit)) throw new Refusal('visitFinished', 'nobody joins a visit that is over');
  const known = visit.tickets.find(({ number }) => number === request.ticket.number);
  const amendment = amendmentOf(visit, request, known === undefined);
  return [
    ...waiting(known, request.ticket, by, now),
    ...(Object.keys(amendment).length === 0 ? [] : [amended(amendment, by)]),
  ];
}

function waiting(known: VisitTicket | undefined, ticket: VisitTicket, by: By, now: Instant): VisitEvent[] {
  if (!known) return [{ type: 'ticketJoined', by: byOf(by), data: { ticket, joinedAt: now } }];
  const { priority, urgency, arriveBy } = ticket;
  if (known.priority === priority && known.urgency === urgency && known.arriveBy === arriveBy) return [];
  return [{ type: 'ticketChanged', by: byOf(by), data: { ticket } }];
}

function amended(data: VisitEventData['visitAmended'], by: By): VisitEvent {
  return { type: 'visitAmended', by: byOf(by), data };
}

/** Only a ticket that comes new says how it is to be arranged: one that waits already may just have become more urgent. */
function amendmentOf(visit: Visit, request: VisitRequest, isNew: boolean): VisitEventData['visitAmended'] {
  const skills = union(visit.skills, request.skills);
  const parts = larger(visit.parts, request.parts);
  const hardware = request.cause === 'hardware' && visit.cause !== 'hardware';
  const atOnce = isNew && request.dispatch === 'automatic' && visit.dispatch !== 'automatic';
  return {
    ...(skills.length > visit.skills.length && { skills }),
    ...(!sameParts(parts, visit.parts) && { parts }),
    ...(hardware && { cause: request.cause }),
    ...(atOnce && { dispatch: request.dispatch }),
    ...(asksForAnotherTime(visit, request) && { wanted: request.wanted }),
  };
}

function union(some: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set([...some, ...others])];
}

function larger(some: readonly PartsWanted[], others: readonly PartsWanted[]): readonly PartsWanted[] {
  const quantities = new Map<string, number>();
  for (const { partId, quantity } of [...some, ...others]) {
    quantities.set(partId, Math.max(quantity, quantities.get(partId) ?? 0));
  }
  return [...quantities].map(([partId, quantity]) => ({ partId, quantity }));
}

function sameParts(some: readonly PartsWanted[], others: readonly PartsWanted[]): boolean {
  const has = ({ partId, quantity }: PartsWanted) =>
    others.some((other) => other.partId === partId && other.quantity === quantity);
  return some.length === others.length && some.every(has);
}

/** Heeded while nobody is booked; a window that was promised is moved by a person. */
function asksForAnotherTime({ wanted, engineerId }: Visit, { wanted: asked }: VisitRequest): boolean {
  if (asked === null || engineerId !== null) return false;
  return wanted === null || wanted.from !== asked.from || wanted.to !== asked.to;
}
