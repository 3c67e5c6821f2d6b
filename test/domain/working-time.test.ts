import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../calendars/calendar.ts';
import { expand } from '../../calendars/expand.ts';
import { instantOf, msOf } from '../../domain/instant.ts';
import { endOfWorkingDay, extended, type EndOfDay } from '../../domain/working-time.ts';
import { aroundTheClockIn, daily, officeHours } from '../support/calendars.ts';

describe('a calendar in UTC', () => {
  const open = (calendar: Calendar, from: string, until: string) => {
    return expand(calendar, `${from}T12:00:00.000Z`, `${until}T12:00:00.000Z`).open?.map(([opens, closes]) => {
      return `${opens.slice(5, 16)} to ${closes.slice(5, 16)}`;
    });
  };
  const inBerlin = { timeZone: 'Europe/Berlin' };

  it('begins and ends at local midnights', () => {
    const { from, until } = expand(officeHours(), '2026-01-05T09:00:00.000Z', '2026-01-06T21:30:00.000Z');
    expect([from, until]).toEqual(['2026-01-04T21:00:00.000Z', '2026-01-07T21:00:00.000Z']);
  });

  it('that ends at a midnight says nothing of the day after', () => {
    const { until } = expand(officeHours(), '2026-01-05T09:00:00.000Z', '2026-01-06T21:00:00.000Z');
    expect(until).toBe('2026-01-06T21:00:00.000Z');
  });

  it('closes for lunch, and at the weekend', () => {
    const withLunch = officeHours({}, ['09:00', '13:00'], ['14:00', '18:00']);
    expect(open(withLunch, '2026-01-16', '2026-01-19')).toEqual([
      '01-16T06:00 to 01-16T10:00',
      '01-16T11:00 to 01-16T15:00',
      '01-19T06:00 to 01-19T10:00',
      '01-19T11:00 to 01-19T15:00',
    ]);
  });

  it('is closed on a holiday', () => {
    expect(open(officeHours({ holidays: ['2026-06-12'] }), '2026-06-11', '2026-06-12')).toEqual([
      '06-11T06:00 to 06-11T15:00',
    ]);
  });

  it('has the hours of an exception on a Saturday, on a holiday, and instead of the usual ones', () => {
    const shortDay = [{ from: '10:00', to: '12:00' }];
    const dates = ['2026-06-11', '2026-06-12', '2026-06-13'];
    const exceptions = dates.map((date) => ({ date, intervals: shortDay }));
    expect(open(officeHours({ holidays: ['2026-06-12'], exceptions }), '2026-06-11', '2026-06-14')).toEqual([
      '06-11T07:00 to 06-11T09:00',
      '06-12T07:00 to 06-12T09:00',
      '06-13T07:00 to 06-13T09:00',
    ]);
  });

  it('is closed on an exception without hours', () => {
    const exceptions = [{ date: '2026-06-11', intervals: [] }];
    expect(open(officeHours({ exceptions }), '2026-06-11', '2026-06-11')).toEqual([]);
  });

  it('goes on past midnight where the hours of two days touch', () => {
    expect(open(daily({}, ['20:00', '24:00'], ['00:00', '04:00']), '2026-01-05', '2026-01-06')).toEqual([
      '01-04T21:00 to 01-05T01:00',
      '01-05T17:00 to 01-06T01:00',
      '01-06T17:00 to 01-06T21:00',
    ]);
  });

  it('loses the hour that the clocks skip', () => {
    expect(open(daily(inBerlin, ['01:00', '05:00']), '2026-03-29', '2026-03-29')).toEqual([
      '03-29T00:00 to 03-29T03:00',
    ]);
  });

  it('gains the hour that they show twice', () => {
    expect(open(daily(inBerlin, ['01:00', '05:00']), '2026-10-25', '2026-10-25')).toEqual([
      '10-24T23:00 to 10-25T04:00',
    ]);
  });

  it('opens once the clocks have moved on where they skip its opening', () => {
    expect(open(daily(inBerlin, ['02:30', '03:30']), '2026-03-29', '2026-03-29')).toEqual([
      '03-29T01:00 to 03-29T01:30',
    ]);
  });

  it('stays closed in hours that the clocks skip altogether', () => {
    expect(open(daily(inBerlin, ['02:00', '02:30']), '2026-03-29', '2026-03-29')).toEqual([]);
  });

  it('is open both times where the clocks show its hours twice', () => {
    expect(open(daily(inBerlin, ['02:00', '02:30']), '2026-10-25', '2026-10-25')).toEqual([
      '10-25T00:00 to 10-25T00:30',
      '10-25T01:00 to 10-25T01:30',
    ]);
  });

  it('loses half an hour on Lord Howe', () => {
    const calendar = daily({ timeZone: 'Australia/Lord_Howe' }, ['01:00', '03:00']);
    expect(open(calendar, '2026-10-04', '2026-10-04')).toEqual(['10-03T14:30 to 10-03T16:00']);
  });

  it('says how far local time is ahead, from its beginning and from every change on', () => {
    const { from, offsets } = expand(daily(inBerlin), '2026-03-01T12:00:00.000Z', '2026-11-01T12:00:00.000Z');
    expect(offsets).toEqual([
      { from, minutes: 60 },
      { from: '2026-03-29T01:00:00.000Z', minutes: 120 },
      { from: '2026-10-25T01:00:00.000Z', minutes: 60 },
    ]);
  });

  it('that is always open has no intervals', () => {
    expect(open(aroundTheClockIn('Europe/Berlin'), '2026-03-29', '2026-03-29')).toBeUndefined();
  });

  it('is not made up for a zone that nobody knows', () => {
    expect(() => open(daily({ timeZone: 'Mars/Olympus' }), '2026-03-29', '2026-03-29')).toThrow('Mars/Olympus');
  });
});

