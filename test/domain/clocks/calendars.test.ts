import { describe, expect, it } from 'vitest';
import { calendarsEnd, deadlines } from '../../../domain/deadlines.ts';
import { theDesk } from '../../../domain/actor.ts';
import type { Target } from '../../../domain/terms.ts';
import type { WorkingTime } from '../../../domain/working-time.ts';
import { amira, at, vera } from '../../support/cast.ts';
import {
  breachesOf,
  claimsAt,
  dueOf,
  firedIn,
  goesOn,
  goldenTicket,
  goldWith,
  isRestored,
  mailGoes,
  rungsOf,
  talks,
  waitsFor,
} from '../../support/clock-deeds.ts';
import { hears } from '../../support/deeds.ts';
import { happens, tell, timePassesUntil, wakesAt, type Story } from '../../support/story.ts';
import { officeHours, on, withLunch } from '../../support/working-times.ts';

/** Reported on Monday the fifth at noon in Moscow (09:00 UTC), or then. */
function inOfficeHours(restore: Target, time: WorkingTime = officeHours, reportedAt = at('09:00')): Story {
  const terms = goldWith({ restore }, { calendarId: time.calendarId });
  return goldenTicket({ terms, workingTimes: [time], reportedAt, openedAt: reportedAt });
}

describe('a promise in working time', () => {
  it('counts open hours only', () => {
    expect(dueOf(inOfficeHours('PT8H'), 'restore')).toBe(on(6, '08:00'));
  });

  it('leaves lunch out', () => {
    // An hour until lunch at one, four after it; Tuesday brings the fifth to the eighth: nine to twelve.
    expect(dueOf(inOfficeHours('PT8H', withLunch), 'restore')).toBe(on(6, '09:00'));
  });

  it('leaves the weekend out', () => {
    expect(dueOf(inOfficeHours('PT8H', officeHours, on(9, '14:00')), 'restore')).toBe(on(12, '13:00'));
  });

  it('leaves a holiday out', () => {
    // Tuesday from eleven: two hours, lunch, four; Wednesday is a holiday; Thursday brings two more.
    expect(dueOf(inOfficeHours('PT8H', withLunch, on(6, '08:00')), 'restore')).toBe(on(8, '08:00'));
  });

  it('that was reported at night begins in the morning', () => {
    expect(dueOf(inOfficeHours('PT2H', officeHours, on(5, '23:00')), 'restore')).toBe(on(6, '08:00'));
  });

  it('ends with the day where that is its last open moment', () => {
    expect(dueOf(inOfficeHours('PT6H'), 'restore')).toBe(on(5, '15:00'));
  });

  it('has its rungs in working time as well', () => {
    expect(rungsOf(inOfficeHours('PT8H'))).toEqual([on(5, '13:00'), on(6, '07:45'), on(6, '08:00'), on(6, '08:30')]);
  });

  it('fires no rung at night or on a day off', () => {
    const friday = inOfficeHours('PT8H', officeHours, on(9, '14:00'));
    const fired = firedIn(tell(friday, timePassesUntil(on(13, '09:00')))).map(([, instant]) => instant);
    expect(fired).toEqual([on(12, '09:00'), on(12, '12:45'), on(12, '13:00'), on(12, '13:30')]);
  });

  it('stands still at a wait only while it would have counted', () => {
    const evening = tell(
      inOfficeHours('PT8H'),
      waitsFor('customerUnavailable', on(5, '14:00')),
      goesOn(on(6, '07:00')),
    );
    // Of the wait, an hour in the evening and one in the morning were open.
    expect(dueOf(evening, 'restore')).toBe(on(6, '10:00'));
  });

  it('of silence goes on from evening to morning', () => {
    const toldInTheEvening = tell(inOfficeHours('PT8H'), talks(amira, on(5, '14:00')), wakesAt(on(5, '14:00')));
    expect(dueOf(toldInTheEvening, 'update')).toBe(on(6, '07:00'));
  });

  it('of silence is armed at the next multiple in working time after a breach', () => {
    const silent = tell(inOfficeHours('PT20H'), claimsAt(amira, at('09:05')), timePassesUntil(on(6, '06:30')));
    expect(breachesOf(silent, 'update')).toEqual([on(5, '11:00'), on(5, '13:00'), on(5, '15:00')]);
    expect(dueOf(silent, 'update')).toBe(on(6, '08:00'));
  });
});

