import { DateTime } from 'luxon';
import type { Calendar } from '../../calendars/calendar.ts';
import { instantOf, msOf, type Instant } from '../../domain/instant.ts';
import type { EndOfDay, Stretch } from '../../domain/working-time.ts';

const minuteMs = 60_000;

/** One minute, and what the clocks on the wall show in it. */
interface Minute {
  readonly from: number;
  readonly date: string;
  readonly time: string;
  readonly weekday: string;
}

/** Some days of a zone, minute by minute, so that nothing has to be known of offsets. */
export interface Days {
  readonly timeZone: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly minutes: readonly Minute[];
}

/** From the local midnight of one date, so many days. */
export function daysFrom(timeZone: string, date: string, days: number): Days {
  const first = DateTime.fromISO(date, { zone: timeZone });
  const [from, until] = [first.toMillis(), first.plus({ days }).toMillis()];
  const count = (until - from) / minuteMs;
  const minutes = Array.from({ length: count }, (_, index) => minuteAt(timeZone, from + index * minuteMs));
  return { timeZone, from: instantOf(from), until: instantOf(until), minutes };
}

function minuteAt(zone: string, from: number): Minute {
  const local = DateTime.fromMillis(from, { zone });
  const weekday = local.setLocale('en').weekdayLong ?? '';
  return { from, date: local.toFormat('yyyy-MM-dd'), time: local.toFormat('HH:mm'), weekday: weekday.toLowerCase() };
}

/** The slow way to know a calendar: each minute is looked at by itself. */
export function minuteByMinute({ minutes, until }: Days, calendar: Calendar) {
  const open = calendar.kind === '24x7' ? minutes : minutes.filter((minute) => isOpen(minute, calendar));

  return {
    openMs: (stretch: Stretch) => open.reduce((sum, minute) => sum + shared(minute, stretch), 0),

    whenOpenFor(stretch: Stretch, ms: number): number | null {
      let left = ms;
      for (const minute of open) {
        const has = shared(minute, stretch);
        if (has >= left) return Math.max(minute.from, stretch.from) + left;
        left -= has;
      }
      return null;
    },

    endOfWorkingDay(reported: Instant, { endOfWorkingDay, reportedBefore }: EndOfDay): number | null {
      const at = msOf(reported);
      const then = minutes.find(({ from }) => at < from + minuteMs);
      if (!then) throw new Error(`${reported} lies beyond ${until}`);
      const late = reportedBefore !== undefined && then.time >= reportedBefore;
      const lastMinutes = new Map(open.map(({ date, from }) => [date, from]));
      const ahead = [...lastMinutes].filter(([date, from]) => from + minuteMs > at && !(late && date <= then.date));
      const last = ahead[endOfWorkingDay]?.[1];
      return last === undefined ? null : last + minuteMs;
    },
  };
}

function isOpen({ date, time, weekday }: Minute, { intervals, holidays, exceptions }: Calendar): boolean {
  const within = ({ from, to }: { from: string; to: string }) => from <= time && time < to;
  const own = exceptions.filter((exception) => exception.date === date);
  if (own.length > 0) return own.some((exception) => exception.intervals.some(within));
  return !holidays.includes(date) && intervals.some((interval) => interval.day === weekday && within(interval));
}

function shared({ from }: Minute, stretch: Stretch): number {
  return Math.max(0, Math.min(from + minuteMs, stretch.to) - Math.max(from, stretch.from));
}
