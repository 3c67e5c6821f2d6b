import { describe, expect, it } from 'vitest';
import { amira, at, goldTerms, vera, words } from '../../support/cast.ts';
import { callWith } from '../../support/deeds.ts';
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
  rungsOf,
  told,
  waitsFor,
} from '../../support/clock-deeds.ts';
import { asks, refusalOf, tell, timePassesUntil, type Step } from '../../support/story.ts';
import { officeHours, on } from '../../support/working-times.ts';

/** A major fault (P2: 30 minutes, 2 and 8 hours); a critical one is P1: 15 minutes, 1 and 4 hours. */
const after = (...steps: readonly Step[]) => tell(goldenTicket(), claimsAt(amira, at('09:05')), ...steps);
const unclaimed = (...steps: readonly Step[]) => tell(goldenTicket(), ...steps);

describe('a severity that is corrected', () => {
  it('counts from the report', () => {
    const story = after(isNow('critical', 'corrected', at('10:30')));
    expect(dueOf(story, 'restore')).toBe(at('13:00'));
  });

  it('makes a breach in the past where the right promise has run out', () => {
    expect(breachesOf(after(isNow('critical', 'corrected', at('14:00'))), 'restore')).toEqual([at('13:00')]);
    expect(breachesOf(after(isNow('critical', 'corrected', at('10:30'))), 'update')).toEqual([at('10:00')]);
  });

  it('keeps the time that a wait has left out', () => {
    const waited = [waitsFor('customerUnavailable', at('10:00')), goesOn(at('11:30'))];
    expect(dueOf(after(...waited, isNow('critical', 'corrected', at('12:00'))), 'restore')).toBe(at('14:30'));
  });

  it('while a wait runs leaves the clock paused, and counts the wait out afterwards', () => {
    const story = after(waitsFor('customerUnavailable', at('10:00')), isNow('critical', 'corrected', at('11:00')));
    expect(dueOf(story, 'restore')).toBeNull();
    expect(dueOf(tell(story, goesOn(at('11:30'))), 'restore')).toBe(at('14:30'));
  });

  it('downwards gives the longer promise of the right severity', () => {
    const story = tell(goldenTicket({ severity: 'critical' }), isNow('major', 'corrected', at('10:00')));
    expect(dueOf(story, 'restore')).toBe(at('17:00'));
  });
});

describe('a severity that has changed', () => {
  it('upwards counts the new promise from the change', () => {
    expect(dueOf(after(isNow('critical', 'changed', at('10:30'))), 'restore')).toBe(at('14:30'));
  });

  it('upwards never lengthens the old promise', () => {
    expect(dueOf(after(isNow('critical', 'changed', at('15:00'))), 'restore')).toBe(at('17:00'));
  });

  it('upwards twice keeps the earliest of the three promises', () => {
    const minor = tell(goldenTicket({ severity: 'minor' }), claimsAt(amira, at('09:05')));
    const twice = tell(minor, isNow('major', 'changed', at('10:00')), isNow('critical', 'changed', at('12:00')));
    expect(dueOf(twice, 'restore')).toBe(at('16:00'));
  });

  it('upwards shortens response and update in the same way', () => {
    const story = unclaimed(isNow('critical', 'changed', at('09:10')));
    expect(dueOf(story, 'update')).toBe(at('10:10'));
  });

  it('upwards leaves both promises out of the time of a wait', () => {
    const story = after(isNow('critical', 'changed', at('10:00')), waitsFor('customerUnavailable', at('11:00')));
    expect(dueOf(tell(story, goesOn(at('12:00'))), 'restore')).toBe(at('15:00'));
  });

  it('upwards lets the old promise count by its own working time', () => {
    const { P1, P2 } = goldTerms.priorities;
    const priorities = {
      ...goldTerms.priorities,
      P1: { ...P1, restore: 'PT24H' },
      P2: { ...P2, calendarId: 'office' },
    };
    const terms = { ...goldTerms, priorities } as const;
    // Reported at half past five in Moscow: half an hour that day, seven and a half the next: due at half past four.
    const evening = tell(
      goldenTicket({ terms, workingTimes: [officeHours], reportedAt: on(5, '14:30'), openedAt: on(5, '14:30') }),
    );
    expect(dueOf(evening, 'restore')).toBe(on(6, '13:30'));
    expect(dueOf(tell(evening, isNow('critical', 'changed', on(5, '14:50'))), 'restore')).toBe(on(6, '13:30'));
    expect(dueOf(tell(evening, isNow('critical', 'changed', on(5, '13:40'))), 'restore')).toBe(on(6, '13:30'));
  });

  it('downwards needs the customer’s consent, and counts from the report then', () => {
    const agreed = { type: 'changeSeverity', severity: 'none', kind: 'changed', texts: words('reason') } as const;
    expect(refusalOf(() => after(asks(amira, at('10:00'), agreed)))).toBe('consentRequired');
    const story = after(asks(amira, at('10:00'), { ...agreed, evidence: callWith(vera) }));
    expect(dueOf(story, 'restore')).toBe('2026-01-06T09:00:00.000Z');
  });

  it('upwards to where there is no target keeps the old promise', () => {
    const { P1 } = goldTerms.priorities;
    const terms = { ...goldTerms, priorities: { ...goldTerms.priorities, P1: { ...P1, restore: null } } };
    const story = tell(goldenTicket({ terms }), isNow('critical', 'changed', at('10:00')));
    expect(dueOf(story, 'restore')).toBe(at('17:00'));
  });
});

