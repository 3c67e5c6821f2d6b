import { describe, expect, it } from 'vitest';
import type { VerdictCode } from '../../../domain/line/line.ts';
import { amira, at, goldTerms, sergei, vera } from '../../support/cast.ts';
import { on } from '../../support/working-times.ts';
import {
  breachesOf,
  claimsAt,
  clockIn,
  dueOf,
  firedIn,
  goldenTicket,
  goldWith,
  isNow,
  isRestored,
  isStillBroken,
  told,
} from '../../support/clock-deeds.ts';
import { calls, hears } from '../../support/deeds.ts';
import { testsSay } from '../../support/line-deeds.ts';
import { asks, refusalOf, tell, timePassesUntil, wakesAt, type Step } from '../../support/story.ts';

/** Eight hours from nine o'clock: due at five in the afternoon. */
const after = (...steps: readonly Step[]) => tell(goldenTicket(), claimsAt(amira, at('09:05')), ...steps);

describe('the restoration clock', () => {
  it('runs from the report', () => {
    expect(dueOf(after(), 'restore')).toBe(at('17:00'));
  });

  it('is met by the instant at which the service came back, though that is said later', () => {
    const story = after(isRestored(at('12:00'), at('11:30')));
    const met = told(story, 'clockMet').find(({ clock }) => clock === 'restore');
    expect(met).toMatchObject({ metAt: at('11:30'), dueAt: at('17:00'), late: false, priority: 'P2' });
  });

  it('is met at its last instant, and late a moment after it', () => {
    const awake = (time: string) => clockIn(after(timePassesUntil(at(time)), isRestored(at(time))), 'restore');
    const asleep = (time: string) => clockIn(after(isRestored(at(time))), 'restore');
    for (const restored of [awake, asleep]) {
      expect(restored('17:00')).toMatchObject({ state: 'met', metAt: at('17:00'), breachedAt: null });
      expect(restored('17:01')).toMatchObject({ state: 'met', metAt: at('17:01'), breachedAt: at('17:00') });
    }
  });

  it('is breached at its instant, also where the desk slept over it', () => {
    expect(breachesOf(after(timePassesUntil(at('20:00'))), 'restore')).toEqual([at('17:00')]);
    expect(breachesOf(after(wakesAt(at('20:00'))), 'restore')).toEqual([at('17:00')]);
  });

  it('is breached once, and met late', () => {
    const story = after(timePassesUntil(at('20:00')), isRestored(at('21:00')));
    expect(breachesOf(story, 'restore')).toHaveLength(1);
    expect(told(story, 'clockMet').at(-1)).toMatchObject({ clock: 'restore', metAt: at('21:00'), late: true });
  });

  it('hides no other clock, and none hides it', () => {
    const story = after(timePassesUntil(at('17:30')));
    expect(breachesOf(story, 'update')).toEqual([at('11:00'), at('13:00'), at('15:00'), at('17:00')]);
    expect(breachesOf(story, 'restore')).toEqual([at('17:00')]);
  });
});

describe('late knowledge of a restoration', () => {
  const late = after(timePassesUntil(at('17:30')));

  it('takes the recorded breach back, with both instants', () => {
    const story = tell(late, isRestored(at('17:40'), at('16:50'), sergei));
    const withdrawn = { clock: 'restore', breachedAt: at('17:00'), metAt: at('16:50'), because: 'lateKnowledge' };
    expect(told(story, 'clockBreachWithdrawn')).toMatchObject([withdrawn]);
    expect(clockIn(story, 'restore')).toMatchObject({ state: 'met', metAt: at('16:50'), breachedAt: null });
  });

  it('leaves the rungs that fired as they are', () => {
    const story = tell(late, isRestored(at('17:40'), at('16:50'), sergei));
    expect(firedIn(story)).toHaveLength(4);
  });

  it('is a supervisor’s to tell where it takes a recorded breach back', () => {
    expect(refusalOf(() => tell(late, isRestored(at('17:40'), at('16:50'))))).toBe('evidenceRequired');
    expect(refusalOf(() => tell(late, isRestored(at('17:40'), at('17:00'))))).toBe('evidenceRequired');
    expect(clockIn(tell(late, isRestored(at('17:40'), at('17:01'))), 'restore').metAt).toBe(at('17:01'));
  });
});

