import { theDesk } from './actor.ts';
import { factFor, ofClock, change } from './clocks.ts';
import { clockOf } from './clock-starts.ts';
import type { EventData, TicketEvent } from './events.ts';
import type { Folds } from './fold.ts';
import type { Instant } from './instant.ts';
import { armed, type ArmedRung } from './ladder.ts';
import { isFinal } from './status.ts';
import type { Ticket } from './ticket.ts';

type Due = ArmedRung & { readonly at: Instant };

/**
 * Rungs whose instant has come, all of them at once and in their order, each with what it does. A rung that stands
 * behind the fact which ends its clock's run is not fired: the notice would be late news.
 */
export function rungsDue(ticket: Ticket, now: Instant): TicketEvent[] {
  if (isFinal(ticket.status)) return [];
  const due = armed(ticket).filter((one) => one.at <= now && !isOvertaken(ticket, one));
  const inOrder = due.toSorted((a, b) => (a.at === b.at ? a.rung - b.rung : a.at < b.at ? -1 : 1));
  let after = ticket;
  return inOrder.flatMap((one) => {
    const events = fire(after, one);
    after = imagine(after, events);
    return events;
  });
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

/** As far as the next rung of the same moment needs it. */
function imagine(ticket: Ticket, events: readonly TicketEvent[]): Ticket {
  return events.reduce((known, event) => {
    switch (event.type) {
      case 'urgencyRaised':
        return { ...known, urgency: event.data.to };
      case 'assigned':
        return { ...known, assigneeId: event.data.userId };
      case 'unassigned':
        return { ...known, assigneeId: null };
      case 'handedOver':
        return { ...known, team: event.data.team, assigneeId: null };
      default:
        return known;
    }
  }, ticket);
}

export const foldRungs: Folds<'rungFired' | 'urgencyRaised'> = {
  rungFired: (ticket, { clock: name, rung, dueAt: at }) => {
    const clock = clockOf(ticket, name);
    return clock ? change(ticket, name, { fired: [...clock.fired, { rung, at }] }) : ticket;
  },
  urgencyRaised: (ticket, { to }) => ({ ...ticket, urgency: to }),
};
