import type { TicketEvent } from '../events.ts';
import { calledOff, joined, left, proposed, urgencyChanged } from './told-of-tickets.ts';
import { booked, nobodyFree, unbooked } from './told-of-bookings.ts';
import { attached, ended, stepTaken } from './told-of-progress.ts';
import { rungFired } from './told-of-rungs.ts';
import type { Visit } from './visit.ts';
import type { VisitEvent } from './visit-events.ts';

/** What one event of a visit says on some of its tickets. */
export interface FactForTickets {
  readonly event: TicketEvent;
  /** Their numbers. */
  readonly to: readonly string[];
}

/**
 * What an event of a visit says on which tickets, in that order; nothing where it is no news to them. `visit` is the
 * visit after the event, `before` the one before it, null at its beginning. Free texts are added by whoever has them.
 */
export function factsFor(visit: Visit, before: Visit | null, event: VisitEvent): FactForTickets[] {
  switch (event.type) {
    case 'visitRequested':
      return proposed(visit, event);
    case 'ticketJoined':
      return joined(visit, event);
    case 'ticketChanged':
      return urgencyChanged(visit, event);
    case 'ticketLeft':
      return left(visit, event);
    case 'visitAmended':
      return [];
    case 'visitBooked':
      return booked(visit, before, event);
    case 'visitUnbooked':
      return unbooked(visit, event);
    case 'nobodyFree':
      return nobodyFree(visit, before, event);
    case 'visitAccepted':
    case 'engineerDeparted':
    case 'engineerArrived':
      return stepTaken(visit, event);
    case 'visitCompleted':
    case 'visitFailed':
      return ended(visit, before, event);
    case 'visitCancelled':
      return calledOff(visit, event);
    case 'rungFired':
      return rungFired(visit, event);
    case 'attachmentAdded':
      return attached(visit, event);
  }
}
