import { describe, expect, it } from 'vitest';
import { amira, at, goldTerms, vera } from '../../support/cast.ts';
import {
  breachesOf,
  claimsAt,
  clockIn,
  dueOf,
  firedIn,
  goesOn,
  goldenTicket,
  goldWith,
  isRestored,
  isStillBroken,
  joinsDuplicate,
  isNow,
  movesTo,
  rung,
  rungsOf,
  told,
  turnsOutToBe,
  waitsFor,
} from '../../support/clock-deeds.ts';
import { refusalOf, tell, timePassesUntil, wakesAt, type Step } from '../../support/story.ts';
import { officeHours, on } from '../../support/working-times.ts';

const after = (...steps: readonly Step[]) => tell(goldenTicket(), claimsAt(amira, at('09:05')), ...steps);
const sixHours = goldWith({ restore: 'PT6H' });
const tenHours = goldWith({ restore: 'PT10H' });
const office = { ...goldTerms, calendarId: 'office' };

describe('newer terms', () => {
  it('that promise more hold from the report', () => {
    expect(dueOf(after(movesTo(sixHours, at('10:00'))), 'restore')).toBe(at('15:00'));
  });

  it('that promise less need the customer’s consent, be it a supervisor who asks', () => {
    expect(refusalOf(() => after(movesTo(tenHours, at('10:00'))))).toBe('consentRequired');
    const agreed = after(movesTo(tenHours, at('10:00'), { agreed: vera }));
    expect(dueOf(agreed, 'restore')).toBe(at('19:00'));
    expect(told(agreed, 'termsChanged')).toMatchObject([{ evidence: { callId: 'call-in-the-act' } }]);
  });

  it('keep what was consumed under the old ones: by the wall until now, in office hours from now on', () => {
    const moved = after(movesTo(office, at('10:00'), { workingTimes: [officeHours], agreed: vera }));
    // One hour of eight is gone; the office is open for five more that day, and for two the next.
    expect(dueOf(moved, 'restore')).toBe(on(6, '08:00'));
  });

  it('keep the pauses of the old ones, and stop for their own reasons from now on', () => {
    const waited = after(waitsFor('customerUnavailable', at('09:30')), goesOn(at('10:00')));
    const fewer = tell(waited, movesTo({ ...goldTerms, stopClockReasons: [] }, at('10:30')));
    expect(dueOf(fewer, 'restore')).toBe(at('17:30'));
    const again = waitsFor('customerUnavailable', at('11:00'), { id: 'wait-2' });
    expect(dueOf(tell(fewer, again, goesOn(at('12:00'))), 'restore')).toBe(at('17:30'));
  });

  it('in the middle of a wait stop the pause where they don’t list its reason', () => {
    const waiting = after(waitsFor('customerUnavailable', at('10:00')));
    const moved = tell(waiting, movesTo({ ...goldTerms, stopClockReasons: [] }, at('11:00')));
    expect(dueOf(moved, 'restore')).toBe(at('18:00'));
  });

  it('leave recorded breaches alone', () => {
    const late = after(timePassesUntil(at('17:30')), movesTo(tenHours, at('18:00'), { agreed: vera }));
    expect(clockIn(late, 'restore').breachedAt).toBe(at('17:00'));
    expect(told(late, 'clockBreachWithdrawn')).toEqual([]);
  });

  it('without a target stop the clock, with consent', () => {
    const nothing = goldWith({ restore: null });
    expect(refusalOf(() => after(movesTo(nothing, at('10:00'))))).toBe('consentRequired');
    const moved = after(movesTo(nothing, at('10:00'), { agreed: vera }));
    expect(clockIn(moved, 'restore').state).toBe('off');
    expect(told(moved, 'clockStopped')).toMatchObject([{ clock: 'restore', because: 'noTarget' }]);
  });

  it('with a target where there was none count from the report', () => {
    const story = tell(goldenTicket({ terms: goldWith({ restore: null }) }), movesTo(goldTerms, at('10:00')));
    expect(dueOf(story, 'restore')).toBe(at('17:00'));
  });

  it('with another ladder arm that one: a rung that was told is not told again, a new one is not lost', () => {
    const story = after(timePassesUntil(at('13:30')));
    const ladder = [rung('75%', { role: 'noc' }), ...goldTerms.ladder];
    const moved = tell(story, movesTo({ ...goldTerms, ladder }, at('13:40')));
    expect(rungsOf(moved)).toEqual([at('15:00'), at('13:00'), at('16:45'), at('17:00'), at('17:30')]);
    expect(firedIn(tell(moved, timePassesUntil(at('15:00'))))).toEqual([
      [0, at('13:00')],
      [0, at('15:00')],
    ]);
  });

  it('that come while the restoration waits for the customer’s word hold when it is still broken', () => {
    const moved = after(isRestored(at('12:00')), movesTo(sixHours, at('12:10')));
    expect(dueOf(tell(moved, isStillBroken(at('12:30'))), 'restore')).toBe(at('15:00'));
  });
});

