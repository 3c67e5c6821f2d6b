import { describe, expect, it } from 'vitest';
import { bookVisit, durationOf, occupied, preempt, sayNobodyIsFree } from '../../../domain/visit/booking.ts';
import { looksForEngineer } from '../../../domain/visit/visit-deadlines.ts';
import { at, dina, egor } from '../../support/cast.ts';
import { refusalOf } from '../../support/story.ts';
import {
  accepts,
  arrives,
  booking,
  books,
  completes,
  departs,
  does,
  fedor,
  follows,
  isCalledOff,
  joins,
  makesRoom,
  requested,
  tellVisit,
  typesOf,
  visitAfter,
  waiting,
} from './visit-story.ts';

const automatic = () => requested({ dispatch: 'automatic' });

describe('a visit that is booked', () => {
  it('is an offer, to be accepted within an hour', () => {
    expect(visitAfter(books('09:10'))).toMatchObject({
      ...{ status: 'offered', engineerId: egor.id, acceptBy: at('10:10') },
      window: { from: at('11:00'), to: at('12:00') },
    });
  });

  it.each([
    ['P1', '09:20'],
    ['P2', '09:25'],
    ['P4', '10:10'],
  ] as const)('is to be accepted in time for %s', (priority, by) => {
    const story = tellVisit(requested({ ticket: waiting({ priority }) }), books('09:10'));
    expect(story.visit.acceptBy).toBe(at(by));
  });

  it('is as pressing as the most urgent of its tickets', () => {
    expect(visitAfter(joins({ priority: 'P1' }), books('09:40')).acceptBy).toBe(at('09:50'));
  });

  it('is accepted at once where the engineer books it', () => {
    const { status, acceptBy, acceptedAt } = visitAfter(books('09:10', {}, egor));
    expect({ status, acceptBy, acceptedAt }).toEqual({ status: 'accepted', acceptBy: null, acceptedAt: at('09:10') });
  });

  it('may be booked again to the same end, and nothing follows', () => {
    expect(bookVisit(visitAfter(books('09:10')), booking(), dina, at('09:20'))).toEqual([]);
  });

  it('goes to somebody else, and the first hears of it', () => {
    const story = tellVisit(requested(), books(), accepts('09:15'), books('09:30', { engineerId: fedor.id }));
    expect(story.entries.at(-2)).toMatchObject({
      type: 'visitUnbooked',
      data: { engineerId: egor.id, because: 'rebooked' },
    });
    expect(story.visit).toMatchObject({ status: 'offered', engineerId: fedor.id, acceptedAt: null, passedOver: [] });
  });

  it('moves to another window of the same engineer, who accepts it anew', () => {
    const window = { from: at('14:00'), to: at('15:00') };
    const story = tellVisit(requested(), books(), accepts('09:15'), books('09:30', { window }));
    expect(typesOf(story)).toEqual(['visitBooked', 'visitAccepted', 'visitBooked']);
    expect(story.visit).toMatchObject({ status: 'offered', window, acceptedAt: null });
  });

  it.each([
    ['set out', departs('10:40')],
    ['arrived', arrives('11:10')],
    ['completed it', completes('11:40')],
  ])('is not booked otherwise once the engineer has %s', (_what, step) => {
    const visit = visitAfter(books(), step);
    expect(refusalOf(() => bookVisit(visit, booking({ engineerId: fedor.id }), dina, at('11:50')))).toBe(
      'visitFinished',
    );
  });

  it('in the window that the customer asked for is the customer’s choice, whoever booked it', () => {
    const wanted = { from: at('10:00'), to: at('13:00'), chosenBy: 'customer' } as const;
    const chosen = tellVisit(requested({ wanted }), books('09:10'));
    expect(chosen.entries.at(-1)?.data).toMatchObject({ chosenBy: 'customer' });
    const window = { from: at('12:30'), to: at('13:30') };
    const other = tellVisit(requested({ wanted }), books('09:10', { window }));
    expect(other.entries.at(-1)?.data).not.toHaveProperty('chosenBy');
  });
});

describe('a visit that makes room for something urgent', () => {
  it('loses its engineer, and looks for another by itself, however it was arranged', () => {
    const visit = visitAfter(books(), accepts('09:15'), makesRoom('09:30'));
    expect(visit).toMatchObject({ status: 'proposed', engineerId: null, window: null, proposedAt: at('09:30') });
    expect(looksForEngineer(visit, at('09:30'))).toBe(true);
  });

  it('may go to the same engineer later', () => {
    expect(visitAfter(books(), makesRoom('09:30')).passedOver).toEqual([]);
  });

  it.each([
    ['nobody is booked', []],
    ['the engineer has set out', [books(), departs('10:40')]],
    ['the engineer is on site', [books(), arrives('11:10')]],
    ['it is over', [books(), completes('11:40')]],
    ['it is cancelled', [books(), isCalledOff('10:00')]],
  ])('does not where %s', (_why, steps) => {
    expect(refusalOf(() => preempt(visitAfter(...steps), at('12:00')))).toBe('engineerBooked');
  });
});

