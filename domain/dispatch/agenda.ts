import type { Window } from '../events-of-field.ts';
import { msOf } from '../instant.ts';
import type { BookedTime, EngineerSeen, Span } from './engineer.ts';
import type { DispatchNeed } from './need.ts';

/** An engineer with the bookings that stand in the way of a visit. */
export interface Agenda extends Pick<EngineerSeen, 'shifts' | 'absences' | 'bookings'> {
  readonly engineer: EngineerSeen;
}

/** What is booked for the visit itself is no hindrance to it. */
export function agendaOf(engineer: EngineerSeen, { visitId }: Pick<DispatchNeed, 'visitId'>): Agenda {
  const { shifts, absences } = engineer;
  return { engineer, shifts, absences, bookings: engineer.bookings.filter((booking) => booking.visitId !== visitId) };
}

/** The same engineer, had these visits been taken away. */
export function freedOf(agenda: Agenda, visits: readonly BookedTime[]): Agenda {
  return { ...agenda, bookings: agenda.bookings.filter((booked) => !visits.includes(booked)) };
}

export function spanOf({ from, to }: Window): Span {
  return { from: msOf(from), to: msOf(to) };
}
