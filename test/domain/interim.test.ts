import { describe, expect, it } from 'vitest';
import { deadlineInWords } from '../../domain/deadline-words.ts';
import { deadlines } from '../../domain/deadlines.ts';
import { amira, at, goldTerms, vera } from '../support/cast.ts';
import { breachesOf, goldWith, mailGoes, told } from '../support/clock-deeds.ts';
import { calls, claims, messageIs, promises, restores, waits } from '../support/deeds.ts';
import { opened, tell, timePassesUntil, wakesAt, type Step, type Story } from '../support/story.ts';
import { on } from '../support/working-times.ts';

/** Vera’s ticket of nine o’clock: she has to hear something every two hours. */
const ticket = (...steps: readonly Step[]) =>
  tell(opened({ terms: goldTerms, speaks: true }), claims(amira, '09:05'), ...steps);

const owedOf = ({ ticket: { owed } }: Story, cause: string) => owed.filter((one) => one.cause === cause);
const filledIn = (story: Story) => told(story, 'silenceFilled').map(({ filledAt }) => filledAt);

describe('the customer’s silence', () => {
  it('lets the owner be asked for words at three quarters of the contract’s interval', () => {
    const asked = ticket(timePassesUntil(at('10:30')));
    expect(told(asked, 'wordsWanted')).toEqual([{ arming: 1, dueAt: at('11:00') }]);
    expect(owedOf(asked, 'wordsWanted').map(({ to }) => to)).toEqual([{ userId: amira.id }]);
  });

  it('lets the shift lead be asked where nobody works on it', () => {
    const asked = tell(opened({ terms: goldTerms, speaks: true }), timePassesUntil(at('10:30')));
    expect(owedOf(asked, 'wordsWanted').map(({ to }) => to)).toEqual([{ role: 'supervisor' }]);
  });

  it('shows on the ticket when the owner will be asked', () => {
    const { ticket: silent } = ticket(promises(amira, '09:10', '17:00'), timePassesUntil(at('09:20')));
    const next = deadlines(silent).find(({ what }) => what === 'wordsWanted');
    expect(next && deadlineInWords(next).en).toBe('ask the owner for words to the customer');
  });

  it('never outlasts the interval: where no words come, the desk itself says how things stand', () => {
    const silent = ticket(timePassesUntil(at('11:00')));
    expect(filledIn(silent)).toEqual([at('11:00')]);
    expect(owedOf(silent, 'interim').map(({ channel, to }) => [channel, to])).toEqual([
      ['email', { contactId: vera.id }],
    ]);
    expect(breachesOf(silent, 'update')).toEqual([at('11:00')]);
  });

  it('is not broken by what the desk says itself: the ladder goes on, and the owner is asked again', () => {
    const silent = ticket(timePassesUntil(at('11:00')));
    const [interim] = owedOf(silent, 'interim');
    const filled = tell(silent, messageIs('messageSent', interim!.key), timePassesUntil(at('13:00')));
    expect(breachesOf(filled, 'update')).toEqual([at('11:00'), at('13:00')]);
    expect(told(filled, 'wordsWanted').map(({ dueAt }) => dueAt)).toEqual([at('11:00'), at('13:00')]);
    expect(filledIn(filled)).toEqual([at('11:00'), at('13:00')]);
  });

  it('is ended by words: nobody is asked then, and nothing is filled', () => {
    const heard = ticket(calls(amira, '10:20', vera), timePassesUntil(at('11:40')));
    expect([told(heard, 'wordsWanted'), filledIn(heard)]).toEqual([[], []]);
    const promised = ticket(promises(amira, '10:40', '15:00'), mailGoes('etaPromised', at('10:41')));
    expect(filledIn(tell(promised, timePassesUntil(at('12:00'))))).toEqual([]);
  });

  it('is filled once after the desk slept over many intervals, and from then on in time', () => {
    const slept = ticket(wakesAt(at('17:30')));
    expect(filledIn(slept)).toEqual([at('17:30')]);
    expect(told(slept, 'wordsWanted')).toEqual([]);
    expect(filledIn(tell(slept, timePassesUntil(at('19:00'))))).toEqual([at('17:30'), at('19:00')]);
  });

  it('is filled beside a command that comes just when it ends', () => {
    const late = ticket(promises(amira, '11:05', '15:00'));
    expect(filledIn(late)).toEqual(['2026-01-05T11:04:59.999Z']);
  });

  it('is filled also while a wait runs, and never after the restoration', () => {
    const waited = ticket(waits(amira, '09:10'), timePassesUntil(at('11:10')));
    expect(filledIn(waited)).toEqual([at('11:00')]);
    const restored = ticket(timePassesUntil(at('11:00')), restores(amira, '11:01'));
    expect(owedOf(restored, 'interim')).toEqual([]);
    expect(filledIn(tell(restored, timePassesUntil(at('20:00'))))).toEqual([at('11:00')]);
  });

  it('may be as long as it likes where the contract promises no word, or the desk could not speak yet', () => {
    const unpromised = opened({ terms: goldWith({ update: null }), speaks: true });
    expect(filledIn(tell(unpromised, timePassesUntil(on(7, '09:00'))))).toEqual([]);
    expect(filledIn(tell(opened({ terms: goldTerms }), timePassesUntil(on(7, '09:00'))))).toEqual([]);
  });
});
