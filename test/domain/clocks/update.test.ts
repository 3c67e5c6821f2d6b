import { describe, expect, it } from 'vitest';
import { amira, aStranger, at, goldTerms, vera } from '../../support/cast.ts';
import {
  breachesOf,
  claimsAt,
  clockIn,
  dueOf,
  firedIn,
  goldenTicket,
  isNow,
  isRestored,
  isStillBroken,
  mailBounces,
  mailGoes,
  notesAt,
  promisesAt,
  rung,
  talks,
  told,
} from '../../support/clock-deeds.ts';
import { answers } from '../../support/deeds.ts';
import { tell, timePassesUntil, wakesAt, type Step } from '../../support/story.ts';

/** Two hours of silence at most, from nine o'clock: due at eleven. */
const after = (...steps: readonly Step[]) => tell(goldenTicket(), claimsAt(amira, at('09:05')), ...steps);
const dueAfter = (...steps: readonly Step[]) => dueOf(after(...steps), 'update');
const anEta = [promisesAt(amira, at('10:00'), at('18:00')), mailGoes('etaPromised', at('10:01')), wakesAt(at('10:02'))];
/** On a ticket whose desk sends notes. */
const spoken = (...steps: readonly Step[]) =>
  tell(goldenTicket({ speaks: true }), claimsAt(amira, at('09:05')), mailGoes('opened', at('09:06')), ...steps);
const aNote = [notesAt(amira, at('10:00'), 'customer'), mailGoes('note', at('10:01'))];
const aTalk = (time: string) => [talks(amira, at(time)), wakesAt(at(time))];

describe('the update clock', () => {
  it('runs from the report', () => {
    expect(dueAfter()).toBe(at('11:00'));
  });

  it.each<[string, readonly Step[], string]>([
    ['an ETA once its mail has gone out', anEta, '12:01'],
    ['an answered call with a contact', aTalk('10:00'), '12:00'],
  ])('begins anew with %s', (_what, steps, due) => {
    expect(dueAfter(...steps)).toBe(at(due));
  });

  it.each<[string, readonly Step[]]>([
    ['the mail that the ticket is open', [mailGoes('opened', at('09:06'))]],
    ['an ETA whose mail has not gone out', [promisesAt(amira, at('10:00'), at('18:00'))]],
    ['a call that nobody answered', [talks(amira, at('10:00'), vera, 'noAnswer')]],
    ['a call with somebody who is no contact', [talks(amira, at('10:00'), aStranger)]],
  ])('is not begun anew by %s', (_what, steps) => {
    expect(dueAfter(...steps, wakesAt(at('10:02')))).toBe(at('11:00'));
  });

  it('begins anew when a note has gone out to the customer', () => {
    expect(dueOf(spoken(...aNote, wakesAt(at('10:02'))), 'update')).toBe(at('12:01'));
  });

  it.each<[string, readonly Step[]]>([
    ['has not gone out', [notesAt(amira, at('10:00'), 'customer')]],
    ['is among colleagues', [notesAt(amira, at('10:00'), 'internal')]],
    ['came back', [...aNote, wakesAt(at('10:02')), mailBounces('note')]],
  ])('is not begun anew by a note that %s', (_what, steps) => {
    expect(dueOf(spoken(...steps, wakesAt(at('10:05'))), 'update')).toBe(at('11:00'));
  });

  it('is not begun anew by a note of a desk from before it sent them', () => {
    const noted = after(notesAt(amira, at('10:00'), 'customer'), wakesAt(at('10:02')));
    expect(dueOf(noted, 'update')).toBe(at('11:00'));
  });

  it('is not begun anew by the interim text about a missed ETA', () => {
    const missed = [promisesAt(amira, at('09:10'), at('10:00')), timePassesUntil(at('10:00'))];
    expect(dueAfter(...missed, mailGoes('etaMissed', at('10:01')), wakesAt(at('10:02')))).toBe(at('11:00'));
  });

  it('counts each word from the one before it, though all are learned of at once', () => {
    const story = after(talks(amira, at('10:30')), talks(amira, at('12:45')), wakesAt(at('13:00')));
    expect(breachesOf(story, 'update')).toEqual([at('12:30')]);
    expect(dueOf(story, 'update')).toBe(at('14:45'));
  });
});

