import { describe, expect, it } from 'vitest';
import { amira, aStranger, at, goldTerms, irina, vera } from '../../support/cast.ts';
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
  promisesAt,
  rung,
  talks,
  told,
} from '../../support/clock-deeds.ts';
import { tell, timePassesUntil, wakesAt, type Step } from '../../support/story.ts';

/** Two hours of silence at most, from nine o'clock: due at eleven. */
const after = (...steps: readonly Step[]) => tell(goldenTicket(), claimsAt(amira, at('09:05')), ...steps);
const dueAfter = (...steps: readonly Step[]) => dueOf(after(...steps), 'update');
const anEta = [promisesAt(amira, at('10:00'), at('18:00')), mailGoes('etaPromised', at('10:01')), wakesAt(at('10:02'))];
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

describe('a mail that does not arrive', () => {
  it('takes the new beginning back', () => {
    expect(dueAfter(...anEta, mailBounces('etaPromised'), wakesAt(at('10:30')))).toBe(at('11:00'));
  });

  it('leaves a breach in the past where the old promise ran out meanwhile', () => {
    const story = after(...anEta, timePassesUntil(at('11:30')), mailBounces('etaPromised'), wakesAt(at('11:30')));
    expect(breachesOf(story, 'update')).toEqual([at('11:00')]);
    expect(dueOf(story, 'update')).toBe(at('13:00'));
  });

  it('changes nothing where the customer heard more since', () => {
    const story = after(...anEta, ...aTalk('10:20'), mailBounces('etaPromised'), wakesAt(at('10:30')));
    expect(dueOf(story, 'update')).toBe(at('12:20'));
  });

  it('gives way to the talk before it', () => {
    const story = after(...aTalk('09:50'), ...anEta, mailBounces('etaPromised'), wakesAt(at('10:30')));
    expect(dueOf(story, 'update')).toBe(at('11:50'));
  });

  it('after another that did not arrive either leads back to the last word that did', () => {
    const sooner = [
      promisesAt(amira, at('10:10'), at('17:00')),
      mailGoes('etaSooner', at('10:11')),
      wakesAt(at('10:11')),
    ];
    const both = [mailBounces('etaPromised'), mailBounces('etaSooner')];
    expect(dueAfter(...anEta, ...sooner, ...both, wakesAt(at('10:30')))).toBe(at('11:00'));
    expect(dueAfter(...anEta, ...sooner, ...both.toReversed(), wakesAt(at('10:30')))).toBe(at('11:00'));
  });

  it('does not matter while another reader has the same news', () => {
    const both = tell(goldenTicket({ contacts: [vera, irina] }), promisesAt(amira, at('10:00'), at('18:00')));
    const sent = tell(
      both,
      mailGoes('etaPromised', at('10:01')),
      mailGoes('etaPromised', at('10:01')),
      wakesAt(at('10:02')),
    );
    expect(dueOf(tell(sent, mailBounces('etaPromised'), wakesAt(at('10:30'))), 'update')).toBe(at('12:01'));
  });

  it('does not count the breach twice that came before it', () => {
    const late = after(timePassesUntil(at('11:05')), talks(amira, at('11:10')), wakesAt(at('11:10')));
    expect(breachesOf(late, 'update')).toEqual([at('11:00')]);
    const eta = [
      promisesAt(amira, at('11:20'), at('18:00')),
      mailGoes('etaPromised', at('11:21')),
      wakesAt(at('11:22')),
    ];
    const bounced = tell(late, ...eta, mailBounces('etaPromised'), wakesAt(at('11:30')));
    expect(breachesOf(bounced, 'update')).toEqual([at('11:00')]);
    expect(dueOf(bounced, 'update')).toBe(at('13:10'));
  });

  it('does not repeat a breach that was found together with it', () => {
    const asleep = after(
      promisesAt(amira, at('10:30'), at('18:00')),
      mailGoes('etaPromised', at('11:20')),
      wakesAt(at('11:30')),
    );
    const bounced = tell(asleep, mailBounces('etaPromised'), wakesAt(at('11:40')));
    expect(breachesOf(bounced, 'update')).toEqual([at('11:00')]);
    expect(dueOf(bounced, 'update')).toBe(at('13:00'));
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
