import { describe, expect, it } from 'vitest';
import { amira, at, dina, goldTerms, nikolai, sergei, vera } from '../../support/cast.ts';
import {
  breachesOf,
  claimsAt,
  clockIn,
  dueOf,
  goldenTicket,
  goldWith,
  isNow,
  isRestored,
  notesAt,
  promisesAt,
  rung,
  talks,
  told,
} from '../../support/clock-deeds.ts';
import { asks, tell, timePassesUntil, wakesAt, type Step } from '../../support/story.ts';

const atTen = at('09:10');
const metIn = (...steps: readonly Step[]) => {
  const story = tell(goldenTicket(), ...steps, wakesAt(at('09:11')));
  return told(story, 'clockMet').filter(({ clock }) => clock === 'response');
};

describe('the response clock', () => {
  it('runs from the report, half an hour', () => {
    expect(dueOf(goldenTicket(), 'response')).toBe(at('09:30'));
    expect(dueOf(goldenTicket({ reportedAt: at('08:45') }), 'response')).toBe(at('09:15'));
  });

  it.each<[string, Step]>([
    ['a claim', claimsAt(amira, atTen)],
    ['an answered call', talks(amira, atTen)],
    ['a note that the customer sees', notesAt(amira, atTen, 'customer')],
    ['a promised time', promisesAt(amira, atTen, at('12:00'))],
    ['a severity', isNow('critical', 'corrected', atTen)],
    ['a restoration', isRestored(atTen)],
  ])('is met by %s', (_act, step) => {
    expect(metIn(step)).toMatchObject([{ metAt: atTen, late: false, priority: expect.any(String) }]);
  });

  it('is met in the very act that a command records', () => {
    const story = tell(goldenTicket(), claimsAt(amira, atTen));
    expect(story.entries.slice(-2).map(({ type }) => type)).toEqual(['assigned', 'clockMet']);
  });

  it.each<[string, Step]>([
    ['an assignment by somebody else', asks(dina, atTen, { type: 'assign', userId: amira.id })],
    ['a call that nobody answered', talks(amira, atTen, vera, 'noAnswer')],
    ['a note among colleagues', notesAt(amira, atTen, 'internal')],
    ['a hand-over to another team', asks(amira, atTen, { type: 'handOver', team: 'noc', texts: {} })],
    ['an escalation by hand', asks(amira, atTen, { type: 'escalate', to: { role: 'supervisor' }, texts: {} })],
  ])('is not met by %s', (_act, step) => {
    expect(metIn(step)).toEqual([]);
  });

  it('is not met by a rung that gives the ticket to somebody', () => {
    const toNikolai = { ...rung('50%', { userId: nikolai.id }), clock: 'response', do: 'reassign' } as const;
    const terms = { ...goldTerms, ladder: [toNikolai] };
    const story = tell(goldenTicket({ terms }), timePassesUntil(at('09:30')));
    expect(story.ticket.assigneeId).toBe(nikolai.id);
    expect(breachesOf(story, 'response')).toEqual([at('09:30')]);
  });

  it('counts the first act, though it is learned of after a later one', () => {
    expect(metIn(talks(amira, at('09:09')), talks(sergei, at('09:05')))).toMatchObject([{ metAt: at('09:05') }]);
  });

  it('is met at its last instant, and breached a moment later', () => {
    expect(breachesOf(tell(goldenTicket(), claimsAt(amira, at('09:30'))), 'response')).toEqual([]);
    const late = tell(goldenTicket(), claimsAt(amira, at('09:31')));
    expect(breachesOf(late, 'response')).toEqual([at('09:30')]);
    expect(told(late, 'clockMet')).toMatchObject([{ clock: 'response', metAt: at('09:31'), late: true }]);
  });

  it('takes its breach back when a call turns out to have been in time', () => {
    const late = tell(goldenTicket(), timePassesUntil(at('09:40')), talks(amira, at('09:20')), wakesAt(at('09:41')));
    const withdrawn = { clock: 'response', breachedAt: at('09:30'), metAt: at('09:20'), because: 'lateKnowledge' };
    expect(told(late, 'clockBreachWithdrawn')).toMatchObject([withdrawn]);
    expect(clockIn(late, 'response')).toMatchObject({ state: 'met', metAt: at('09:20'), breachedAt: null });
  });

  it('is met once: nothing starts it again when the customer says that it is still broken', () => {
    const story = tell(goldenTicket(), claimsAt(amira, atTen), isRestored(at('10:00')));
    expect(clockIn(story, 'response')).toMatchObject({ state: 'met', arming: 1 });
  });

  it('does not exist where the contract promises none', () => {
    expect(goldenTicket({ terms: goldWith({ response: null }) }).ticket.clocks?.map(({ name }) => name)).toEqual([
      'update',
      'restore',
    ]);
  });
});
