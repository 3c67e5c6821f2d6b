import { describe, expect, it } from 'vitest';
import { consumedMs } from '../../domain/clock.ts';
import { deadlines } from '../../domain/deadlines.ts';
import type { Terms } from '../../domain/terms.ts';
import { amira, at, goldTerms, nikolai } from '../support/cast.ts';
import {
  breachesOf,
  claimsAt,
  clockIn,
  dueOf,
  firedIn,
  goesOn,
  goldenTicket,
  goldWith,
  isNow,
  isRestored,
  isStillBroken,
  movesTo,
  rung,
  rungsOf,
  told,
  turnsOutToBe,
  waitsFor,
} from '../support/clock-deeds.ts';
import { tell, timePassesUntil, wakesAt, type Step, type Story } from '../support/story.ts';
import { officeHours, on } from '../support/working-times.ts';

// What users of other desks complain about, each shown to be impossible here.

/** Vera's ticket of nine o'clock, claimed: update due every two hours, restoration at five. */
const after = (...steps: readonly Step[]) => tell(goldenTicket(), claimsAt(amira, at('09:05')), ...steps);
const withLadder = (...ladder: Terms['ladder']) => goldenTicket({ terms: { ...goldTerms, ladder } });
const owedFor = ({ ticket }: Story) => ticket.owed.filter(({ cause }) => cause === 'rungFired');
const halfAnHour = waitsFor('customerUnavailable', at('10:00'));

describe('a promise that is paused', () => {
  it('is not broken while it waits for a reason that the contract accepts, be it for a month', () => {
    const waiting = after(halfAnHour, timePassesUntil('2026-02-05T09:00:00.000Z'));
    expect(breachesOf(waiting, 'restore')).toEqual([]);
    expect(firedIn(waiting)).toEqual([]);
  });

  it('loses none of its pause when severity, terms or service change, before, during or after it', () => {
    const changes: Step[] = [
      isNow('critical', 'corrected', at('10:20')),
      movesTo(goldWith({ restore: 'PT4H' }), at('10:20')),
      turnsOutToBe(goldWith({ restore: 'PT4H' }), at('10:20')),
    ];
    for (const changed of changes) {
      const due = [
        tell(after(changed), halfAnHour, goesOn(at('10:30'))),
        tell(after(halfAnHour, changed), goesOn(at('10:30'))),
        tell(after(halfAnHour, goesOn(at('10:30'))), changed),
      ].map((story) => dueOf(story, 'restore'));
      expect(due).toEqual([at('13:30'), at('13:30'), at('13:30')]);
    }
  });

  it('keeps the pause also where the service is back in the same act that ends it', () => {
    const restored = after(halfAnHour, isRestored(at('17:20')));
    expect(breachesOf(restored, 'restore')).toEqual([]);
    expect(told(restored, 'clockMet').at(-1)).toMatchObject({ clock: 'restore', late: false });
    expect(restored.ticket.waits).toMatchObject([{ to: at('17:20') }]);
  });

  it('may wait for spare parts, where the contract says so', () => {
    const terms = { ...goldTerms, stopClockReasons: [{ reason: 'parts', clocks: ['restore'] }] } as const;
    const waited = tell(goldenTicket({ terms }), waitsFor('parts', at('10:00')), goesOn(at('13:00')));
    expect(dueOf(waited, 'restore')).toBe(at('20:00'));
  });
});

describe('a service that was said to be restored and is still broken', () => {
  it('was not waiting for the customer meanwhile: the time counts', () => {
    const again = after(isRestored(at('12:00')), isStillBroken(at('16:00')));
    const clock = clockIn(again, 'restore');
    expect(consumedMs(clock, clock.limits[0]!, again.ticket, at('16:00'))).toBe(7 * 3_600_000);
    expect(dueOf(again, 'restore')).toBe(at('17:00'));
  });
});

describe('an escalation', () => {
  it('does not stop at its first level, nor wait with a level for the one before it', () => {
    expect(rungsOf(goldenTicket())).toEqual([at('13:00'), at('16:45'), at('17:00'), at('17:30')]);
    expect(firedIn(tell(goldenTicket(), wakesAt(at('17:00')))).map(([place]) => place)).toEqual([0, 1, 2]);
  });

  it('does not repeat itself, however often the desk wakes', () => {
    const minutes = Array.from({ length: 120 }, (_, minute) => `${13 + Math.floor(minute / 60)}:${minute % 60}`);
    const wakes = minutes.map((time) => wakesAt(at(time.replace(/:(\d)$/, ':0$1'))));
    expect(firedIn(tell(goldenTicket(), ...wakes))).toEqual([[0, at('13:00')]]);
  });

  it('is told to several levels of different people', () => {
    const story = tell(
      withLadder(
        rung('25%', { userId: nikolai.id }),
        rung('50%', { role: 'dispatcher' }),
        rung('75%', { team: 'noc' }),
      ),
      timePassesUntil(at('17:00')),
    );
    expect(owedFor(story).map(({ to }) => to)).toEqual([
      { userId: nikolai.id },
      { role: 'dispatcher' },
      { team: 'noc' },
    ]);
  });

  it('does not come at midnight or on a Sunday where the contract counts office hours', () => {
    const reportedAt = on(9, '14:30');
    const terms = goldWith({}, { calendarId: 'office' });
    const friday = goldenTicket({ terms, workingTimes: [officeHours], reportedAt, openedAt: reportedAt });
    for (const [, instant] of firedIn(tell(friday, timePassesUntil(on(20, '09:00'))))) {
      const hour = new Date(instant).getUTCHours();
      expect([new Date(instant).getUTCDay() % 6 !== 0, hour >= 6 && hour <= 15]).toEqual([true, true]);
    }
  });

  it('is not swallowed because the same person was told something that day', () => {
    const story = tell(goldenTicket(), timePassesUntil(at('17:30')));
    const toTheLead = owedFor(story).filter(({ to }) => 'role' in to && to.role === 'supervisor');
    expect(new Set(toTheLead.map(({ key }) => key)).size).toBe(2);
  });

  it('is not dropped because there are many: each is owed until it is told', () => {
    const ladder = Array.from({ length: 60 }, (_, place) => rung(`${place + 1}%`));
    expect(owedFor(tell(withLadder(...ladder), wakesAt(at('17:00'))))).toHaveLength(60);
  });

  it('of a contract that turned out not to be this ticket’s does not come', () => {
    const other = turnsOutToBe(
      { ...goldWith({ restore: 'PT20H' }), ladder: [rung('50%', { team: 'noc' })] },
      at('10:00'),
    );
    const story = tell(goldenTicket(), other, timePassesUntil(at('18:00')));
    expect(firedIn(story)).toEqual([]);
    expect(breachesOf(story, 'restore')).toEqual([]);
    expect(rungsOf(story)).toEqual([at('19:00')]);
  });

  it('does not live on where the promise it belongs to is gone, nor with another team', () => {
    const gone = tell(
      goldenTicket(),
      turnsOutToBe(goldWith({ restore: null }), at('10:00')),
      timePassesUntil(at('20:00')),
    );
    expect(firedIn(gone)).toEqual([]);
    expect(deadlines(gone.ticket).filter(({ what }) => what === 'rungFired')).toEqual([]);
  });
});