describe('the right service in place of a wrong one', () => {
  it('brings its terms from the same start', () => {
    expect(dueOf(after(turnsOutToBe(sixHours, at('10:00'))), 'restore')).toBe(at('15:00'));
    expect(dueOf(after(turnsOutToBe(tenHours, at('10:00'))), 'restore')).toBe(at('19:00'));
  });

  it('brings its calendar from the same start', () => {
    const story = after(turnsOutToBe(office, at('10:00'), [officeHours]));
    expect(dueOf(story, 'restore')).toBe(on(6, '08:00'));
  });

  it('takes back the breach of a promise that was not this ticket’s', () => {
    const late = after(timePassesUntil(at('17:30')), turnsOutToBe(tenHours, at('18:00')));
    const withdrawn = { clock: 'restore', breachedAt: at('17:00'), because: 'service', metAt: null };
    expect(told(late, 'clockBreachWithdrawn')).toContainEqual(expect.objectContaining(withdrawn));
    expect(clockIn(late, 'restore')).toMatchObject({ state: 'running', breachedAt: null });
    expect(dueOf(late, 'restore')).toBe(at('19:00'));
  });

  it('judges the response by its own promise too', () => {
    const claimed = tell(goldenTicket(), claimsAt(amira, at('09:40')));
    expect(clockIn(claimed, 'response').breachedAt).toBe(at('09:30'));
    const right = tell(claimed, turnsOutToBe(goldWith({ response: 'PT1H' }), at('10:00')));
    expect(clockIn(right, 'response')).toMatchObject({ state: 'met', metAt: at('09:40'), breachedAt: null });
  });

  it('judges a restoration that waits for the customer’s word by its own promise', () => {
    const late = after(isRestored(at('17:30')), turnsOutToBe(tenHours, at('17:40')));
    expect(clockIn(late, 'restore')).toMatchObject({ state: 'met', metAt: at('17:30'), breachedAt: null });
    expect(clockIn(late, 'update').state).toBe('off');
    expect(dueOf(tell(late, isStillBroken(at('18:00'))), 'restore')).toBe(at('19:00'));
  });

  it('stops what it promises nothing for', () => {
    const nothing = turnsOutToBe(goldWith({ restore: null }), at('10:30'));
    expect(clockIn(after(nothing), 'restore').state).toBe('off');
    expect(clockIn(after(isRestored(at('10:00')), nothing), 'restore').state).toBe('off');
  });
});

describe('a duplicate that was reported earlier', () => {
  it('moves the start of what runs from the report', () => {
    const joined = tell(goldenTicket(), joinsDuplicate(at('08:40')), wakesAt(at('09:01')));
    expect(dueOf(joined, 'response')).toBe(at('09:10'));
    expect(dueOf(joined, 'restore')).toBe(at('16:40'));
  });

  it('makes a breach in the past where the promise had run out by then', () => {
    const joined = after(timePassesUntil(at('16:50')), joinsDuplicate(at('08:40')), wakesAt(at('16:50')));
    expect(breachesOf(joined, 'restore')).toEqual([at('16:40')]);
  });

  it('tells nobody twice', () => {
    const joined = after(timePassesUntil(at('13:00')), joinsDuplicate(at('08:40')), timePassesUntil(at('15:00')));
    expect(firedIn(joined)).toEqual([[0, at('13:00')]]);
  });

  it('moves the start of a promise that was shortened since by no more than it was early', () => {
    const critical = after(isNow('critical', 'changed', at('16:00')));
    expect(dueOf(tell(critical, joinsDuplicate(at('08:40')), wakesAt(at('16:01'))), 'restore')).toBe(at('16:40'));
  });

  it('moves the start when it comes while the restoration waits for the customer’s word', () => {
    const joined = after(isRestored(at('12:00')), joinsDuplicate(at('08:40')), wakesAt(at('12:10')));
    expect(dueOf(tell(joined, isStillBroken(at('12:30'))), 'restore')).toBe(at('16:40'));
  });

  it('that was reported later changes nothing', () => {
    const joined = after(joinsDuplicate(at('09:20')), wakesAt(at('09:21')));
    expect(dueOf(joined, 'restore')).toBe(at('17:00'));
    expect(clockIn(joined, 'restore').arming).toBe(1);
  });
});
