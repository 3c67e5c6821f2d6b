import { theDesk } from '../actor.ts';
import { instantOf, msOf, type Instant } from '../instant.ts';
import { foldVisit } from './evolve-visit.ts';
import { departureGraceMs, proposalMs } from './patience.ts';
import { isEnded, type Visit, type VisitRung } from './visit.ts';
import type { VisitEvent } from './visit-events.ts';
import { urgencyOf } from './visit-urgency.ts';

export interface VisitDeadline {
  readonly at: Instant;
  readonly what: VisitRung | 'lookAgain';
}

/** What time will do to a visit, the earliest first. A deadline of a booking is there until it was told, once. */
export function visitDeadlines(visit: Visit): VisitDeadline[] {
  if (isEnded(visit)) return [];
  const armed = [...untilBooked(visit), ...untilAccepted(visit), ...untilOnSite(visit)];
  const { fired } = visit;
  return armed
    .filter(({ what }) => what === 'lookAgain' || !fired.includes(what))
    .sort((one, other) => msOf(one.at) - msOf(other.at));
}

function untilBooked(visit: Visit): VisitDeadline[] {
  if (visit.status !== 'proposed') return [];
  const at = later(visit.proposedAt, proposalMs(urgencyOf(visit).priority));
  const until = visit.dispatch === 'automatic' ? visit.nobodyFree?.until : null;
  return [{ at, what: 'proposal' as const }, ...(until ? [{ at: until, what: 'lookAgain' as const }] : [])];
}

function untilAccepted({ status, acceptBy }: Visit): VisitDeadline[] {
  return status === 'offered' && acceptBy !== null ? [{ at: acceptBy, what: 'acceptance' }] : [];
}

/** Whoever has not accepted yet has another deadline; whoever is on site has none. */
function untilOnSite({ status, window, travelMs }: Visit): VisitDeadline[] {
  if (window === null || status === 'onSite') return [];
  const late = { at: window.to, what: 'window' as const };
  return status === 'accepted'
    ? [{ at: later(window.from, departureGraceMs - travelMs), what: 'departure' }, late]
    : [late];
}

/** All that time has brought by now, in its order, until nothing more is due. Looking for an engineer is not in it. */
export function visitDue(visit: Visit, now: Instant): VisitEvent[] {
  const all: VisitEvent[] = [];
  for (let after = visit; ;) {
    const events = nextDue(after, now);
    if (events.length === 0) return all;
    all.push(...events);
    after = foldVisit(after, events);
  }
}

function nextDue(visit: Visit, now: Instant): VisitEvent[] {
  const next = visitDeadlines(visit).find(({ at, what }) => what !== 'lookAgain' && at <= now);
  if (next === undefined || next.what === 'lookAgain') return [];
  const fired: VisitEvent = { type: 'rungFired', by: theDesk, data: { rung: next.what, dueAt: next.at } };
  return next.what === 'acceptance' ? [fired, ...passedOver(visit, now)] : [fired];
}

/** The next one is asked, or the dispatcher asks somebody else. */
function passedOver({ engineerId }: Visit, now: Instant): VisitEvent[] {
  if (engineerId === null) return [];
  return [{ type: 'visitUnbooked', by: theDesk, data: { engineerId, because: 'notAccepted', unbookedAt: now } }];
}

/**
 * An engineer is to be found now, by the desk itself. Once nobody was free it is false until the instant that was
 * named then; whoever hears sooner that somebody became free asks without it.
 */
export function looksForEngineer({ status, dispatch, nobodyFree }: Visit, now: Instant): boolean {
  if (status !== 'proposed' || dispatch !== 'automatic') return false;
  return nobodyFree === null || (nobodyFree.until !== null && nobodyFree.until <= now);
}

function later(at: Instant, byMs: number): Instant {
  return instantOf(msOf(at) + byMs);
}
