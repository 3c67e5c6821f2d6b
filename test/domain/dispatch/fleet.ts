import { spanOf } from '../../../domain/dispatch/agenda.ts';
import type { BookedTime, EngineerSeen } from '../../../domain/dispatch/engineer.ts';
import type { DispatchNeed } from '../../../domain/dispatch/need.ts';
import { travelBy } from '../../../domain/dispatch/travel.ts';
import type { Window } from '../../../domain/events-of-field.ts';
import type { Instant } from '../../../domain/instant.ts';
import { at } from '../../support/cast.ts';

export const minute = 60_000;

export const travel = travelBy([{ from: 'Moscow', to: 'Tver', minutes: 150 }]);

interface Told extends Partial<Omit<EngineerSeen, 'shifts' | 'absences'>> {
  readonly shifts?: readonly Window[];
  readonly absences?: readonly Window[];
}

/** Somebody in Moscow who can do everything at access, works from eight to six and has the day before them. */
export function engineer(id: string, { shifts, absences, ...told }: Told = {}): EngineerSeen {
  return {
    id,
    region: 'Moscow',
    skills: ['olt', 'ont'],
    languages: ['ru'],
    overtime: false,
    shifts: (shifts ?? [{ from: at('08:00'), to: at('18:00') }]).map(spanOf),
    absences: (absences ?? []).map(spanOf),
    bookings: [],
    carries: {},
    ...told,
  };
}

/** A planned visit in Moscow, with half an hour's way to it. */
export function booked(visitId: string, from: Instant, to: Instant, told: Partial<BookedTime> = {}): BookedTime {
  const span = spanOf({ from, to });
  const arriveAt = span.from + 30 * minute;
  return { visitId, ...span, arriveAt, priority: 'P4', region: 'Moscow', movable: true, ...told };
}

/** An OLT in Moscow is dead: P1, somebody has to be there by eleven, and works an hour. */
export function need(told: Partial<DispatchNeed> = {}): DispatchNeed {
  return {
    visitId: 'this',
    priority: 'P1',
    urgency: 0,
    region: 'Moscow',
    skills: ['olt'],
    language: null,
    parts: [],
    partsReadyAt: null,
    durationMs: 60 * minute,
    arriveBy: at('11:00'),
    wanted: null,
    passedOver: [],
    ...told,
  };
}
