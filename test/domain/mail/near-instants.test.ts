import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../domain/instant.ts';
import { languages } from '../../../domain/words.ts';
import { nearInWords, nearWindowInWords } from '../../../mail/near-instants.ts';
import { instantFor, windowFor } from '../../../mail/told-times.ts';
import { nineOClock } from '../../support/cast.ts';

const moscow = { timeZone: 'Europe/Moscow', now: nineOClock } as const;
const berlin = (now: string) => ({ timeZone: 'Europe/Berlin', now, language: 'en' }) as const;

describe('an instant that is near', () => {
  it.each([
    ['2026-01-05T15:00:00.000Z', '18:00 сегодня, 5 января', '18:00 today, 5 January'],
    ['2026-01-05T20:59:00.000Z', '23:59 сегодня, 5 января', '23:59 today, 5 January'],
    ['2026-01-05T21:00:00.000Z', '00:00 завтра, 6 января', '00:00 tomorrow, 6 January'],
    ['2026-01-04T20:59:00.000Z', '23:59 вчера, 4 января', '23:59 yesterday, 4 January'],
    ['2026-01-07T09:00:00.000Z', '12:00 в среду, 7 января', '12:00 on Wednesday, 7 January'],
    ['2026-01-11T09:00:00.000Z', '12:00 в воскресенье, 11 января', '12:00 on Sunday, 11 January'],
    ['2026-01-12T09:00:00.000Z', '12:00 12 января', '12:00 on 12 January'],
    ['2025-12-30T09:00:00.000Z', '12:00 во вторник, 30 декабря 2025 г.', '12:00 on Tuesday, 30 December 2025'],
    ['2027-01-05T09:00:00.000Z', '12:00 5 января 2027 г.', '12:00 on 5 January 2027'],
  ])('reads %s as people say it in Moscow', (instant, ru, en) => {
    expect(nearInWords(instant, { ...moscow, language: 'ru' })).toBe(`${ru} (по московскому времени)`);
    expect(nearInWords(instant, { ...moscow, language: 'en' })).toBe(`${en} (Moscow time)`);
  });

  it('is of another day where the customer is', () => {
    const evening = '2026-01-05T14:30:00.000Z';
    expect(nearInWords(evening, { language: 'ru', timeZone: 'Asia/Vladivostok', now: nineOClock })).toBe(
      '00:30 завтра, 6 января (по владивостокскому времени)',
    );
  });

  it('names the year when that is about to change', () => {
    const now = '2026-12-31T20:00:00.000Z';
    expect(nearInWords('2026-12-31T21:30:00.000Z', { ...moscow, now, language: 'ru' })).toBe(
      '00:30 завтра, 1 января 2027 г. (по московскому времени)',
    );
  });

  it('tells the offset where a name is not enough: one hour is there twice in autumn', () => {
    const now = '2026-10-24T22:30:00.000Z';
    expect(nearInWords('2026-10-25T00:30:00.000Z', berlin(now))).toBe(
      '02:30 today, 25 October (Central European Time, UTC+2)',
    );
    expect(nearInWords('2026-10-25T01:30:00.000Z', berlin(now))).toBe(
      '02:30 today, 25 October (Central European Time, UTC+1)',
    );
    expect(nearInWords('2026-10-25T23:30:00.000Z', berlin(now))).toBe(
      '00:30 tomorrow, 26 October (Central European Time, UTC+1)',
    );
  });

  it('counts days of 23 hours as days', () => {
    const now = '2026-03-28T23:30:00.000Z';
    expect(nearInWords('2026-03-29T21:59:00.000Z', berlin(now))).toBe(
      '23:59 today, 29 March (Central European Time, UTC+2)',
    );
    expect(nearInWords('2026-03-29T22:00:00.000Z', berlin(now))).toBe(
      '00:00 tomorrow, 30 March (Central European Time, UTC+2)',
    );
  });

  it('always names its day and month, whatever the place and the time', () => {
    const ms = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) });
    const zone = fc.constantFrom(
      'Europe/Moscow',
      'America/St_Johns',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'Europe/Berlin',
    );
    fc.assert(
      fc.property(ms, ms, zone, fc.constantFrom(...languages), (at, now, timeZone, language) => {
        const words = nearInWords(instantOf(at), { timeZone, language, now: instantOf(now) });
        const options = { timeZone, day: 'numeric', month: 'long' } as const;
        expect(words).toContain(new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', options).format(at));
        expect(words).toMatch(/^\d\d:\d\d .*\(.+\)$/);
      }),
    );
  });
});

describe('a window that is near', () => {
  const window = (from: string, to: string) => ({ from: `2026-01-05T${from}:00.000Z`, to: `2026-01-05T${to}:00.000Z` });

  it('names its day once, or both days', () => {
    expect(nearWindowInWords(window('10:00', '12:00'), { ...moscow, language: 'ru' })).toBe(
      '13:00–15:00 сегодня, 5 января (по московскому времени)',
    );
    expect(nearWindowInWords(window('20:00', '22:30'), { ...moscow, language: 'en' })).toBe(
      '23:00 today, 5 January – 01:30 tomorrow, 6 January (Moscow time)',
    );
  });

  it('names both offsets where the clocks change meanwhile', () => {
    const night = { from: '2026-03-29T00:30:00.000Z', to: '2026-03-29T02:00:00.000Z' };
    expect(nearWindowInWords(night, berlin('2026-03-28T12:00:00.000Z'))).toBe(
      '01:30 tomorrow, 29 March (Central European Time, UTC+1) – 04:00 tomorrow, 29 March (Central European Time, UTC+2)',
    );
  });
});

describe('a time in a call script', () => {
  it('is a date, because the call may be made on another day', () => {
    const call = { ...moscow, language: 'ru', channel: 'phone' } as const;
    expect(instantFor(call, nineOClock)).toBe('5 января 2026 г., 12:00 (Москва, UTC+3)');
    expect(windowFor(call, { from: nineOClock, to: '2026-01-05T10:00:00.000Z' })).toContain('12:00–13:00');
  });
});
