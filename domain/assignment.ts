import { byOf, type By } from './actor.ts';
import type { TicketEvent, Texts } from './events.ts';
import type { Folds } from './fold.ts';
import type { Instant } from './instant.ts';
import type { Ticket } from './ticket.ts';
import { requireOpen, startWork } from './transitions.ts';

export interface Assign {
  readonly type: 'assign';
  readonly userId: string;
}
export interface Unassign {
  readonly type: 'unassign';
}
export interface HandOver {
  readonly type: 'handOver';
  readonly team: string;
  readonly texts: Texts;
}

/** Claiming is assigning to oneself. Assigning whom it is assigned to already changes nothing. */
export function assign(ticket: Ticket, { userId }: Assign, by: By, now: Instant): TicketEvent[] {
  requireOpen(ticket);
  if (ticket.assigneeId === userId) return [];
  return [...startWork(ticket, by, now), { type: 'assigned', by: byOf(by), data: { userId } }];
}

export function unassign(ticket: Ticket, _command: Unassign, by: By): TicketEvent[] {
  requireOpen(ticket);
  if (ticket.assigneeId === null) return [];
  return [{ type: 'unassigned', by: byOf(by), data: { userId: ticket.assigneeId } }];
}

/** Another service takes over; whoever held the ticket lets go, so that the other side claims it. */
export function handOver(ticket: Ticket, { team, texts }: HandOver, by: By, now: Instant): TicketEvent[] {
  requireOpen(ticket);
  if (ticket.team === team) return [];
  const data = { team, from: ticket.team };
  return [...startWork(ticket, by, now), { type: 'handedOver', by: byOf(by), data, texts }];
}

export const foldAssignment: Folds<'assigned' | 'unassigned' | 'handedOver'> = {
  assigned: (ticket, { userId }) => ({ ...ticket, assigneeId: userId }),
  unassigned: (ticket) => ({ ...ticket, assigneeId: null }),
  handedOver: (ticket, { team }) => ({ ...ticket, team, assigneeId: null }),
};
