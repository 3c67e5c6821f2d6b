import { describe, expect, it } from 'vitest';
import { pausedBy } from '../../../domain/clock.ts';
import { spanFrom } from '../../../domain/clock-target.ts';
import { deadlines } from '../../../domain/deadlines.ts';
import { waitReasons } from '../../../domain/words.ts';
import { amira, at, goldTerms } from '../../support/cast.ts';
import {
  breachesOf,
  claimsAt,
  clockIn,
  dueOf,
  firedIn,
  goesOn,
  goldenTicket,
  isRestored,
  rungsOf,
  takesBack,
  talks,
  waitsFor,
} from '../../support/clock-deeds.ts';
import { tell, timePassesUntil, wakesAt, type Step } from '../../support/story.ts';

/** Restoration due at five; by the contract only an unavailable customer stops it. */
const after = (...steps: readonly Step[]) => tell(goldenTicket(), claimsAt(amira, at('09:05')), ...steps);
const waiting = after(waitsFor('customerUnavailable', at('10:00')));

describe('a wait for a reason that the contract lists', () => {
  it('holds the restoration clock, which says by what', () => {
    expect(dueOf(waiting, 'restore')).toBeNull();
    expect(pausedBy(clockIn(waiting, 'restore'), waiting.ticket)?.id).toBe('wait-1');
    expect(deadlines(waiting.ticket).filter(({ what }) => what === 'clockBreached')).toHaveLength(1);
  });

  it('holds it however long it lasts', () => {
    expect(breachesOf(tell(waiting, timePassesUntil(at('23:00'))), 'restore')).toEqual([]);
  });

  it('moves its end by its own length', () => {
    expect(dueOf(tell(waiting, goesOn(at('11:30'))), 'restore')).toBe(at('18:30'));
  });

  it('never stops response and update', () => {
    const early = tell(goldenTicket(), waitsFor('customerUnavailable', at('09:10')), timePassesUntil(at('12:00')));
    expect(breachesOf(early, 'response')).toEqual([at('09:30')]);
    expect(breachesOf(early, 'update')).toEqual([at('11:00')]);
  });

  it('does not undo a breach that was before it', () => {
    const late = after(wakesAt(at('16:50')), waitsFor('customerUnavailable', at('17:10')), wakesAt(at('17:20')));
    expect(breachesOf(late, 'restore')).toEqual([at('17:00')]);
    expect(pausedBy(clockIn(late, 'restore'), late.ticket)).toBeNull();
  });

  it('holds the rungs of its clock with it', () => {
    expect(rungsOf(waiting)).toEqual([null, null, null, null]);
    const resumed = tell(waiting, goesOn(at('11:30')));
    expect(rungsOf(resumed)).toEqual([at('14:30'), at('18:15'), at('18:30'), at('19:00')]);
    expect(firedIn(tell(resumed, timePassesUntil(at('14:30'))))).toEqual([[0, at('14:30')]]);
  });

  it('is over when its time is up, also where the desk slept over that', () => {
    const until = after(waitsFor('customerUnavailable', at('10:00'), { until: at('11:00') }));
    expect(dueOf(tell(until, timePassesUntil(at('11:00'))), 'restore')).toBe(at('18:00'));
    expect(dueOf(tell(until, wakesAt(at('13:00'))), 'restore')).toBe(at('18:00'));
  });

  it('is over when its time is up, though somebody goes on or restores before the desk has seen it', () => {
    const until = after(waitsFor('customerUnavailable', at('10:00'), { until: at('11:00') }));
    expect(dueOf(tell(until, goesOn(at('13:00'))), 'restore')).toBe(at('18:00'));
    expect(tell(until, isRestored(at('13:00'))).ticket.waits).toMatchObject([{ to: at('11:00') }]);
  });

  it('is over with the customer’s answer, though the desk learns of it later', () => {
    const answered = tell(waiting, talks(amira, at('11:00')), wakesAt(at('12:00')));
    expect(dueOf(answered, 'restore')).toBe(at('18:00'));
    expect(dueOf(tell(waiting, talks(amira, at('11:00')), goesOn(at('12:00'))), 'restore')).toBe(at('18:00'));
  });

  it('after another is added to it', () => {
    const two = [
      goesOn(at('10:30')),
      waitsFor('customerUnavailable', at('11:00'), { id: 'wait-2' }),
      goesOn(at('11:45')),
    ];
    expect(dueOf(tell(waiting, ...two), 'restore')).toBe(at('18:15'));
  });
});

describe('a wait for any other reason', () => {
  it.each(waitReasons.filter((reason) => reason !== 'customerUnavailable'))(
    'such as %s leaves the clock running',
    (reason) => {
      const story = after(waitsFor(reason, at('10:00')));
      expect(dueOf(story, 'restore')).toBe(at('17:00'));
      expect(pausedBy(clockIn(story, 'restore'), story.ticket)).toBeNull();
      expect(breachesOf(tell(story, timePassesUntil(at('18:00'))), 'restore')).toEqual([at('17:00')]);
    },
  );
});

describe('a wait that is taken back', () => {
  it('while it runs gives the time back', () => {
    expect(dueOf(tell(waiting, takesBack(at('11:00'))), 'restore')).toBe(at('17:00'));
  });

  it('when it is over gives the time back', () => {
    expect(dueOf(tell(waiting, goesOn(at('11:30')), takesBack(at('12:00'))), 'restore')).toBe(at('17:00'));
  });

  it('gives back only its own time', () => {
    const two = [
      goesOn(at('10:30')),
      waitsFor('customerUnavailable', at('11:00'), { id: 'wait-2' }),
      goesOn(at('11:45')),
    ];
    expect(dueOf(tell(waiting, ...two, takesBack(at('12:00'))), 'restore')).toBe(at('17:45'));
  });

  it('makes a breach in the past where the promise had run out without it', () => {
    const running = tell(waiting, timePassesUntil(at('18:00')), takesBack(at('18:10')));
    const over = tell(waiting, timePassesUntil(at('18:00')), goesOn(at('18:00')), takesBack(at('18:10')));
    for (const story of [running, over]) expect(breachesOf(story, 'restore')).toEqual([at('17:00')]);
  });

  it('makes it also where the service is back and the customer has not said so yet', () => {
    const restored = tell(waiting, goesOn(at('16:00')), isRestored(at('18:00')));
    expect(breachesOf(restored, 'restore')).toEqual([]);
    const late = tell(restored, takesBack(at('18:30')));
    expect(breachesOf(late, 'restore')).toEqual([at('17:00')]);
    expect(clockIn(late, 'restore')).toMatchObject({ state: 'met', metAt: at('18:00'), breachedAt: at('17:00') });
  });
});

describe('which reasons stop a clock', () => {
  const everything = waitReasons.map((reason) => {
    return { reason, clocks: ['response', 'update', 'arrival', 'restore', 'replacement'] } as const;
  });
  const { ticket } = goldenTicket({ terms: { ...goldTerms, stopClockReasons: everything } });
  const stops = (name: Parameters<typeof spanFrom>[1]) => spanFrom(ticket, name, at('09:00')).stops;

  it('is the contract’s word for arrival and restoration', () => {
    expect(stops('arrival')).toEqual(waitReasons);
    expect(stops('restore')).toEqual(waitReasons);
  });

  it('is none for response and update, whatever the contract says', () => {
    expect([stops('response'), stops('update')]).toEqual([[], []]);
  });

  it('is never the wait for parts for the replacement', () => {
    expect(stops('replacement')).toEqual(waitReasons.filter((reason) => reason !== 'parts'));
  });
});
