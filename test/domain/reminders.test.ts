import { describe, expect, it } from 'vitest';
import { deadlineInWords } from '../../domain/deadline-words.ts';
import { deadlines } from '../../domain/deadlines.ts';
import type { Instant } from '../../domain/instant.ts';
import { amira, at, galina, goldTerms, irina, sergei, vera, words } from '../support/cast.ts';
import { told } from '../support/clock-deeds.ts';
import { answers, claims, hears, messageIs, restores } from '../support/deeds.ts';
import { asks, opened, tell, timePassesUntil, wakesAt, type Step, type Story } from '../support/story.ts';
import { on } from '../support/working-times.ts';

/** Reminded after four hours and after a day, then every two days; after three days the shift lead is told. */
const terms = {
  ...goldTerms,
  confirmation: { callWithin: 'PT15M', remindAfter: ['PT4H', 'PT24H'], repeatEvery: 'P2D', escalateAfter: 'P3D' },
};

/** Vera’s ticket, restored at ten on Monday the fifth. */
const restored = (...steps: readonly Step[]) =>
  tell(opened({ terms, speaks: true }), claims(amira, '09:05'), restores(amira, '10:00'), ...steps);

const remindersIn = (story: Story): [number, Instant][] =>
  told(story, 'reminded').map(({ nth, remindedAt }) => [nth, remindedAt]);
const owedOf = (story: Story) => story.ticket.owed.map(({ key }) => key);

describe('a customer who was told of a restoration', () => {
  it('is reminded as the contract says, and without end', () => {
    expect(remindersIn(restored(timePassesUntil(on(12, '12:00'))))).toEqual([
      [1, at('14:00')],
      [2, on(6, '10:00')],
      [3, on(8, '10:00')],
      [4, on(10, '10:00')],
      [5, on(12, '10:00')],
    ]);
  });

  it('sees on the ticket when that is', () => {
    const [next] = deadlines(restored().ticket).filter(({ what }) => what === 'reminded');
    expect(next).toEqual({ at: at('14:00'), what: 'reminded' });
    expect(deadlineInWords(next!)).toEqual({ ru: 'напомнить клиенту', en: 'remind the customer' });
  });

  it('is reminded by mail, and called besides where there is a phone', () => {
    const story = restored(timePassesUntil(at('14:00')));
    const { position } = story.entries.findLast(({ type }) => type === 'reminded')!;
    const fresh = [`reminder:${position}:${vera.id}:email`, `reminder:${position}:${vera.id}:phone`];
    expect(owedOf(story).filter((key) => key.startsWith('reminder'))).toEqual(fresh);
  });

  it('is one who may answer: nobody else is bothered', () => {
    const story = tell(
      opened({ terms, speaks: true, contacts: [vera, galina, irina] }),
      restores(amira, '10:00'),
      timePassesUntil(at('14:00')),
    );
    const reminded = story.ticket.owed.filter(({ cause }) => cause === 'reminder').map(({ to }) => to);
    expect(reminded).toEqual([{ contactId: galina.id }]);
  });

  it('is not sent two reminders at once when the first one could not go out', () => {
    const both = restored(timePassesUntil(on(6, '10:00')));
    expect(remindersIn(both)).toHaveLength(2);
    expect(owedOf(both).filter((key) => key.endsWith('email') && key.startsWith('reminder'))).toHaveLength(1);
    const first = both.ticket.owed.find(({ cause, channel }) => cause === 'reminder' && channel === 'email')!.key;
    const later = tell(both, messageIs('messageSent', first), timePassesUntil(on(8, '10:00')));
    expect(owedOf(later).filter((key) => key.endsWith('email') && key.startsWith('reminder'))).toHaveLength(1);
  });

  it('is reminded once for all the times that the desk slept over, and then as before', () => {
    const slept = restored(wakesAt(on(9, '12:00')));
    expect(told(slept, 'reminded')).toEqual([
      { episode: 1, nth: 1, dueAt: at('14:00'), remindedAt: on(9, '12:00'), missed: 2 },
    ]);
    expect(remindersIn(tell(slept, timePassesUntil(on(10, '12:00')))).at(-1)).toEqual([2, on(10, '10:00')]);
  });

  it('counts from when the desk came to know, not from a restoration in the night before', () => {
    const late = tell(opened({ terms, speaks: true }), restores(amira, '14:00', '09:30'));
    expect(deadlines(late.ticket)[0]).toEqual({ at: at('18:00'), what: 'reminded' });
  });

  it('who is silent for too long becomes a matter of the shift lead, once, and the ticket stays open', () => {
    const silent = restored(timePassesUntil(on(20, '12:00')));
    const escalated = { to: { role: 'supervisor' }, because: 'customerSilent', dueAt: on(8, '10:00') };
    expect(told(silent, 'escalated')).toEqual([escalated]);
    expect(silent.ticket.status).toBe('resolved');
  });

  it('is left in peace after the answer, by link or by phone', () => {
    const answered = restored(answers(vera, '13:00', 'accepted'), timePassesUntil(on(20, '12:00')));
    expect(remindersIn(answered)).toEqual([]);
    const said = restored(hears(amira, '13:00', vera, 'accepted'), timePassesUntil(on(20, '12:00')));
    expect(remindersIn(said)).toEqual([]);
  });

  it('hears no reminder that had not gone out yet when the answer came', () => {
    const reminded = restored(timePassesUntil(at('14:00')));
    const answered = tell(reminded, answers(vera, '14:01', 'stillBroken'), timePassesUntil(at('14:01')));
    expect(owedOf(answered).filter((key) => key.startsWith('reminder'))).toEqual([]);
  });

  it('is asked anew, from the start, about the next restoration', () => {
    const again = restored(
      timePassesUntil(at('15:00')),
      answers(vera, '15:00', 'stillBroken'),
      timePassesUntil(at('15:30')),
      restores(amira, '16:00'),
      timePassesUntil(at('20:00')),
    );
    expect(told(again, 'reminded').map(({ episode, nth, dueAt }) => [episode, nth, dueAt])).toEqual([
      [1, 1, at('14:00')],
      [2, 1, at('20:00')],
    ]);
  });

  it('is reminded no more when the contract ends', () => {
    const ended = asks(sergei, at('11:00'), {
      type: 'cancel',
      kind: 'contractEnded',
      texts: words('document', 'reason'),
    });
    expect(remindersIn(restored(ended, timePassesUntil(on(9, '10:00'))))).toEqual([]);
  });

  it('is not reminded by a desk from before it could', () => {
    const old = tell(opened({ terms }), restores(amira, '10:00'), timePassesUntil(on(20, '12:00')));
    expect(old.ticket.question).toBeUndefined();
    expect(remindersIn(old)).toEqual([]);
  });
});
