import { theDesk } from './actor.ts';
import { ofClock } from './clock-events.ts';
import { change, factFor } from './clocks.ts';
import { clockOf } from './clock-starts.ts';
import type { EventData, TicketEvent } from './events.ts';
import type { Folds } from './fold.ts';
import type { Instant } from './instant.ts';
import { armed, type ArmedRung } from './ladder.ts';
import { isFinal } from './status.ts';
import type { Ticket } from './ticket.ts';

type Due = ArmedRung & { readonly at: Instant };

/**
 * The earliest rung whose instant has come, with what it does; ask again on the fold after it until none is left. A
 * rung that stands behind the fact which ends its clock's run is not fired: the notice would be late news.
 */
export function rungsDue(ticket: Ticket, now: Instant): TicketEvent[] {
  if (isFinal(ticket.status)) return [];
  const due = armed(ticket).filter((one) => one.at <= now && !isOvertaken(ticket, one));
  const [first] = due.toSorted((a, b) => (a.at === b.at ? a.rung - b.rung : a.at < b.at ? -1 : 1));
  return first ? fire(ticket, first) : [];
}

function isOvertaken(ticket: Ticket, { what, at }: Due): boolean {
  const fact = factFor(ticket, what.clock);
  return fact !== null && fact <= at;
}

function fire(ticket: Ticket, due: Due): TicketEvent[] {
  const clock = clockOf(ticket, due.what.clock);
  if (!clock) return [];
  const { at, tell, do: does = 'notify' } = due.what;
  const data = { ...ofClock(clock), rung: due.rung, dueAt: due.at, at, tell, do: does };
  return [{ type: 'rungFired', by: theDesk, data }, ...deed(ticket, data)];
}

/** What a rung does beside telling. Urgency orders queues, dispatch and the floor; severity and due instants stay. */
function deed(ticket: Ticket, { do: does, rung, tell }: EventData['rungFired']): TicketEvent[] {
  switch (does) {
    case 'notify':
      return [];
    case 'raise':
      return [{ type: 'urgencyRaised', by: theDesk, data: { from: ticket.urgency, to: ticket.urgency + 1, rung } }];
    case 'reassign':
      return reassign(ticket, tell);
    case 'dispatch':
      return handOver(ticket, 'dispatch');
  }
}

/** To a person, to a team; for a role the ticket is laid open, so that whoever is on duty claims it. */
function reassign(ticket: Ticket, to: EventData['rungFired']['tell']): TicketEvent[] {
  if ('team' in to) return handOver(ticket, to.team);
  if ('userId' in to) {
    return to.userId === ticket.assigneeId ? [] : [{ type: 'assigned', by: theDesk, data: { userId: to.userId } }];
  }
  return ticket.assigneeId === null ? [] : [{ type: 'unassigned', by: theDesk, data: { userId: ticket.assigneeId } }];
}

function handOver({ team: from }: Ticket, team: string): TicketEvent[] {
  return team === from ? [] : [{ type: 'handedOver', by: theDesk, data: { team, from } }];
}

export const foldRungs: Folds<'rungFired' | 'urgencyRaised'> = {
  rungFired: (ticket, { clock: name, rung, dueAt: at }) => {
    const clock = clockOf(ticket, name);
    return clock ? change(ticket, name, { fired: [...clock.fired, { rung, at }] }) : ticket;
  },
  urgencyRaised: (ticket, { to }) => ({ ...ticket, urgency: to }),
};
