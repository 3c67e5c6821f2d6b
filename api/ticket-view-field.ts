import type { VisitSeen } from '../domain/field/field.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Lookups } from '../db/ticket-lookups.ts';
import type { TicketView } from './schemas/ticket-view.ts';

/** The visits that a ticket waits for, or waited for, oldest first. */
export function viewVisits({ field }: Ticket, { people }: Pick<Lookups, 'people'>): TicketView['visits'] {
  return (field?.visits ?? []).map((visit) => viewVisit(visit, people));
}

function viewVisit(visit: VisitSeen, people: Lookups['people']): TicketView['visits'][number] {
  const { id, status, cause, episode, zone, element, engineerId, window, fault } = visit;
  const { requestedAt, acceptedAt, departedAt, arrivedAt, endedAt } = visit;
  const engineer = engineerId === null ? null : { id: engineerId, name: people.get(engineerId) ?? null };
  const when = { window, requestedAt, acceptedAt, departedAt, arrivedAt, endedAt };
  return { id, status, cause, episode, zone, element, engineer, ...when, fault };
}

/** Spare parts that are or were kept for a ticket. */
export function viewReservations({ field }: Ticket): TicketView['reservations'] {
  return (field?.parts ?? []).map(({ reservationId: id, ...part }) => ({ id, ...part }));
}
