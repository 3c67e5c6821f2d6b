import type { Window } from '../events-of-field.ts';
import { msOf } from '../instant.ts';
import type { BookedTime, EngineerSeen } from './engineer.ts';
import type { DispatchNeed } from './need.ts';

/** An engineer's time in milliseconds of the epoch, to calculate with. */
export interface Agenda {
  readonly engineer: EngineerSeen;
  readonly shifts: readonly Span[];
  readonly absences: readonly Span[];
  readonly bookings: readonly Booked[];
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Booked extends Span {
  readonly arriveAt: number;
  readonly region: string;
  readonly booking: BookedTime;
}

/** What is booked for the visit itself is no hindrance to it. */
export function agendaOf(engineer: EngineerSeen, { visitId }: Pick<DispatchNeed, 'visitId'>): Agenda {
  return {
    engineer,
    shifts: engineer.shifts.map(spanOf),
    absences: engineer.absences.map(spanOf),
    bookings: engineer.bookings.filter((booking) => booking.visitId !== visitId).map(bookedOf),
  };
}

/** The same engineer, had these visits been taken away. */
export function freedOf(agenda: Agenda, visits: readonly Booked[]): Agenda {
  return { ...agenda, bookings: agenda.bookings.filter((booked) => !visits.includes(booked)) };
}

export function spanOf({ from, to }: Window): Span {
  return { from: msOf(from), to: msOf(to) };
}

function bookedOf(booking: BookedTime): Booked {
  return { ...spanOf(booking), arriveAt: msOf(booking.arriveAt), region: booking.region, booking };
}
