import { instantOf, type Instant } from '../../domain/instant.ts';
import type { OpenInterval, WorkingTime } from '../../domain/working-time.ts';

const hour = 3_600_000;
const day = 24 * hour;
const monday = Date.parse('2026-01-05T00:00:00.000Z');

/** Monday to Friday, nine to six in Moscow (three hours ahead of UTC, without daylight saving), January to June. */
export const officeHours: WorkingTime = {
  calendarId: 'office',
  version: 1,
  from: instantOf(monday),
  until: '2026-06-01T00:00:00.000Z',
  open: weekdays().map((at): OpenInterval => [instantOf(at + 6 * hour), instantOf(at + 15 * hour)]),
  offsets: [{ from: instantOf(monday), minutes: 180 }],
};

/** The same with an hour for lunch from one o'clock, and without Wednesday the seventh, a holiday. */
export const withLunch: WorkingTime = {
  ...officeHours,
  calendarId: 'lunch',
  open: weekdays()
    .filter((at) => at !== monday + 2 * day)
    .flatMap((at): OpenInterval[] => [
      [instantOf(at + 6 * hour), instantOf(at + 10 * hour)],
      [instantOf(at + 11 * hour), instantOf(at + 15 * hour)],
    ]),
};

function weekdays(): number[] {
  const days = Array.from({ length: 147 }, (_, index) => monday + index * day);
  return days.filter((at) => ![0, 6].includes(new Date(at).getUTCDay()));
}

/** An instant of January 2026, by day and time in UTC: `on(5, '09:00')` is Monday the fifth. */
export function on(dayOfMonth: number, time: string): Instant {
  return `2026-01-${String(dayOfMonth).padStart(2, '0')}T${time}:00.000Z`;
}
