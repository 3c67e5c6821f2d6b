import type { Window } from '../events-of-field.ts';
import { msOf, type Instant } from '../instant.ts';
import { agendaOf, spanOf, type Agenda } from './agenda.ts';
import { hasSkills } from './asked.ts';
import { isEmergency } from './emergency.ts';
import type { EngineerSeen, Span } from './engineer.ts';
import type { DispatchNeed } from './need.ts';
import { endOf, untilNext } from './slot.ts';
import type { Travel } from './travel.ts';

/**
 * Whether an engineer can be booked by hand for a window: unfit without a skill or outside their shifts, booked where
 * other visits take the time, the ways there and on included. Null where it fits.
 */
export function fitsIn(
  need: DispatchNeed,
  engineer: EngineerSeen,
  window: Window,
  travel: Travel,
  now: Instant,
): 'engineerUnfit' | 'engineerBooked' | null {
  if (!hasSkills(need, engineer)) return 'engineerUnfit';
  const agenda = agendaOf(engineer, need);
  const { from, to } = spanOf(window);
  const taken = { from: from - travelFor(need, engineer, window.from, travel), to: to + need.durationMs };
  // Who is asked to come at once has set out by the time that they are there.
  const until = endOfShiftWith(agenda, { ...taken, from: Math.max(taken.from, msOf(now)) }, isEmergency(need.priority));
  if (until === null) return 'engineerUnfit';
  const overlaps = agenda.bookings.some((booked) => booked.from < taken.to && taken.from < booked.to);
  const next = agenda.bookings.find((booked) => booked.from >= taken.to && booked.from < until);
  const comesTooLate = next !== undefined && untilNext({ need, travel }, next) < taken.to;
  return overlaps || comesTooLate ? 'engineerBooked' : null;
}

/** Until when the shift lasts that has all of this time in it; null where none has. */
function endOfShiftWith(agenda: Agenda, { from, to }: Span, emergency: boolean): number | null {
  const shift = agenda.shifts.find((one) => one.from <= from && from < one.to);
  const until = shift ? endOf(agenda, shift, emergency) : -Infinity;
  return to <= until ? until : null;
}

/** Milliseconds on the way to a visit at an instant: from the last booking of the shift before it, or from home. */
export function travelFor(need: DispatchNeed, engineer: EngineerSeen, at: Instant, travel: Travel): number {
  const agenda = agendaOf(engineer, need);
  const ms = msOf(at);
  const emergency = isEmergency(need.priority);
  const shift = agenda.shifts.find((one) => one.from <= ms && ms < endOf(agenda, one, emergency));
  const before = shift && agenda.bookings.findLast(({ to }) => to > shift.from && to <= ms);
  return travel(before?.region ?? engineer.region, need.region);
}
