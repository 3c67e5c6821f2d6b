import { describe, expect, it } from 'vitest';
import { workingTimeFrom } from '../../calendars/ahead.ts';
import type { Calendar } from '../../calendars/calendar.ts';
import { endOfWorkingDay, farthestWorkingDay, workingTimeKey } from '../../domain/working-time.ts';
import { aroundTheClockIn, officeHours } from '../support/calendars.ts';
import { nineOClock } from '../support/cast.ts';

const knownFor = (calendar: Calendar, reportedAt = nineOClock) => workingTimeFrom(calendar, reportedAt, nineOClock);

describe('the calendar that a ticket takes over', () => {
  it('goes from the day before the report to 120 days ahead', () => {
    const { from, until } = knownFor(officeHours());
    expect([from, until]).toEqual(['2026-01-03T21:00:00.000Z', '2026-05-05T21:00:00.000Z']);
  });

  it('begins earlier where the trouble was reported earlier', () => {
    expect(knownFor(officeHours(), '2025-12-30T08:00:00.000Z').from).toBe('2025-12-28T21:00:00.000Z');
  });

  it('goes back 800 days at most, whatever the report says', () => {
    const { from, open } = knownFor(officeHours(), '2001-01-05T09:00:00.000Z');
    expect(from).toBe('2023-10-27T21:00:00.000Z');
    expect(open?.length).toBeLessThan(700);
  });

  const onMondays: Calendar = { ...officeHours(), intervals: [{ day: 'monday', from: '09:00', to: '18:00' }] };
  it.each([
    ['is open once a week', onMondays],
    ['closes for the summer', officeHours({ holidays: summer() })],
  ])('goes as far as the farthest promise of a working day, where the office %s', (_, calendar) => {
    const beforeSummer = '2026-05-29T20:00:00.000Z';
    const time = workingTimeFrom(calendar, beforeSummer, beforeSummer);
    expect(endOfWorkingDay(time, beforeSummer, { endOfWorkingDay: farthestWorkingDay })).not.toBeNull();
  });

  it('knows changes of the clocks far ahead where it is always open, since nothing extends it', () => {
    expect(knownFor(aroundTheClockIn('Europe/Berlin')).offsets.map(({ minutes }) => minutes)).toEqual([
      60, 120, 60, 120,
    ]);
  });

  it('is the same one for all tickets of a day', () => {
    expect(knownFor(officeHours())).toBe(knownFor(officeHours(), '2026-01-05T08:00:00.000Z'));
  });

  it('is another one where the same version says something else', () => {
    const changed = knownFor(officeHours({ holidays: ['2026-01-06'] }));
    expect(workingTimeKey(changed)).toBe(workingTimeKey(knownFor(officeHours())));
    expect(changed.open).not.toEqual(knownFor(officeHours()).open);
  });
});

/** Every date from June to August. */
function summer(): string[] {
  return Array.from({ length: 92 }, (_, day) => new Date(Date.UTC(2026, 5, 1 + day)).toISOString().slice(0, 10));
}
