import { instantOf, msOf, type Instant } from '../domain/instant.ts';
import { endOfWorkingDay, farthestWorkingDay, type WorkingTime } from '../domain/working-time.ts';
import type { Calendar } from './calendar.ts';
import { expand } from './expand.ts';
import { dayMs } from './local-time.ts';

const aheadDays = 120;
/** For calendars that are hardly ever open; and for those that always are, which nothing extends later. */
const farAheadDays = 480;
/** What was reported longer ago counts from here: a slip in a year must not make an opening as long as a book. */
const longestAgoDays = 800;

/**
 * A calendar as a ticket takes it over: from the day before its report to 120 days ahead. The same for all tickets of
 * a day, so it is made once in each process.
 */
export function workingTimeFrom(calendar: Calendar, reportedAt: Instant, now: Instant): WorkingTime {
  const today = Math.floor(msOf(now) / dayMs);
  const reported = Math.floor(msOf(reportedAt) / dayMs);
  const first = Math.max(Math.min(reported, today) - 1, today - longestAgoDays);
  // By content: where a database was restored, the same version may come to say something else.
  const key = JSON.stringify([first, today, calendar]);
  const made = known.get(key) ?? workingTimeAhead(calendar, dayStart(first), dayStart(today));
  return remembered(key, made);
}

/** From one instant to 120 days after another, and as far as the farthest promise of a working day needs. */
export function workingTimeAhead(calendar: Calendar, from: Instant, now: Instant): WorkingTime {
  const until = (days: number) => instantOf(msOf(now) + days * dayMs);
  if (calendar.kind === '24x7') return expand(calendar, from, until(farAheadDays));
  const near = expand(calendar, from, until(aheadDays));
  // Two more: a day goes by until somebody counts from its end, and a late report counts from the next.
  const farthest = endOfWorkingDay(near, now, { endOfWorkingDay: farthestWorkingDay + 2 });
  return farthest === null ? expand(calendar, from, until(farAheadDays)) : near;
}

const known = new Map<string, WorkingTime>();
const most = 200;

/** The last ones used are kept. */
function remembered(key: string, time: WorkingTime): WorkingTime {
  known.delete(key);
  known.set(key, time);
  const [oldest] = known.keys();
  if (known.size > most && oldest !== undefined) known.delete(oldest);
  return time;
}

function dayStart(day: number): Instant {
  return instantOf(day * dayMs);
}