describe('a promise by the end of a working day', () => {
  it.each<[string, Target, string, string]>([
    ['of the report', { endOfWorkingDay: 0 }, on(5, '09:00'), on(5, '15:00')],
    ['of the next one', { endOfWorkingDay: 1 }, on(5, '09:00'), on(6, '15:00')],
    ['over a weekend', { endOfWorkingDay: 1 }, on(9, '09:00'), on(12, '15:00')],
    ['reported in the evening', { endOfWorkingDay: 0 }, on(5, '18:00'), on(6, '15:00')],
    ['reported on a Saturday', { endOfWorkingDay: 0 }, on(10, '09:00'), on(12, '15:00')],
    ['reported before the hour', { endOfWorkingDay: 0, reportedBefore: '13:00' }, on(5, '09:59'), on(5, '15:00')],
    ['reported at the hour', { endOfWorkingDay: 0, reportedBefore: '13:00' }, on(5, '10:00'), on(6, '15:00')],
    ['reported late on a Friday', { endOfWorkingDay: 1, reportedBefore: '13:00' }, on(9, '11:00'), on(13, '15:00')],
  ])('%s', (_which, target, reportedAt, due) => {
    expect(dueOf(inOfficeHours(target, officeHours, reportedAt), 'restore')).toBe(due);
  });

  it('passes a holiday over', () => {
    expect(dueOf(inOfficeHours({ endOfWorkingDay: 1 }, withLunch, on(6, '09:00')), 'restore')).toBe(on(8, '15:00'));
  });

  it('moves by the open time of a wait', () => {
    const story = tell(
      inOfficeHours({ endOfWorkingDay: 0 }),
      waitsFor('customerUnavailable', on(5, '10:00')),
      goesOn(on(5, '12:00')),
    );
    expect(dueOf(story, 'restore')).toBe(on(6, '08:00'));
  });

  it('around the clock is midnight', () => {
    const terms = goldWith({ restore: { endOfWorkingDay: 0 } });
    expect(dueOf(goldenTicket({ terms }), 'restore')).toBe(on(6, '00:00'));
  });
});

describe('the end of what is known of a calendar', () => {
  const known = inOfficeHours('PT8H');
  const extension = { ...officeHours, until: '2026-08-01T00:00:00.000Z' };
  const ends = ({ ticket }: Story) => deadlines(ticket).filter(({ what }) => what === 'calendarEnds');

  it('is a deadline forty-five days before', () => {
    expect(ends(known)).toEqual([{ at: '2026-04-17T00:00:00.000Z', what: 'calendarEnds' }]);
    expect(calendarsEnd(known.ticket, '2026-04-16T23:59:59.999Z')).toBe(false);
    expect(calendarsEnd(known.ticket, '2026-04-17T00:00:00.000Z')).toBe(true);
  });

  it('is none around the clock', () => {
    expect(ends(goldenTicket())).toEqual([]);
  });

  it('moves on with more of the calendar, and nothing else changes', () => {
    const more = tell(known, happens({ type: 'calendarExtended', by: theDesk, data: { workingTime: extension } }));
    expect(ends(more)).toEqual([{ at: '2026-06-17T00:00:00.000Z', what: 'calendarEnds' }]);
    expect(dueOf(more, 'restore')).toBe(dueOf(known, 'restore'));
  });

  it('is looked after while nothing runs too: it may be still broken', () => {
    const restored = tell(
      known,
      claimsAt(amira, at('09:05')),
      isRestored(at('10:00')),
      mailGoes('restored', at('10:01')),
    );
    expect(ends(restored)).toHaveLength(1);
  });

  it('is no deadline of a ticket that has ended', () => {
    const closed = tell(known, isRestored(at('10:00')), hears(amira, '10:30', vera, 'accepted'));
    expect(ends(closed)).toEqual([]);
    expect(calendarsEnd(closed.ticket, '2026-05-31T00:00:00.000Z')).toBe(false);
  });
});
