import { describe, expect, it } from 'vitest';
import { consumedMs } from '../../domain/clock.ts';
import { deadlines } from '../../domain/deadlines.ts';
import { amira, at } from '../support/cast.ts';
import {
  breachesOf,
  claimsAt,
  clockIn,
  goldenTicket,
  goldWith,
  notesAt,
  talks,
  told,
  waitsFor,
} from '../support/clock-deeds.ts';
import { tell, timePassesUntil, wakesAt, type Step } from '../support/story.ts';
import { on, withLunch } from '../support/working-times.ts';

// What users of other desks complain about, each shown to be impossible here.

/** Vera's ticket of nine o'clock, claimed: update due every two hours, restoration at five. */
const after = (...steps: readonly Step[]) => tell(goldenTicket(), claimsAt(amira, at('09:05')), ...steps);

describe('the promises of one contract', () => {
  it('do not overrule each other: silence leaves the response alone, and the other way round', () => {
    const silent = tell(goldenTicket({ terms: goldWith({ response: 'PT3H' }) }), timePassesUntil(at('12:00')));
    expect(breachesOf(silent, 'update')).toEqual([at('11:00')]);
    expect(breachesOf(silent, 'response')).toEqual([at('12:00')]);
  });

  it('take any channel alike: who has answered by phone or in writing has answered', () => {
    for (const acts of [
      talks(amira, at('09:20')),
      notesAt(amira, at('09:20'), 'customer'),
      claimsAt(amira, at('09:20')),
    ]) {
      const story = tell(goldenTicket(), acts, timePassesUntil(at('10:00')));
      expect(breachesOf(story, 'response')).toEqual([]);
    }
  });

  it('need not exist: “no target” is a promise like any other', () => {
    const nothing = goldenTicket({ terms: goldWith({ response: null, update: null, restore: null }) });
    expect(nothing.ticket.clocks).toEqual([]);
    expect(breachesOf(tell(nothing, timePassesUntil('2027-01-05T09:00:00.000Z')), 'restore')).toEqual([]);
  });
});

describe('time', () => {
  it('that was set for two days is over after two days, and says so before', () => {
    const waiting = after(waitsFor('supplier', at('10:00'), { until: on(7, '10:00') }));
    const ends = deadlines(waiting.ticket).find(({ what }) => what === 'waitOver');
    expect(ends?.at).toBe(on(7, '10:00'));
    const over = tell(waiting, timePassesUntil(on(12, '09:00')));
    expect(told(over, 'waitEnded')).toMatchObject([{ endedAt: on(7, '10:00'), because: 'untilReached' }]);
  });

  it('breaks a promise at its instant, and nobody has to look at the ticket', () => {
    const next = deadlines(after().ticket).find(({ what }) => what === 'clockBreached');
    expect(next).toMatchObject({ at: at('11:00'), clock: 'update' });
    expect(clockIn(after(wakesAt(at('17:00'))), 'restore').breachedAt).toBe(at('17:00'));
  });

  it('is one for everybody: a fresh ticket is not late because somebody sits in another zone', () => {
    const story = goldenTicket();
    expect(story.ticket.clocks?.map(({ breachedAt }) => breachedAt)).toEqual([null, null, null]);
    for (const { at: instant } of deadlines(story.ticket)) expect(instant).toMatch(/Z$/);
  });

  it('of lunch does not count, nor any hour that only the wall has', () => {
    const terms = goldWith({}, { calendarId: 'lunch' });
    const story = goldenTicket({ terms, workingTimes: [withLunch] });
    const clock = clockIn(story, 'restore');
    const consumed = (instant: string) => consumedMs(clock, clock.limits[0]!, story.ticket, instant) / 3_600_000;
    expect([at('10:00'), at('11:00'), at('12:00'), on(6, '06:00'), on(7, '15:00')].map(consumed)).toEqual([
      1, 1, 2, 5, 13,
    ]);
    expect(breachesOf(tell(story, wakesAt(on(6, '08:59'))), 'restore')).toEqual([]);
  });

  it('that is consumed is told as of now, without anything having been recorded since', () => {
    const story = after();
    const clock = clockIn(story, 'restore');
    const share = (instant: string) =>
      consumedMs(clock, clock.limits[0]!, story.ticket, instant) / clock.limits[0]!.targetMs;
    expect([at('11:00'), at('13:00'), at('16:12')].map(share)).toEqual([0.25, 0.5, 0.9]);
  });
});