describe('a service that is still broken', () => {
  const resolved = after(isRestored(at('12:00')));

  it('was never restored: the clock counts on, the time as restored included', () => {
    const again = tell(resolved, isStillBroken(at('13:00')));
    expect(clockIn(again, 'restore')).toMatchObject({ state: 'running', metAt: null, breachedAt: null, episode: 2 });
    expect(dueOf(again, 'restore')).toBe(at('17:00'));
  });

  it('after three days was broken all the time: the breach is recorded at the instant in the past', () => {
    const again = tell(resolved, isStillBroken(on(8, '12:00')));
    const [breached] = told(again, 'clockBreached').filter(({ clock }) => clock === 'restore');
    expect(breached).toMatchObject({ dueAt: at('17:00'), breachedAt: at('17:00'), episode: 2 });
    expect(clockIn(again, 'restore')).toMatchObject({ state: 'running', breachedAt: at('17:00') });
  });

  it('after three days has its rungs fired at once, each once', () => {
    const again = tell(resolved, isStillBroken(on(8, '12:00')), timePassesUntil(on(9, '12:00')));
    expect(firedIn(again)).toEqual([
      [0, at('13:00')],
      [1, at('16:45')],
      [2, at('17:00')],
      [3, at('17:30')],
    ]);
  });

  it('brings a breach back that late knowledge had taken back', () => {
    const late = after(timePassesUntil(at('17:30')), isRestored(at('17:40'), at('16:50'), sergei));
    const again = tell(late, isStillBroken(at('18:00')));
    expect(breachesOf(again, 'restore')).toEqual([at('17:00'), at('17:00')]);
    expect(firedIn(again)).toHaveLength(4);
  });

  it('is met late by the second restoration, in its own episode', () => {
    const twice = tell(resolved, isStillBroken(at('16:00')), isRestored(at('18:00')));
    expect(told(twice, 'clockMet').filter(({ clock }) => clock === 'restore')).toMatchObject([
      { episode: 1, metAt: at('12:00'), late: false },
      { episode: 2, metAt: at('18:00'), late: true },
    ]);
  });

  it('counts by the severity that it was found to have while the restoration waited for the customer’s word', () => {
    const corrected = tell(resolved, isNow('critical', 'corrected', at('12:30')), isStillBroken(at('12:40')));
    expect(dueOf(corrected, 'restore')).toBe(at('13:00'));
    const changed = tell(resolved, isNow('critical', 'changed', at('12:30')), isStillBroken(at('12:40')));
    expect(dueOf(changed, 'restore')).toBe(at('16:30'));
  });
});

describe('when the ticket ends', () => {
  it('every clock stops, and nothing is breached any more', () => {
    const closed = tell(
      after(isRestored(at('12:00'))),
      hears(amira, '12:30', vera, 'accepted'),
      wakesAt(on(9, '09:00')),
    );
    expect(closed.ticket.clocks?.map(({ name, state }) => [name, state])).toEqual([
      ['response', 'met'],
      ['update', 'off'],
      ['restore', 'met'],
    ]);
    expect(told(closed, 'clockBreached')).toEqual([]);
  });

  it('a promise that ran out before is recorded, though the desk had slept over it', () => {
    const ended = { type: 'cancel', kind: 'contractEnded', texts: { document: { id: 't', digest: 'd' } } } as const;
    const story = after(asks(sergei, at('18:00'), ended));
    expect(breachesOf(story, 'restore')).toEqual([at('17:00')]);
    expect(story.entries.at(-1)?.type).toBe('ticketCancelled');
  });

  it('only a supervisor calls it a mistake once a clock has breached, a silence that began anew included', () => {
    const noHurry = { ...goldTerms.eta, firstWithin: 'P1D' };
    const silent = tell(
      goldenTicket({ terms: goldWith({ response: null }, { eta: noHurry }) }),
      timePassesUntil(at('11:30')),
    );
    const mistake = { type: 'cancel', kind: 'mistake', texts: {} } as const;
    expect(clockIn(silent, 'update').breachedAt).toBeNull();
    expect(refusalOf(() => tell(silent, asks(amira, at('11:40'), mistake)))).toBe('notAllowed');
    expect(tell(silent, asks(sergei, at('11:40'), mistake)).ticket.status).toBe('cancelled');
  });
});

it('a contract that promises nothing has no clocks, and no deadline of one', () => {
  const nothing = goldWith({ response: null, update: null, restore: null });
  const story = tell(goldenTicket({ terms: nothing }), timePassesUntil(on(30, '09:00')));
  expect(story.ticket.clocks).toEqual([]);
  expect(firedIn(story)).toEqual([]);
  expect(goldTerms.ladder).not.toEqual([]);
});

describe('a customer who could not be reached about a restoration', () => {
  const passed = (code: VerdictCode = 'noFaultFound') =>
    tell(
      goldenTicket({ localizes: true }),
      claimsAt(amira, at('09:05')),
      testsSay('linkDown', at('09:06')),
      isRestored(at('12:00')),
      testsSay(code, at('12:01')),
    );
  const inVain = calls(amira, '12:10', vera, { outcome: 'noAnswer' });

  it('costs the clock no time from the first attempt to tell until the answer', () => {
    const again = tell(passed(), inVain, calls(amira, '13:00', vera, { outcome: 'busy' }), isStillBroken(at('15:00')));
    expect(clockIn(again, 'restore').leftOut).toEqual([[at('12:10'), at('15:00')]]);
    expect(dueOf(again, 'restore')).toBe(at('19:50'));
  });

  it('costs it where the line had not passed its tests after the repair', () => {
    expect(dueOf(tell(passed('linkDown'), inVain, isStillBroken(at('15:00'))), 'restore')).toBe(at('17:00'));
  });

  it('costs it where nobody tried to tell', () => {
    expect(dueOf(tell(passed(), isStillBroken(at('15:00'))), 'restore')).toBe(at('17:00'));
  });

  it('costs it where the contract does not say so', () => {
    const without = { ...goldTerms, stopClockReasons: [] };
    const story = tell(
      goldenTicket({ localizes: true, terms: without }),
      claimsAt(amira, at('09:05')),
      testsSay('linkDown', at('09:06')),
    );
    const again = tell(
      story,
      isRestored(at('12:00')),
      testsSay('noFaultFound', at('12:01')),
      inVain,
      isStillBroken(at('15:00')),
    );
    expect(dueOf(again, 'restore')).toBe(at('17:00'));
  });
});
