import { describe, expect, it } from 'vitest';
import { deadlines } from '../../domain/deadlines.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { amira, at, goldTerms, theNextDay, vera } from '../support/cast.ts';
import { mailGoes, notesAt, told } from '../support/clock-deeds.ts';
import { answers, calls, callWith, claims, restores, waits, writes } from '../support/deeds.ts';
import { asks, opened, tell, timePassesUntil, wakesAt, type Step } from '../support/story.ts';
import { on } from '../support/working-times.ts';

// What users of other desks complain about, each shown to be impossible here.

/** Vera’s ticket of nine o’clock, claimed; she is reminded a day after the restoration and every day from then on. */
const after = (...steps: readonly Step[]) =>
  tell(opened({ terms: goldTerms, speaks: true }), claims(amira, '09:05'), ...steps);
const restored = restores(amira, '10:00');

/** Vera says on Tuesday, on the phone, that it is still broken. */
const hearsTheNextDay = asks(amira, on(6, '11:00'), {
  type: 'confirm',
  decision: 'stillBroken',
  contactId: vera.id,
  evidence: callWith(vera),
  texts: {},
});

/** The ticket goes on in another run, from its own JSON. */
const goesOn: Step = ({ entries, ticket }) => ({ entries, ticket: JSON.parse(JSON.stringify(ticket)) as Ticket });

describe('a reminder', () => {
  it('comes at its instant, day after day, in whatever run, and stands on the ticket before', () => {
    const days = [6, 7, 8, 9, 10, 11, 12];
    const story = days.reduce((so, day) => tell(so, goesOn, timePassesUntil(on(day, '23:00'))), after(restored));
    expect(told(story, 'reminded').map(({ remindedAt }) => remindedAt)).toEqual(days.map((day) => on(day, '10:00')));
    expect(deadlines(story.ticket)).toEqual([{ at: on(13, '10:00'), what: 'reminded' }]);
  });

  it('is one after a week in which the desk slept, not seven', () => {
    const slept = after(restored, wakesAt(on(12, '12:00')));
    expect(slept.ticket.owed.filter(({ cause, channel }) => cause === 'reminder' && channel === 'email')).toHaveLength(
      1,
    );
  });
});

describe('an agent who has answered', () => {
  it.each<[string, readonly Step[]]>([
    ['a call', [calls(amira, '10:15', vera)]],
    ['a note', [notesAt(amira, at('10:15'), 'customer'), mailGoes('note', at('10:15'))]],
  ])('by %s is not asked for words, nor escalated over', (_how, steps) => {
    const answered = after(...steps, timePassesUntil(at('11:30')));
    const types = answered.entries.map(({ type }) => type);
    for (const type of ['wordsWanted', 'silenceFilled', 'clockBreached']) expect(types).not.toContain(type);
  });
});

describe('a customer who answers what was asked', () => {
  it('is heard by mail as by phone: the wait is over', () => {
    for (const answer of [calls(amira, '09:30', vera), writes(vera, '09:30')]) {
      const { ticket } = after(waits(amira, '09:10'), answer, timePassesUntil(at('09:31')));
      expect(ticket).toMatchObject({ status: 'inProgress', waits: [{ to: at('09:30') }] });
    }
  });
});

describe('a mail that says thanks', () => {
  it('closes nothing and reopens nothing: what it looks like is for an agent to judge', () => {
    const thanked = after(restored, writes(vera, '10:30', { offers: 'accepted' }), timePassesUntil(at('11:00')));
    expect(thanked.ticket.status).toBe('resolved');
    const closed = after(restored, answers(vera, '10:20', 'accepted'), timePassesUntil(at('10:20')));
    const again = tell(closed, writes(vera, '10:30', { offers: 'stillBroken' }), timePassesUntil(theNextDay));
    expect(again.ticket).toMatchObject({ status: 'closed', episode: 1 });
  });
});

describe('a mail that answers the question', () => {
  const byMail = { type: 'confirm', contactId: vera.id, evidence: { messageId: 'mail-1' }, texts: {} } as const;

  it('is the customer’s word, once an agent has read it: closed, with the mail as its proof', () => {
    const read = asks(amira, at('10:40'), { ...byMail, decision: 'accepted' });
    const story = after(restored, writes(vera, '10:30'), read);
    expect(told(story, 'customerConfirmed')).toMatchObject([{ evidence: { messageId: 'mail-1' } }]);
    expect(story.ticket.status).toBe('closed');
  });

  it('takes the same ticket up again where it is still broken: nobody opens another one', () => {
    const read = asks(amira, at('10:40'), { ...byMail, decision: 'stillBroken' });
    const { ticket } = after(restored, writes(vera, '10:30'), read);
    expect(ticket).toMatchObject({ status: 'inProgress', episode: 2, assigneeId: amira.id });
  });
});

describe('a second episode', () => {
  it('is counted beside the first: what was promised and reminded there stays there', () => {
    const story = after(restored, timePassesUntil(on(6, '10:00')), hearsTheNextDay, timePassesUntil(on(6, '12:00')));
    expect(told(story, 'reminded').map(({ episode }) => episode)).toEqual([1]);
    expect(told(story, 'ticketReopened')).toMatchObject([{ episode: 2 }]);
  });
});
