import fc from 'fast-check';
import type { Calendar, Hours } from '../../calendars/calendar.ts';
import { daysFrom, type Days } from './minute-by-minute.ts';

/** Days on which clocks change, and quiet ones, where the zone has such; the last two change theirs at midnight. */
const zones: Readonly<Record<string, readonly string[]>> = {
  'Europe/Berlin': ['2026-03-26', '2026-10-22', '2026-12-28'],
  'America/New_York': ['2026-03-05', '2026-10-29', '2026-06-30'],
  'Asia/Kolkata': ['2026-02-26'],
  'Australia/Lord_Howe': ['2026-04-02', '2026-10-01'],
  'Europe/Moscow': ['2026-12-28', '2026-03-26'],
  'America/Santiago': ['2026-04-02', '2026-09-03'],
  'Africa/Cairo': ['2026-04-22', '2026-10-27'],
};

/** Long enough for a weekend, short enough to look at each minute. */
const length = 9;

const stretches: readonly Days[] = Object.entries(zones).flatMap(([zone, firsts]) =>
  firsts.map((first) => daysFrom(zone, first, length)),
);

/** Some days of a zone, and a calendar of it. */
export interface Case {
  readonly days: Days;
  readonly calendar: Calendar;
}

export const randomCase: fc.Arbitrary<Case> = fc
  .constantFrom(...stretches)
  .chain((days) => calendarFor(days).map((calendar) => ({ days, calendar })));

/** Clocks change at night and at round times, so both are tried more often. */
const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 1_440 }),
  fc.nat(48).map((half) => half * 30),
  fc.nat(8).map((half) => half * 30),
);

function timeOf(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':');
}

/** One to three intervals that do not overlap, some of which touch. */
const anyHours: fc.Arbitrary<Hours[]> = fc.uniqueArray(minuteOfDay, { minLength: 2, maxLength: 6 }).map((ends) => {
  const times = ends.toSorted((a, b) => a - b).map(timeOf);
  const pairs = times.slice(1).map((to, index) => ({ from: times[index] ?? to, to }));
  return ends.length % 2 === 0 ? pairs.filter((_, index) => index % 2 === 0) : pairs;
});

/** Those that go on past midnight where they stand beside each other. */
const nightHours = fc.constantFrom<Hours[][]>(
  [{ from: '00:00', to: '24:00' }],
  [{ from: '20:00', to: '24:00' }],
  [
    { from: '00:00', to: '04:30' },
    { from: '22:00', to: '24:00' },
  ],
);

const hours = fc.oneof(anyHours, anyHours, nightHours);

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const week = fc
  .array(fc.record({ day: fc.constantFrom(...weekdays), hours }), { minLength: 1, maxLength: 7 })
  .map((days) => new Map(days.map(({ day, hours: open }) => [day, open])))
  .map((days) => [...days].flatMap(([day, open]) => open.map((interval) => ({ day, ...interval }))));

function calendarFor({ timeZone, minutes }: Days): fc.Arbitrary<Calendar> {
  const date = fc.constantFrom(...new Set(minutes.map((minute) => minute.date)));
  const ownHours = fc.record({ date, intervals: fc.oneof(hours, fc.constant([])) });
  return fc.record({
    id: fc.constant('019b8c00-0000-7000-f000-000000000001'),
    version: fc.constant(1),
    timeZone: fc.constant(timeZone),
    kind: fc.oneof({ weight: 9, arbitrary: fc.constant('business' as const) }, fc.constant('24x7' as const)),
    intervals: week,
    holidays: fc.array(date, { maxLength: 2 }),
    exceptions: fc.uniqueArray(ownHours, { maxLength: 2, selector: (one) => one.date }),
  });
}

/** An instant of these days, to the millisecond or on the minute. */
export function instantOn({ minutes }: Days): fc.Arbitrary<number> {
  const minute = fc.constantFrom(...minutes.map(({ from }) => from));
  return fc.tuple(minute, fc.oneof(fc.constant(0), fc.nat(59_999))).map(([from, ms]) => from + ms);
}
