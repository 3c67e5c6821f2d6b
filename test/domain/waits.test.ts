import { describe, expect, it } from 'vitest';
import { deadlines } from '../../domain/deadlines.ts';
import { amira, aStranger, at, sergei, vera, words } from '../support/cast.ts';
import { calls, claims, promises, restores, resumes, voids, waits, writes } from '../support/deeds.ts';
import { asks, opened, refusalOf, tell, ticketAfter, timePassesUntil, typesOf } from '../support/story.ts';

const bare = { type: 'wait', waitId: 'wait-1', for: 'internal', texts: {} } as const;

describe('a wait', () => {
  it.each([
    ['customer', 'pending'],
    ['internal', 'held'],
    ['supplier', 'held'],
  ] as const)('for %s makes the ticket %s', (whom, status) => {
    expect(ticketAfter(claims(amira, '09:05'), waits(amira, '09:10', { for: whom })).status).toBe(status);
  });

  it('takes a new ticket into work first', () => {
    expect(typesOf(tell(opened(), waits(amira, '09:10')))).toEqual(['workStarted', 'waitStarted']);
  });

  it('is not begun twice', () => {
    const twice = [waits(amira, '09:10'), waits(amira, '09:20', { waitId: 'wait-2' })];
    expect(refusalOf(() => ticketAfter(...twice))).toBe('wrongStatus');
  });

  it('ends when somebody goes on, and stands with both its instants', () => {
    const { status, wait, waits: all } = ticketAfter(waits(amira, '09:10'), resumes(amira, '09:40'));
    expect({ status, wait }).toEqual({ status: 'inProgress', wait: null });
    expect(all).toMatchObject([{ id: 'wait-1', from: at('09:10'), to: at('09:40'), voided: false }]);
  });

  it('ends by itself when its time is up', () => {
    const story = tell(opened(), promises(amira, '09:05', '12:00'), waits(amira, '09:10', { until: '10:00' }));
    expect(deadlines(story.ticket)[0]).toEqual({ at: at('10:00'), what: 'waitOver' });
    const over = tell(story, timePassesUntil(at('10:00')));
    expect(over.entries.at(-1)?.data).toEqual({ waitId: 'wait-1', endedAt: at('10:00'), because: 'untilReached' });
  });

  it('without an end has no deadline', () => {
    const story = tell(opened(), promises(amira, '09:05', '12:00'), waits(amira, '09:10'));
    expect(deadlines(story.ticket).map(({ what }) => what)).not.toContain('waitOver');
  });

  it.each(['09:10', '09:00'])('begun at 09:10 does not end at %s', (until) => {
    expect(refusalOf(() => ticketAfter(waits(amira, '09:10', { until })))).toBe('untilInPast');
  });

  it('that is over leaves nothing to resume', () => {
    expect(refusalOf(() => ticketAfter(waits(amira, '09:10'), resumes(amira, '09:20'), resumes(amira, '09:21')))).toBe(
      'noWait',
    );
  });

  it.each(['forceMajeure', 'other'] as const)('for %s needs a note', (reason) => {
    const command = { ...bare, reason };
    expect(refusalOf(() => ticketAfter(asks(sergei, at('09:10'), command)))).toBe('noteRequired');
    expect(ticketAfter(asks(sergei, at('09:10'), { ...command, texts: words('note') })).status).toBe('held');
  });

  it('for force majeure is a supervisor’s to declare', () => {
    expect(refusalOf(() => ticketAfter(waits(amira, '09:10', { reason: 'forceMajeure' })))).toBe('notAllowed');
  });

  it('ends before a restoration', () => {
    const story = tell(opened(), waits(amira, '09:10'), restores(amira, '09:30'));
    expect(typesOf(story)).toEqual(['workStarted', 'waitStarted', 'waitEnded', 'serviceRestored']);
    expect(story.ticket).toMatchObject({ status: 'resolved', wait: null });
  });
});

describe('a wait for the customer', () => {
  const waiting = [claims(amira, '09:05'), waits(amira, '09:10')];

  it('ends with an answered call', () => {
    const story = tell(opened(), ...waiting, calls(amira, '09:20', vera), timePassesUntil(at('09:20')));
    expect(story.entries.at(-1)).toMatchObject({ type: 'waitEnded', data: { because: 'answered' } });
    expect(story.ticket).toMatchObject({ status: 'inProgress', wait: null, waitAnswered: false });
  });

  it('ends with a mail from a contact, and counts as over since then', () => {
    const story = tell(opened(), ...waiting, writes(vera, '09:20'), timePassesUntil(at('09:25')));
    expect(story.entries.at(-1)?.data).toEqual({ waitId: 'wait-1', endedAt: at('09:20'), because: 'answered' });
    expect(ticketAfter(...waiting, writes(null, '09:20'), timePassesUntil(at('09:25'))).status).toBe('pending');
  });

  it('goes on after a mail that lay somewhere since before it began', () => {
    expect(ticketAfter(...waiting, writes(vera, '09:08'), timePassesUntil(at('09:25'))).status).toBe('pending');
  });

  it.each(['noAnswer', 'busy', 'voicemail', 'otherPerson', 'wrongNumber'] as const)('goes on after %s', (outcome) => {
    const called = calls(amira, '09:20', vera, { outcome });
    expect(ticketAfter(...waiting, called, timePassesUntil(at('09:20'))).status).toBe('pending');
  });

  it.each([
    ['nobody known', null],
    ['somebody who is no contact of the ticket', aStranger],
  ])('goes on after a call with %s', (_whom, contact) => {
    expect(ticketAfter(...waiting, calls(amira, '09:20', contact), timePassesUntil(at('09:20'))).status).toBe(
      'pending',
    );
  });
});

describe('a wait for somebody else', () => {
  it('is not ended by the customer’s call', () => {
    const held = waits(amira, '09:10', { for: 'supplier', reason: 'supplier' });
    expect(ticketAfter(held, calls(amira, '09:20', vera), timePassesUntil(at('09:20'))).status).toBe('held');
  });
});

describe('voiding a wait', () => {
  it('marks it, running: the wait itself goes on', () => {
    const { status, wait } = ticketAfter(waits(amira, '09:10'), voids(sergei, '09:20'));
    expect({ status, voided: wait?.voided }).toEqual({ status: 'pending', voided: true });
  });

  it('marks it, over', () => {
    const over = [waits(amira, '09:10'), resumes(amira, '09:20')];
    expect(ticketAfter(...over, voids(sergei, '10:00')).waits).toMatchObject([{ voided: true, to: at('09:20') }]);
  });

  it('stays when the wait ends after it', () => {
    const ticket = ticketAfter(waits(amira, '09:10'), voids(sergei, '09:20'), resumes(amira, '09:30'));
    expect(ticket.waits).toMatchObject([{ voided: true, to: at('09:30') }]);
  });

  it('leaves other waits alone', () => {
    const two = [waits(amira, '09:10'), resumes(amira, '09:20'), waits(amira, '09:30', { waitId: 'wait-2' })];
    expect(ticketAfter(...two, voids(sergei, '09:40', 'wait-2')).waits.map(({ voided }) => voided)).toEqual([
      false,
      true,
    ]);
  });

  it('is done once', () => {
    const twice = [waits(amira, '09:10'), voids(sergei, '09:20'), voids(sergei, '09:21')];
    expect(refusalOf(() => ticketAfter(...twice))).toBe('waitAlreadyVoided');
  });

  it('wants one that was', () => {
    expect(refusalOf(() => ticketAfter(voids(sergei, '09:20')))).toBe('notFound');
  });
});