describe('a visit that nobody is free for', () => {
  const why = { ru: 'все заняты', en: 'all are booked' };
  const says = (until: string | null, clock: string) =>
    follows((visit) => sayNobodyIsFree(visit, { until: until && at(until), why }, at(clock)));

  it('looks again when it was told to, and not before', () => {
    const { visit } = tellVisit(automatic(), says('10:00', '09:05'));
    expect(looksForEngineer(visit, at('09:59'))).toBe(false);
    expect(looksForEngineer(visit, at('10:00'))).toBe(true);
  });

  it('says so once while it is so', () => {
    const never = tellVisit(automatic(), says(null, '09:05'), says(null, '09:20'));
    expect(typesOf(never)).toEqual(['nobodyFree']);
  });

  it('says so anew only where it looks again sooner, or has looked in vain', () => {
    const { visit } = tellVisit(automatic(), says('10:00', '09:05'), says('10:30', '09:20'), says(null, '09:25'));
    expect(visit).toMatchObject({ foldedUpTo: 2, nobodyFree: { until: at('10:00') } });
    const sooner = tellVisit(automatic(), says('10:00', '09:05'), says('09:40', '09:20'));
    expect(sooner.visit.nobodyFree).toEqual({ until: at('09:40') });
    const inVain = tellVisit(automatic(), says('10:00', '09:05'), says('10:30', '10:00'));
    expect(inVain.visit.nobodyFree).toEqual({ until: at('10:30') });
  });

  it('does not look again at once where that instant has passed', () => {
    expect(tellVisit(automatic(), says('09:00', '09:05')).visit.nobodyFree).toEqual({ until: at('09:06') });
  });

  it('looks at once when it becomes an emergency, for which somebody may make room', () => {
    const { visit } = tellVisit(automatic(), says('10:00', '09:05'), joins({ priority: 'P1' }));
    expect(looksForEngineer(visit, at('09:30'))).toBe(true);
    const same = tellVisit(automatic(), says('10:00', '09:05'), joins({ priority: 'P3' }));
    expect(looksForEngineer(same.visit, at('09:30'))).toBe(false);
  });

  it('looks at once when another window is wanted', () => {
    const wanted = { from: at('15:00'), to: at('17:00') };
    const { visit } = tellVisit(automatic(), says('10:00', '09:05'), joins({}, { wanted }));
    expect(looksForEngineer(visit, at('09:30'))).toBe(true);
  });
});

describe('looking for an engineer', () => {
  it('is the desk’s where dispatch is automatic, and the dispatcher’s where it is proposed', () => {
    expect(looksForEngineer(automatic().visit, at('09:00'))).toBe(true);
    expect(looksForEngineer(requested().visit, at('09:00'))).toBe(false);
  });

  it('is over when somebody is booked, or the visit is cancelled', () => {
    expect(looksForEngineer(tellVisit(automatic(), books()).visit, at('10:00'))).toBe(false);
    expect(looksForEngineer(tellVisit(automatic(), isCalledOff('09:30')).visit, at('10:00'))).toBe(false);
  });
});

describe('the engineer’s time that a visit takes', () => {
  it('begins with the way there and ends with the work, had they arrived last thing', () => {
    expect(occupied(visitAfter(books()))).toEqual({ from: at('10:40'), to: at('13:00') });
  });

  it('is longer at a node site, and where equipment is replaced', () => {
    const hours = (zone: 'cpe' | 'core', cause: 'verdict' | 'hardware') =>
      durationOf({ zone, cause, parts: [] }) / 3_600_000;
    expect([hours('cpe', 'verdict'), hours('core', 'verdict')]).toEqual([1, 2]);
    expect([hours('cpe', 'hardware'), hours('core', 'hardware')]).toEqual([1.5, 2.5]);
    expect(durationOf({ zone: 'cpe', cause: 'asked', parts: [{ partId: 'ont', quantity: 1 }] })).toBe(5_400_000);
  });

  it('is none while nobody is booked, and after a cancellation', () => {
    expect(occupied(visitAfter())).toBeNull();
    expect(occupied(visitAfter(books(), isCalledOff('10:00')))).toBeNull();
  });

  it('is what was used of it after the end, and never more than was kept', () => {
    expect(occupied(visitAfter(books(), completes('11:40')))).toEqual({ from: at('10:40'), to: at('11:40') });
    expect(occupied(visitAfter(books(), completes('15:00')))).toEqual({ from: at('10:40'), to: at('13:00') });
    const before = does({ type: 'fail', fault: 'operator' }, '10:00');
    expect(occupied(visitAfter(books(), before))).toBeNull();
  });
});
