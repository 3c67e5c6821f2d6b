import { instantOf, msOf, type Instant } from '../domain/instant.ts';
import type { OpenInterval, Stretch, WorkingTime } from '../domain/working-time.ts';
import type { Calendar, Hours } from './calendar.ts';
import { dayMs, localDay, offsetSpans, startOfDay, whenLocally, type OffsetSpan } from './local-time.ts';

/**
 * A calendar as the rules count by it: from the local midnight before one instant to the one after another. It is open
 * whenever local clocks show a time of its hours, so a day that loses an hour is shorter and one that repeats it longer.
 */
export function expand(calendar: Calendar, from: Instant, until: Instant): WorkingTime {
  const spans = offsetSpans(calendar.timeZone, { from: msOf(from), to: msOf(until) });
  const firstDay = localDay(spans, msOf(from));
  const endDay = localDay(spans, msOf(until) - 1) + 1;
  const range = { from: startOfDay(spans, firstDay), to: startOfDay(spans, endDay) };
  const days = Array.from({ length: endDay - firstDay }, (_, ahead) => firstDay + ahead);
  return {
    calendarId: calendar.id,
    version: calendar.version,
    from: instantOf(range.from),
    until: instantOf(range.to),
    open: calendar.kind === '24x7' ? null : openOn(calendar, days, spans),
    offsets: offsetsIn(spans, range),
  };
}

function openOn(calendar: Calendar, days: readonly number[], spans: readonly OffsetSpan[]): OpenInterval[] {
  const hoursOf = hoursByDay(calendar);
  const stretches = days.flatMap((day) => hoursOf(day).flatMap((hours) => whenLocally(spans, day, hours)));
  return merged(stretches).map(({ from, to }) => [instantOf(from), instantOf(to)]);
}

/** The hours of a local date in minutes of its day: its own where it is an exception, none on a holiday. */
function hoursByDay({ intervals, holidays, exceptions }: Calendar): (day: number) => readonly Stretch[] {
  const weekly = grouped(intervals.map(({ day, ...hours }) => [day, [hours]]));
  const own = grouped(exceptions.map((exception) => [exception.date, exception.intervals]));
  const closed = new Set(holidays);
  return (day) => {
    const date = new Date(day * dayMs).toISOString().slice(0, 10);
    return own.get(date) ?? (closed.has(date) ? [] : (weekly.get(weekday(day)) ?? []));
  };
}

function grouped(given: readonly (readonly [string, readonly Hours[]])[]): ReadonlyMap<string, readonly Stretch[]> {
  const groups = new Map<string, readonly Stretch[]>();
  for (const [name, hours] of given) groups.set(name, [...(groups.get(name) ?? []), ...hours.map(inMinutes)]);
  return groups;
}

function inMinutes({ from, to }: Hours): Stretch {
  return { from: minuteOfDay(from), to: minuteOfDay(to) };
}

export function minuteOfDay(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

const weekdays = ['thursday', 'friday', 'saturday', 'sunday', 'monday', 'tuesday', 'wednesday'] as const;

/** The epoch began on a Thursday. */
function weekday(day: number): string {
  return weekdays.at(day % weekdays.length) ?? '';
}

/** In order, and one where they touch or overlap. */
export function merged(stretches: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last && from <= last.to) whole.splice(-1, 1, { from: last.from, to: Math.max(last.to, to) });
    else whole.push({ from, to });
  }
  return whole;
}

function offsetsIn(spans: readonly OffsetSpan[], range: Stretch): WorkingTime['offsets'] {
  return spans
    .filter(({ from, to }) => from < range.to && to > range.from)
    .map(({ from, minutes }) => ({ from: instantOf(Math.max(from, range.from)), minutes }));
}
