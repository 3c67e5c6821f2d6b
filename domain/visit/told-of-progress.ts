import type { FactForTickets } from './told-to-tickets.ts';
import { numbersOf } from './told-whom.ts';
import type { Visit } from './visit.ts';
import type { VisitEventOf } from './visit-events.ts';

type Step = VisitEventOf<'visitAccepted'> | VisitEventOf<'engineerDeparted'> | VisitEventOf<'engineerArrived'>;
type End = VisitEventOf<'visitCompleted'> | VisitEventOf<'visitFailed'>;

/** With the instant as it was told; tickets know what they make of one that is late, or earlier than another. */
export function stepTaken(visit: Visit, { type, by, data: { happenedAt } }: Step): FactForTickets[] {
  const { id: visitId, engineerId, window } = visit;
  if (engineerId === null || window === null) throw new Error(`${type} on a visit that nobody was booked for`);
  const did = { visitId, engineerId, happenedAt };
  const event = type === 'visitAccepted' ? { type, by, data: { ...did, window } } : { type, by, data: did };
  return [{ event, to: numbersOf(visit) }];
}

/**
 * Who completed a visit was there: where no arrival was told, tickets hear that it was then at the latest, since their
 * clocks wait for one. An arrival that is told later with its own instant puts it right.
 */
export function ended(visit: Visit, before: Visit | null, event: End): FactForTickets[] {
  const { by, type, data } = event;
  const { happenedAt } = data;
  const arrived = type === 'visitCompleted' && before?.arrivedAt === null;
  const implied = arrived ? stepTaken(visit, { type: 'engineerArrived', by, data: { happenedAt } }) : [];
  return [...implied, { event: endedBy(visit, event), to: numbersOf(visit) }];
}

function endedBy({ id: visitId }: Visit, { by, data }: End): FactForTickets['event'] {
  const { happenedAt } = data;
  return 'zone' in data
    ? { type: 'visitCompleted', by, data: { visitId, zone: data.zone, happenedAt } }
    : { type: 'visitFailed', by, data: { visitId, fault: data.fault, happenedAt } };
}

export function attached(visit: Visit, { by, data }: VisitEventOf<'attachmentAdded'>): FactForTickets[] {
  return [{ event: { type: 'attachmentAdded', by, data: { visitId: visit.id, ...data } }, to: numbersOf(visit) }];
}
