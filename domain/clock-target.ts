import type { Limit, Span } from './clock.ts';
import { durationMs, msOf, type Instant } from './instant.ts';
import type { PriorityTargets, Target } from './terms.ts';
import type { Ticket } from './ticket.ts';
import type { ClockName } from './words.ts';
import { endOfWorkingDay, openMs, workingTimeKey, type WorkingTime } from './working-time.ts';

/** What the terms of a ticket promise for a clock at its priority now. */
export type Promising = Pick<Ticket, 'terms' | 'priority' | 'workingTimes'>;

export function targetOf({ terms, priority }: Promising, name: ClockName): Target {
  return terms.priorities[priority][name];
}

/** A promise counted from an instant; null where the contract promises nothing. */
export function limitFrom(promising: Promising, name: ClockName, from: Instant): Limit | null {
  const target = targetOf(promising, name);
  return target === null ? null : { from, targetMs: targetMs(target, from, calendarOf(promising)) };
}

/** How the terms let a clock count from an instant on. */
export function spanFrom(promising: Promising, name: ClockName, from: Instant): Span {
  const time = calendarOf(promising);
  return { from, calendar: time ? workingTimeKey(time) : null, stops: stopsOf(promising, name) };
}

/** A target in open milliseconds. The end of a working day is as long as the calendar is open until then. */
function targetMs(target: NonNullable<Target>, from: Instant, time: WorkingTime | undefined): number {
  if (typeof target === 'string') return durationMs(target);
  // A calendar that is hardly ever open may not be known so far: then the promise is as long as is known, never longer.
  const end = endOfWorkingDay(time, from, target) ?? Infinity;
  return openMs(time, { from: msOf(from), to: end });
}

/** The calendar of the priority, in the version that the ticket took over last. */
export function calendarOf({ terms, priority, workingTimes = [] }: Promising): WorkingTime | undefined {
  const id = calendarIdOf(terms, terms.priorities[priority]);
  return workingTimes.findLast(({ calendarId }) => calendarId === id);
}

function calendarIdOf({ calendarId }: Ticket['terms'], targets: PriorityTargets): string {
  return targets.calendarId ?? calendarId;
}

/** Waits never stop response and update, and waiting for parts never stops the replacement; else the terms say. */
export function stopsOf({ terms }: Promising, name: ClockName): Span['stops'] {
  if (name === 'response' || name === 'update') return [];
  const listed = terms.stopClockReasons.filter(({ clocks }) => clocks.includes(name)).map(({ reason }) => reason);
  return name === 'replacement' ? listed.filter((reason) => reason !== 'parts') : listed;
}