describe('a breach that is recorded', () => {
  it('stays when the severity goes down', () => {
    const story = after(timePassesUntil(at('17:30')), isNow('none', 'corrected', at('18:00')));
    expect(clockIn(story, 'restore').breachedAt).toBe(at('17:00'));
    expect(told(story, 'clockBreachWithdrawn')).toEqual([]);
    expect(breachesOf(tell(story, timePassesUntil(on(7, '09:00'))), 'restore')).toEqual([at('17:00')]);
    expect(told(tell(story, isRestored(at('18:30'))), 'clockMet').at(-1)).toMatchObject({ late: true });
  });
});

describe('a target that was not there', () => {
  const nothing = goldWith({ restore: null });
  const without = tell(goldenTicket({ terms: nothing }), claimsAt(amira, at('09:05')));

  it('counts from the report where the severity was wrong all the time', () => {
    expect(dueOf(tell(without, isNow('critical', 'corrected', at('10:00'))), 'restore')).toBe(at('13:00'));
  });

  it('counts from the change where things have become worse', () => {
    expect(dueOf(tell(without, isNow('critical', 'changed', at('20:00'))), 'restore')).toBe('2026-01-06T00:00:00.000Z');
  });

  it('counts from the report after all where it had not become worse but was wrong', () => {
    const worse = tell(without, isNow('critical', 'changed', at('10:00')));
    expect(dueOf(worse, 'restore')).toBe(at('14:00'));
    const eight = { ...goldTerms.priorityBySeverity, minor: 'P1' } as const;
    const terms = goldWith({ restore: null }, { priorityBySeverity: eight });
    const named = tell(goldenTicket({ terms }), isNow('critical', 'changed', at('10:00')));
    expect(dueOf(tell(named, isNow('minor', 'corrected', at('10:10'))), 'restore')).toBe(at('13:00'));
  });

  it('for the response is not asked of work that has begun', () => {
    const unheard = goldenTicket({ terms: goldWith({ response: null }) });
    const begun = tell(unheard, claimsAt(amira, at('09:05')), isNow('critical', 'corrected', at('10:00')));
    expect(begun.ticket.clocks?.map(({ name }) => name)).not.toContain('response');
    expect(breachesOf(tell(unheard, isNow('critical', 'corrected', at('10:00'))), 'response')).toEqual([at('09:15')]);
  });

  it('and is gone stops the clock; and back again, it counts on', () => {
    const critical = tell(goldenTicket({ terms: nothing, severity: 'critical' }), claimsAt(amira, at('09:05')));
    const gone = tell(critical, isNow('major', 'corrected', at('10:00')));
    expect(clockIn(gone, 'restore').state).toBe('off');
    expect(breachesOf(tell(gone, timePassesUntil(at('23:00'))), 'restore')).toEqual([]);
    const back = tell(gone, isNow('critical', 'corrected', at('11:00')));
    expect(clockIn(back, 'restore').state).toBe('running');
    expect(dueOf(back, 'restore')).toBe(at('13:00'));
  });
});

describe('the ladder after a change of severity', () => {
  it('is armed anew by the new promise', () => {
    const story = after(isNow('critical', 'changed', at('10:00')));
    expect(rungsOf(story)).toEqual([at('12:00'), at('13:45'), at('14:00'), at('14:30')]);
  });

  it('fires again only what lies ahead again', () => {
    const half = after(timePassesUntil(at('13:00')));
    expect(firedIn(half)).toEqual([[0, at('13:00')]]);
    const sooner = tell(half, isNow('critical', 'corrected', at('13:10')), timePassesUntil(at('18:00')));
    expect(firedIn(sooner).filter(([place]) => place === 0)).toHaveLength(1);
    const later = tell(half, isNow('none', 'corrected', at('13:10')), timePassesUntil(at('21:00')));
    expect(firedIn(later).filter(([place]) => place === 0)).toEqual([
      [0, at('13:00')],
      [0, at('21:00')],
    ]);
  });

  it('fires at once what lies behind and has not been told, with the instant at which it was due', () => {
    const story = after(isNow('critical', 'corrected', at('12:50')));
    expect(firedIn(story)).toEqual([
      [0, at('11:00')],
      [1, at('12:45')],
    ]);
  });
});
