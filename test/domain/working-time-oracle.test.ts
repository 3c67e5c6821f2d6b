import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expand } from '../../calendars/expand.ts';
import { instantOf } from '../../domain/instant.ts';
import { endOfWorkingDay, extended, openMs, whenOpenFor } from '../../domain/working-time.ts';
import { minuteByMinute } from './minute-by-minute.ts';
import { instantOn, randomCase } from './random-calendar.ts';

const aCase = randomCase.chain((one) => {
  const instant = instantOn(one.days);
  return fc.record({ one: fc.constant(one), from: instant, to: instant, between: instant });
});
const runs = { numRuns: 400 };

describe('working time, against a look at every minute,', () => {
  it('is open for as long', () => {
    fc.assert(
      fc.property(aCase, ({ one: { days, calendar }, from, to }) => {
        const time = expand(calendar, days.from, days.until);
        expect(openMs(time, { from, to })).toBe(minuteByMinute(days, calendar).openMs({ from, to }));
      }),
      runs,
    );
  });

  it('reaches a target at the same instant', () => {
    const target = fc.oneof(
      fc.integer({ min: 1, max: 72 * 60 }).map((minutes) => minutes * 60_000),
      fc.nat(10_000_000),
    );
    fc.assert(
      fc.property(aCase, target, fc.boolean(), ({ one: { days, calendar }, from, to }, ms, ends) => {
        // Around the clock nothing ends; the days that are looked at do.
        const stretch = { from, to: ends || calendar.kind === '24x7' ? to : Infinity };
        const expected = ms === 0 ? from : minuteByMinute(days, calendar).whenOpenFor(stretch, ms);
        expect(whenOpenFor(expand(calendar, days.from, days.until), stretch, ms)).toBe(expected);
      }),
      runs,
    );
  });

  it('ends its working days at the same instants', () => {
    const wanted = fc.record(
      {
        endOfWorkingDay: fc.nat(4),
        reportedBefore: fc.constantFrom('00:00', '02:30', '09:00', '13:00', '17:45', '23:59'),
      },
      { requiredKeys: ['endOfWorkingDay'] },
    );
    fc.assert(
      fc.property(aCase, wanted, ({ one: { days, calendar }, from: reported }, end) => {
        const time = expand(calendar, days.from, days.until);
        const expected = minuteByMinute(days, calendar).endOfWorkingDay(instantOf(reported), end);
        const found = endOfWorkingDay(time, instantOf(reported), end);
        // Around the clock it knows days beyond those that are looked at.
        if (expected !== null || calendar.kind !== '24x7') expect(found).toBe(expected);
      }),
      runs,
    );
  });

  it('extended by more of itself is as if it had been expanded so far at once', () => {
    fc.assert(
      fc.property(aCase, ({ one: { days, calendar }, between }) => {
        fc.pre(calendar.kind === 'business');
        const known = expand(calendar, days.from, instantOf(between + 1));
        const more = expand(calendar, days.from, days.until);
        expect(extended(known, more)).toEqual(more);
      }),
      runs,
    );
  });

  it('counts the same where what is added begins at the end of what was known', () => {
    fc.assert(
      fc.property(aCase, ({ one: { days, calendar }, from, to, between }) => {
        const known = expand(calendar, days.from, instantOf(between + 1));
        const time = extended(known, expand(calendar, known.until, days.until));
        expect(openMs(time, { from, to })).toBe(minuteByMinute(days, calendar).openMs({ from, to }));
      }),
      runs,
    );
  });
});