describe('silence after a breach', () => {
  it('is armed at the next multiple of the interval', () => {
    const story = after(timePassesUntil(at('11:20')));
    expect(breachesOf(story, 'update')).toEqual([at('11:00')]);
    expect(dueOf(story, 'update')).toBe(at('13:00'));
    expect(breachesOf(tell(story, timePassesUntil(at('15:30'))), 'update')).toEqual([
      at('11:00'),
      at('13:00'),
      at('15:00'),
    ]);
  });

  it('that was slept over is one breach which says how many intervals were missed', () => {
    const story = after(wakesAt(at('15:30')));
    const breached = told(story, 'clockBreached').filter(({ clock }) => clock === 'update');
    expect(breached).toMatchObject([{ breachedAt: at('11:00'), missed: 3 }]);
    expect(dueOf(story, 'update')).toBe(at('17:00'));
  });

  it('counts the missed intervals only until the customer was told', () => {
    const story = after(talks(amira, at('13:30')), wakesAt(at('15:00')));
    expect(told(story, 'clockBreached').filter(({ clock }) => clock === 'update')).toMatchObject([{ missed: 2 }]);
    expect(dueOf(story, 'update')).toBe(at('15:30'));
  });

  it('was none where a word turns out to have come in time', () => {
    const story = after(timePassesUntil(at('11:20')), talks(amira, at('10:50')), wakesAt(at('11:21')));
    const withdrawn = { clock: 'update', breachedAt: at('11:00'), metAt: at('10:50'), because: 'lateKnowledge' };
    expect(told(story, 'clockBreachWithdrawn')).toMatchObject([withdrawn]);
    expect(dueOf(story, 'update')).toBe(at('12:50'));
    expect(story.ticket.breaches).toBe(0);
  });
});

describe('while the restoration waits for the customer’s word, the update clock', () => {
  const resolved = after(isRestored(at('10:00')));

  it('is off', () => {
    expect(clockIn(resolved, 'update').state).toBe('off');
    expect(breachesOf(tell(resolved, timePassesUntil(at('20:00'))), 'update')).toEqual([]);
  });

  it('is not begun anew by what the customer hears', () => {
    const toldSo = tell(resolved, mailGoes('restored', at('10:01')), talks(amira, at('10:30')), wakesAt(at('10:31')));
    expect(clockIn(toldSo, 'update').state).toBe('off');
  });

  it('begins anew when it is still broken', () => {
    const again = tell(resolved, isStillBroken(at('10:40')), wakesAt(at('10:40')));
    expect(dueOf(again, 'update')).toBe(at('12:40'));
    expect(clockIn(again, 'update').episode).toBe(2);
  });

  it('is not moved in its new episode by what came in time in the old one', () => {
    const silent = after(timePassesUntil(at('11:20')), isRestored(at('11:30')));
    const reopened = tell(silent, answers(vera, '12:00', 'stillBroken'), wakesAt(at('12:00')));
    const late = tell(reopened, talks(amira, at('10:50')), wakesAt(at('12:01')));
    expect(dueOf(late, 'update')).toBe(at('14:00'));
  });

  it('stays off when the severity changes meanwhile', () => {
    expect(clockIn(tell(resolved, isNow('critical', 'changed', at('10:20'))), 'update').state).toBe('off');
  });
});

describe('rungs on the silence', () => {
  const ladder = [
    { ...rung('50%'), clock: 'update' },
    { ...rung('+PT10M'), clock: 'update' },
  ] as const;
  const silent = tell(goldenTicket({ terms: { ...goldTerms, ladder } }), claimsAt(amira, at('09:05')));

  it('fire in every interval', () => {
    const firsts = firedIn(tell(silent, timePassesUntil(at('14:00')))).filter(([place]) => place === 0);
    expect(firsts).toEqual([
      [0, at('10:00')],
      [0, at('12:00')],
      [0, at('14:00')],
    ]);
  });

  it('that stand behind a breach fire unless the customer is told by then', () => {
    expect(firedIn(tell(silent, timePassesUntil(at('11:10'))))).toContainEqual([1, at('11:10')]);
    const toldInTime = tell(
      silent,
      timePassesUntil(at('11:05')),
      talks(amira, at('11:06')),
      timePassesUntil(at('12:00')),
    );
    expect(firedIn(toldInTime).filter(([place]) => place === 1)).toEqual([]);
  });
});
