import { foldProgress } from './fold-progress.ts';
import type { Visit, VisitTicket } from './visit.ts';
import type { VisitEntry, VisitEvent, VisitEventData, VisitEventType } from './visit-events.ts';
import { standsAt } from './visit-status.ts';
import { urgencyOf } from './visit-urgency.ts';

/** What one kind of event means for a visit. Never refuses: it has already happened. */
export type VisitFold<T extends VisitEventType> = (visit: Visit, data: VisitEventData[T]) => Visit;
export type VisitFolds<T extends VisitEventType> = { readonly [K in T]: VisitFold<K> };

const folds: VisitFolds<Exclude<VisitEventType, 'visitRequested'>> = {
  ticketJoined: (visit, { ticket }) => waitedForBy(visit, [...without(visit, ticket.number), ticket]),
  ticketChanged: (visit, { ticket }) =>
    waitedForBy(
      visit,
      visit.tickets.map((known) => (known.number === ticket.number ? ticket : known)),
    ),
  ticketLeft: (visit, { number }) => ({ ...visit, tickets: without(visit, number) }),
  visitAmended: (visit, amendment) => ({
    ...visit,
    ...amendment,
    nobodyFree: amendment.wanted || amendment.dispatch ? null : visit.nobodyFree,
  }),
  visitBooked: (visit, { engineerId, window, travelMs, acceptBy, why }) => ({
    ...visit,
    ...nothingDone,
    ...{ engineerId, window, travelMs, acceptBy, why },
  }),
  visitUnbooked: foldUnbooked,
  nobodyFree: (visit, { until }) => ({ ...visit, nobodyFree: { until } }),
  ...foldProgress,
  rungFired: (visit, { rung }) => ({ ...visit, fired: [...visit.fired, rung] }),
  attachmentAdded: (visit) => visit,
};

/** A booking begins and ends with nothing done and no deadline told. */
const nothingDone = { acceptedAt: null, departedAt: null, arrivedAt: null, nobodyFree: null, fired: [] } as const;
const nobodyBooked = { engineerId: null, window: null, travelMs: 0, why: null, acceptBy: null } as const;

/**
 * What an entry means for a visit. Throws where the entry is not the next one: a fold with a hole is a bug that must
 * not be written over.
 */
export function evolveVisit(visit: Visit | null, entry: VisitEntry): Visit {
  const foldedUpTo = visit?.foldedUpTo ?? 0;
  if (entry.position !== foldedUpTo + 1) throw new Error(`entry ${entry.position} does not follow ${foldedUpTo}`);
  if (entry.type === 'visitRequested' && visit === null) return standsAt(born(entry.data));
  if (entry.type === 'visitRequested' || visit === null) throw new Error(`${entry.type} at position ${entry.position}`);
  const fold = folds[entry.type] as VisitFold<typeof entry.type>;
  return standsAt({ ...fold(visit, entry.data as never), foldedUpTo: entry.position });
}

/** The visit as it would be after events that are not recorded yet. */
export function foldVisit(visit: Visit, events: readonly VisitEvent[]): Visit {
  return events.reduce<Visit>(
    (after, event) => evolveVisit(after, { ...event, position: after.foldedUpTo + 1 } as VisitEntry),
    visit,
  );
}

function born({ ticket, consent: _told, ...requested }: VisitEventData['visitRequested']): Visit {
  const { requestedAt } = requested;
  return {
    ...requested,
    ...nobodyBooked,
    ...nothingDone,
    ...{ status: 'proposed', tickets: [ticket], proposedAt: requestedAt, passedOver: [], end: null, foldedUpTo: 1 },
  };
}

/** For something more urgent somebody may be free who was not before. */
function waitedForBy(visit: Visit, tickets: readonly VisitTicket[]): Visit {
  const rises = urgencyOf({ tickets }).priority < urgencyOf(visit).priority;
  return { ...visit, tickets, nobodyFree: rises ? null : visit.nobodyFree };
}

function without({ tickets }: Visit, number: string): readonly VisitTicket[] {
  return tickets.filter((ticket) => ticket.number !== number);
}

/**
 * Who was silent or declined is not asked again. A visit that had to make room had been arranged already, so nobody is
 * asked once more whether it is to be: from then on it looks for an engineer by itself.
 */
function foldUnbooked(visit: Visit, { engineerId, because, unbookedAt }: VisitEventData['visitUnbooked']): Visit {
  const passed = because === 'notAccepted' || because === 'declined';
  return {
    ...visit,
    ...nobodyBooked,
    ...nothingDone,
    proposedAt: unbookedAt,
    passedOver: passed ? [...new Set([...visit.passedOver, engineerId])] : visit.passedOver,
    dispatch: because === 'preempted' ? 'automatic' : visit.dispatch,
  };
}
