import { byOf, theDesk, type By } from '../actor.ts';
import type { Window } from '../events-of-field.ts';
import { instantOf, latest, msOf, earliest, type Instant } from '../instant.ts';
import { Refusal } from '../refusal.ts';
import type { Bilingual } from '../words.ts';
import { acceptanceMs, lookAgainMs, workMs } from './patience.ts';
import type { Visit } from './visit.ts';
import type { VisitEvent, VisitEventData } from './visit-events.ts';
import { isMovable } from './visit-status.ts';
import { urgencyOf } from './visit-urgency.ts';

export interface Booking {
  readonly engineerId: string;
  /** The engineer is promised to be there at some time in it. */
  readonly window: Window;
  readonly travelMs: number;
  /** How the choice is explained. */
  readonly why: Bilingual;
  readonly chosenBy?: 'customer';
}

/**
 * An engineer and a window are kept for the visit, whoever was booked before. It is an offer, to be accepted in time,
 * unless the engineers book it themselves. Nothing where just this is booked already.
 * @throws Refusal visitFinished once somebody has set out
 */
export function bookVisit(visit: Visit, booking: Booking, by: By, now: Instant): VisitEvent[] {
  if (!isMovable(visit)) throw new Refusal('visitFinished', 'somebody has set out, or the visit is over');
  if (isBookedSo(visit, booking)) return [];
  const themselves = by.id === booking.engineerId;
  const acceptBy = themselves ? null : instantOf(msOf(now) + acceptanceMs(urgencyOf(visit).priority));
  const data = { ...booking, acceptBy, ...(isChosenByCustomer(visit, booking) && { chosenBy: 'customer' as const }) };
  return [
    ...insteadOfAnother(visit, booking, by, now),
    { type: 'visitBooked', by: byOf(by), data },
    ...(themselves ? [{ type: 'visitAccepted' as const, by: byOf(by), data: { happenedAt: now } }] : []),
  ];
}

function isBookedSo({ engineerId, window }: Visit, booking: Booking): boolean {
  return engineerId === booking.engineerId && window?.from === booking.window.from && window.to === booking.window.to;
}

/** A window within the one that the customer asked for is the customer's choice, whoever booked it. */
function isChosenByCustomer({ wanted }: Visit, { window, chosenBy }: Booking): boolean {
  if (chosenBy) return true;
  return wanted?.chosenBy === 'customer' && window.from >= wanted.from && window.to <= wanted.to;
}

function insteadOfAnother({ engineerId }: Visit, booking: Booking, by: By, now: Instant): VisitEvent[] {
  if (engineerId === null || engineerId === booking.engineerId) return [];
  return [{ type: 'visitUnbooked', by: byOf(by), data: { engineerId, because: 'rebooked', unbookedAt: now } }];
}

/**
 * Something more urgent takes the engineer's time; the visit looks for another by itself, however it was arranged.
 * @throws Refusal engineerBooked where nobody is booked, or they have set out
 */
export function preempt({ status, engineerId }: Visit, now: Instant): VisitEvent[] {
  if (engineerId === null || (status !== 'offered' && status !== 'accepted')) {
    throw new Refusal('engineerBooked', 'the engineer has set out: that time is not to be had');
  }
  return [{ type: 'visitUnbooked', by: theDesk, data: { engineerId, because: 'preempted', unbookedAt: now } }];
}

/**
 * Nobody who may go is free; looked for again at `until`, or when somebody becomes free. An instant that has passed
 * already is moved ahead. Nothing where that was said before and is still so: tickets are not told twice.
 */
export function sayNobodyIsFree(visit: Visit, answer: VisitEventData['nobodyFree'], now: Instant): VisitEvent[] {
  const soonest = instantOf(msOf(now) + lookAgainMs);
  const until = answer.until === null ? null : latest(answer.until, soonest);
  if (visit.nobodyFree && isStillSo(visit.nobodyFree.until, until, now)) return [];
  return [{ type: 'nobodyFree', by: theDesk, data: { ...answer, until } }];
}

/** It is looked for then anyway: only a sooner instant is news. */
function isStillSo(said: Instant | null, until: Instant | null, now: Instant): boolean {
  return said === null ? until === null : said > now && (until === null || until >= said);
}

/** How long the work takes once somebody is there, in milliseconds. */
export function durationOf({ zone, cause, parts }: Pick<Visit, 'zone' | 'cause' | 'parts'>): number {
  return workMs(zone, cause === 'hardware' || parts.length > 0);
}

/**
 * The engineer's time that is taken: from setting out until the work is done, had they arrived at the end of the
 * window. After the end what was really used of it, never more than was kept; null where nothing is taken.
 */
export function occupied(visit: Visit): Window | null {
  const { window, travelMs, engineerId, end } = visit;
  if (window === null || engineerId === null || end?.status === 'cancelled') return null;
  const from = instantOf(msOf(window.from) - travelMs);
  const to = instantOf(msOf(window.to) + durationOf(visit));
  const until = end === null ? to : earliest(to, end.at);
  return until > from ? { from, to: until } : null;
}
