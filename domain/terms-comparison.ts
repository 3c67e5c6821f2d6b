import { calendarOf, limitFrom, stopsOf } from './clock-target.ts';
import { msOf } from './instant.ts';
import type { Ticket } from './ticket.ts';
import { clockNames, type ClockName } from './words.ts';
import { openMs, whenOpenFor, type WorkingTime } from './working-time.ts';

/**
 * Whether a ticket would be promised less than now: a promise gone, or later from its report on; a clock that stops
 * for more; another calendar that is closed where the clock has counted until now.
 */
export function promisesLess(after: Ticket, now: Ticket): boolean {
  const promised = clockNames.filter((name) => limitFrom(now, name, now.reportedAt) !== null);
  const opensLess = isLessOpen(calendarOf(after), calendarOf(now));
  return promised.some((name) => opensLess || endsLater(after, now, name) || stopsForMore(after, now, name));
}

function endsLater(after: Ticket, now: Ticket, name: ClockName): boolean {
  const [next, promised] = [endOf(after, name, now), endOf(now, name, now)];
  return next === null || (promised !== null && next > promised);
}

/** When a promise from the report on would run out without any wait; null where there is none. */
function endOf(ticket: Ticket, name: ClockName, { reportedAt }: Ticket): number | null {
  const limit = limitFrom(ticket, name, reportedAt);
  return limit && whenOpenFor(calendarOf(ticket), { from: msOf(reportedAt), to: Infinity }, limit.targetMs);
}

/** A newer version of the same calendar is what the contract names: its new holidays only count where they move an end. */
function isLessOpen(after: WorkingTime | undefined, now: WorkingTime | undefined): boolean {
  if (!after?.open || after.calendarId === now?.calendarId) return false;
  const known = now?.open?.filter(([from, to]) => from >= after.from && to <= after.until);
  return (
    !known || known.some(([from, to]) => openMs(after, { from: msOf(from), to: msOf(to) }) < msOf(to) - msOf(from))
  );
}

function stopsForMore(after: Ticket, now: Ticket, name: ClockName): boolean {
  const known = stopsOf(now, name);
  return stopsOf(after, name).some((reason) => !known.includes(reason));
}
