import fc from 'fast-check';
import { instantOf, msOf, type Instant } from '../../../domain/instant.ts';
import type { Target } from '../../../domain/terms.ts';
import type { OpenInterval, WorkingTime } from '../../../domain/working-time.ts';

// Time by the minute, for a simulation that shares no arithmetic with the clocks: an array says of each minute whether
// a calendar is open, and everything else is counting.

/** The Friday before clocks go forward in Berlin, at midnight UTC. */
const first = msOf('2026-03-27T00:00:00.000Z');
export const minutesKnown = 20 * 24 * 60;
/** No calendar has to be extended in these lives. */
const longAfter = '2026-12-31T00:00:00.000Z';
const springForward = 2 * 24 * 60 + 60;

export function instantAt(minute: number): Instant {
  return instantOf(first + minute * 60_000);
}

export function minuteAt(instant: Instant): number {
  return (msOf(instant) - first) / 60_000;
}

export interface Hours {
  readonly time: WorkingTime | null;
  readonly isOpen: Uint8Array;
  /** Minutes that local time is ahead, at a minute. */
  readonly ahead: (minute: number) => number;
  /** What a failing property shows instead of every minute. */
  readonly [fc.toStringMethod]: () => string;
}

const berlin = (minute: number) => (minute < springForward ? 60 : 120);
const friday = 5;

function hours(calendarId: string, opens: (weekday: number, minuteOfDay: number) => boolean): Hours {
  const isOpen = Uint8Array.from({ length: minutesKnown }, (_, minute) => {
    const local = minute + berlin(minute);
    return opens((friday + Math.floor(local / 1440)) % 7, local % 1440) ? 1 : 0;
  });
  return { time: workingTime(calendarId, isOpen), isOpen, ahead: berlin, [fc.toStringMethod]: () => calendarId };
}

function workingTime(calendarId: string, isOpen: Uint8Array): WorkingTime {
  const open: OpenInterval[] = [];
  let from: number | null = null;
  for (let minute = 0; minute <= isOpen.length; minute += 1) {
    if (isOpen[minute]) from ??= minute;
    else if (from !== null) {
      open.push([instantAt(from), instantAt(minute)]);
      from = null;
    }
  }
  const offsets = [0, springForward].map((minute) => ({ from: instantAt(minute), minutes: berlin(minute) }));
  return { calendarId, version: 1, from: instantAt(0), until: longAfter, open, offsets };
}

const isWeekday = (weekday: number) => weekday >= 1 && weekday <= 5;

/** Nine to six with an hour for lunch; the nights, of which one is an hour short; around the clock. */
export const office = hours('office', (day, at) => isWeekday(day) && at >= 540 && at < 1080 && (at < 780 || at >= 840));
export const nights = hours('nights', (_day, at) => at >= 22 * 60 || at < 6 * 60);
export const always: Hours = {
  ...{ time: null, isOpen: new Uint8Array(minutesKnown).fill(1), ahead: () => 0 },
  [fc.toStringMethod]: () => 'always',
};

/** How long a target is from a minute on, in open minutes. */
export function minutesOf(target: NonNullable<Target>, from: number, { isOpen, ahead }: Hours): number {
  if (typeof target === 'string') return Number(/^PT(\d+)M$/.exec(target)?.[1]);
  const day = (minute: number) => Math.floor((minute + ahead(minute)) / 1440);
  const late = target.reportedBefore === '13:00' && (from + ahead(from)) % 1440 >= 13 * 60;
  const days = new Map<number, number>();
  let open = 0;
  for (let minute = from; minute < minutesKnown; minute += 1) {
    open += isOpen[minute]!;
    if (isOpen[minute] && !(late && day(minute) === day(from))) days.set(day(minute), open);
  }
  return [...days.values()][target.endOfWorkingDay]!;
}
