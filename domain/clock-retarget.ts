import { theDesk } from './actor.ts';
import type { Clock, FiredRung } from './clock.ts';
import { breachWithdrawn, ofClock } from './clock-events.ts';
import { isOpen } from './clocks.ts';
import { clockOf, fromReport, startClock, started, startOf } from './clock-starts.ts';
import { limitFrom, spanFrom } from './clock-target.ts';
import type { ClockStart } from './events-of-clocks.ts';
import type { TicketEvent } from './events.ts';
import type { Instant } from './instant.ts';
import { rungAt } from './ladder.ts';
import type { Rung } from './terms.ts';
import type { Ticket } from './ticket.ts';
import { clockNames, type ClockName, type SeverityChangeKind } from './words.ts';

/**
 * Another severity. A correction, and every way down, counts from the clock's own start by the new target. A change
 * upwards keeps the old promise as the latest: due is the earlier of it and the change plus the new target.
 */
export function retargetForSeverity(
  before: Ticket,
  after: Ticket,
  { kind, up, now }: { readonly kind: SeverityChangeKind; readonly up: boolean; readonly now: Instant },
): TicketEvent[] {
  const worse = kind === 'changed' && up;
  const anew = (clock: Clock) => (worse ? withShorter(after, clock, now) : countedAnew(after, clock));
  const retarget = { before, after, now, because: 'severity', anew } as const;
  return [...ofRunning(retarget), ...ofIdle(retarget, worse ? now : null)];
}

/** Newer terms of the same contract: what was consumed under the old ones stays consumed. */
export function retargetForTerms(before: Ticket, after: Ticket, now: Instant): TicketEvent[] {
  const anew = (clock: Clock) => {
    const limit = limitFrom(after, clock.name, startOf(clock));
    return { limits: limit && [limit], spans: withSpan(clock, spanFrom(after, clock.name, now)) };
  };
  const retarget = { before, after, now, because: 'terms', anew } as const;
  return [...ofRunning(retarget), ...ofIdle(retarget, null)];
}

/** The right service in place of a wrong one: its terms from the same start, and breaches of the wrong promise fall. */
export function restartForService(before: Ticket, after: Ticket): TicketEvent[] {
  if (!before.clocks) return [];
  return clockNames.flatMap((name) => {
    const clock = clockOf(before, name);
    const from = clock && clock.state !== 'off' ? beginOf(after, clock) : startOfIdle(before, name);
    if (from === null) return [];
    const again = startClock(after, name, { from, because: 'service' });
    const stopped = again.length === 0 && clock && isOpen(clock) ? [stop(clock)] : [];
    return [...(clock?.breachedAt ? [breachWithdrawn(clock, clock.breachedAt, notOurs)] : []), ...again, ...stopped];
  });
}

const notOurs = { because: 'service', metAt: null } as const;

interface Retargeted {
  readonly limits: Clock['limits'] | null;
  readonly spans: Clock['spans'];
}

interface Retarget {
  readonly before: Ticket;
  readonly after: Ticket;
  readonly now: Instant;
  readonly because: ClockStart;
  readonly anew: (clock: Clock) => Retargeted;
}

function countedAnew(after: Ticket, clock: Clock): Retargeted {
  const from = beginOf(after, clock);
  const limit = limitFrom(after, clock.name, from);
  return { limits: limit && [limit], spans: [spanFrom(after, clock.name, from)] };
}

/** From when a clock would have counted, had all been known from the first: also one that a change for the worse began. */
function beginOf({ reportedAt }: Ticket, clock: Clock): Instant {
  return clock.name === 'response' || clock.name === 'restore' ? reportedAt : startOf(clock);
}

/** Where the new priority has another calendar, the old promise goes on by its own. */
function withShorter(after: Ticket, clock: Clock, now: Instant): Retargeted {
  const limit = limitFrom(after, clock.name, now);
  if (limit === null) return clock;
  const spans = withSpan(clock, spanFrom(after, clock.name, now));
  const old = spans === clock.spans ? clock.limits : clock.limits.map((one) => ({ spans: clock.spans, ...one }));
  return { limits: [...old, limit], spans };
}

function ofRunning({ before, after, now, because, anew }: Retarget): TicketEvent[] {
  return (before.clocks ?? []).filter(isOpen).flatMap((clock) => {
    const { limits, spans } = anew(clock);
    if (limits === null) return [stop(clock)];
    const moved = { ...clock, limits, spans };
    if (isSame(moved, clock) && isSame(before.terms.ladder, after.terms.ladder)) return [];
    const { breachedAt, leftOut } = clock;
    const fired = stillFired(before, after, moved, now);
    return [started(after, clock.name, { because, limits, spans, leftOut, breachedAt, fired })];
  });
}

/** What had no target may have one now: from a change for the worse on, else as if it had been there all the time. */
function ofIdle({ before, after, now, because }: Retarget, since: Instant | null): TicketEvent[] {
  return fromReport.flatMap((name) => {
    const clock = clockOf(before, name);
    const start = before.clocks && (!clock || clock.state === 'off') ? startOfIdle(before, name) : null;
    const limit = start && limitFrom(after, name, since ?? start);
    if (!limit) return [];
    const moved = { limits: [limit], spans: [spanFrom(after, name, limit.from)] };
    const { breachedAt = null, leftOut = [] } = clock ?? {};
    const fired = clock ? stillFired(before, after, { ...clock, ...moved }, now) : [];
    return [started(after, name, { because, ...moved, leftOut, breachedAt, fired })];
  });
}

/** When a clock that there is no promise for would have begun; null where it would not run. */
function startOfIdle(ticket: Ticket, name: ClockName): Instant | null {
  const clock = clockOf(ticket, name);
  switch (name) {
    case 'response':
      // Nobody noted who acted first while nothing was promised; of work that has begun it is not asked any more.
      return ticket.status === 'acknowledged' ? ticket.reportedAt : null;
    case 'update':
      if (ticket.status === 'resolved') return null;
      if (clock?.episode === ticket.episode) return startOf(clock);
      return ticket.episode === 1 ? ticket.reportedAt : ticket.episodeStartedAt;
    case 'restore':
      return ticket.reportedAt;
    default:
      return null;
  }
}

/** Rungs that have fired and would have by the new target too; the others are armed again. */
function stillFired(before: Ticket, after: Ticket, moved: Clock, now: Instant): FiredRung[] {
  return after.terms.ladder.flatMap((what, rung) => {
    const was = moved.fired.find((one) => isSameRung(before.terms.ladder[one.rung], what));
    const at = was && rungAt(moved, what, after);
    return was && at && at <= now ? [{ rung, at: was.at }] : [];
  });
}

function isSameRung(a: Rung | undefined, b: Rung): boolean {
  return a !== undefined && a.clock === b.clock && a.at === b.at && isSame(a.tell, b.tell);
}

function withSpan({ spans }: Clock, span: Clock['spans'][number]): Clock['spans'] {
  const last = spans.at(-1);
  const same = last?.calendar === span.calendar && isSame(last.stops, span.stops);
  return same ? spans : [...spans, span];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function stop(clock: Clock): TicketEvent {
  return { type: 'clockStopped', by: theDesk, data: { ...ofClock(clock), because: 'noTarget' } };
}