describe('the end of a working day', () => {
  const ends = (calendar: Calendar, reported: string, wanted: EndOfDay) => {
    const time = expand(calendar, reported, instantOf(msOf(reported) + 20 * 86_400_000));
    const end = endOfWorkingDay(time, reported, wanted);
    return end === null ? null : instantOf(end);
  };
  const office = officeHours();
  const sameDayIfEarly = { endOfWorkingDay: 0, reportedBefore: '13:00' };

  it('of the report is that day’s, also before it opens', () => {
    expect(ends(office, '2026-01-05T03:00:00.000Z', { endOfWorkingDay: 0 })).toBe('2026-01-05T15:00:00.000Z');
  });

  it('is the next one’s for a report after hours, or at the weekend', () => {
    expect(ends(office, '2026-01-05T15:00:00.000Z', { endOfWorkingDay: 0 })).toBe('2026-01-06T15:00:00.000Z');
    expect(ends(office, '2026-01-10T09:00:00.000Z', { endOfWorkingDay: 1 })).toBe('2026-01-13T15:00:00.000Z');
  });

  it('is the next one’s for a report that is late, 13:00 sharp included', () => {
    expect(ends(office, '2026-01-05T09:59:59.999Z', sameDayIfEarly)).toBe('2026-01-05T15:00:00.000Z');
    expect(ends(office, '2026-01-05T10:00:00.000Z', sameDayIfEarly)).toBe('2026-01-06T15:00:00.000Z');
  });

  it('is not put off twice for a late report on a day off', () => {
    expect(ends(office, '2026-01-10T12:00:00.000Z', sameDayIfEarly)).toBe('2026-01-12T15:00:00.000Z');
  });

  it('is midnight on every day that is open past it, as around the clock', () => {
    const reported = '2026-01-06T12:00:00.000Z';
    const everyHour = daily({}, ['00:00', '24:00']);
    expect(ends(everyHour, reported, { endOfWorkingDay: 1 })).toBe('2026-01-07T21:00:00.000Z');
    expect(ends(aroundTheClockIn('Europe/Moscow'), reported, { endOfWorkingDay: 1 })).toBe('2026-01-07T21:00:00.000Z');
  });

  it('is the change of the clocks where they skip its midnight', () => {
    const calendar = aroundTheClockIn('America/Santiago');
    expect(ends(calendar, '2026-09-05T15:00:00.000Z', { endOfWorkingDay: 0 })).toBe('2026-09-06T04:00:00.000Z');
  });

  it('is not known where the calendar is not expanded so far', () => {
    expect(ends(office, '2026-01-05T09:00:00.000Z', { endOfWorkingDay: 20 })).toBeNull();
  });
});

describe('more of a calendar', () => {
  const night = daily({}, ['20:00', '24:00'], ['00:00', '04:00']);
  const from = '2026-01-05T09:00:00.000Z';
  const aWeek = expand(night, from, '2026-01-11T09:00:00.000Z');

  it('continues an interval that was cut at the end of what was known', () => {
    const more = expand(night, from, '2026-01-12T09:00:00.000Z');
    expect(aWeek.open?.at(-1)).toEqual(['2026-01-11T17:00:00.000Z', '2026-01-11T21:00:00.000Z']);
    expect(extended(aWeek, more)).toEqual(more);
    expect(more.open?.at(-2)).toEqual(['2026-01-11T17:00:00.000Z', '2026-01-12T01:00:00.000Z']);
  });

  it('that is none changes nothing', () => {
    expect(extended(aWeek, expand(night, from, '2026-01-10T09:00:00.000Z'))).toEqual(aWeek);
  });
});
