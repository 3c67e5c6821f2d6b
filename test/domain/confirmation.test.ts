import { describe, expect, it } from 'vitest';
import { due } from '../../domain/deadlines.ts';
import { decide } from '../../domain/decide.ts';
import { amira, aStranger, at, galina, irina, theNextDay, vera } from '../support/cast.ts';
import { answers, callWith, calls, claims, hears, promises, restores } from '../support/deeds.ts';
import { happens, opened, refusalOf, tell, ticketAfter, timePassesUntil, typesOf } from '../support/story.ts';

const restored = [claims(amira, '09:05'), promises(amira, '09:10', '11:00'), restores(amira, '10:00')];

describe('the customer’s word', () => {
  it('that it works closes the ticket', () => {
    const story = tell(opened(), ...restored, hears(amira, '10:20', vera, 'accepted'));
    expect(typesOf(story).slice(-3)).toEqual(['callLogged', 'customerConfirmed', 'ticketClosed']);
    expect(story.ticket).toMatchObject({ status: 'closed', answer: { decision: 'accepted', episode: 1 } });
  });

  it('that it is still broken opens a new episode and demands an ETA', () => {
    const story = tell(opened(), ...restored, hears(amira, '10:20', vera, 'stillBroken'));
    expect(typesOf(story).slice(-4)).toEqual(['callLogged', 'customerDenied', 'ticketReopened', 'etaDemanded']);
    expect(story.ticket).toMatchObject({
      status: 'inProgress',
      episode: 2,
      episodeStartedAt: at('10:20'),
      restoredAt: null,
    });
  });

  it('can be heard in a call that was logged before', () => {
    const { ticket } = tell(opened(), ...restored, calls(amira, '10:10', vera));
    const heard = { type: 'confirm', decision: 'accepted', contactId: vera.id, texts: {} } as const;
    const events = decide(ticket, { ...heard, evidence: { callId: 'call-1' } }, amira, at('10:20'));
    expect(events.map(({ type }) => type)).toEqual(['customerConfirmed', 'ticketClosed']);
  });

  it('is not taken for another contact than the one the evidence names', () => {
    const { ticket } = tell(opened({ contacts: [vera, { ...irina, roles: ['reporter'] }] }), ...restored);
    const heard = { type: 'confirm', decision: 'accepted', texts: {} } as const;
    const command = { ...heard, contactId: irina.id, evidence: callWith(vera) };
    expect(refusalOf(() => decide(ticket, command, amira, at('10:20')))).toBe('evidenceRefused');
  });

  it('can be accepted after any number of episodes', () => {
    const twice = [hears(amira, '10:20', vera, 'stillBroken'), restores(amira, '11:00')];
    expect(ticketAfter(...restored, ...twice, hears(amira, '11:20', vera, 'accepted'))).toMatchObject({
      status: 'closed',
      episode: 2,
    });
  });

  it('is not replaced by time: a restored ticket waits', () => {
    expect(ticketAfter(...restored, timePassesUntil(theNextDay)).status).toBe('resolved');
  });

  it('is not asked before the restoration', () => {
    expect(refusalOf(() => ticketAfter(hears(amira, '09:20', vera, 'accepted')))).toBe('nothingToConfirm');
  });
});

describe('the customer’s word by the link', () => {
  it('is a fact, and closes the ticket as soon as the engine looks', () => {
    const story = tell(opened(), ...restored, answers(vera, '10:20', 'accepted'));
    expect(story.ticket.status).toBe('resolved');
    expect(typesOf(tell(story, timePassesUntil(at('10:40')))).slice(-2)).toEqual(['customerConfirmed', 'ticketClosed']);
  });

  it('reopens the ticket when it says so', () => {
    const ticket = ticketAfter(...restored, answers(vera, '10:20', 'stillBroken'), timePassesUntil(at('10:40')));
    expect(ticket).toMatchObject({ status: 'inProgress', episode: 2, etaDemand: { because: 'reopened' } });
  });

  it('keeps when it was given, also if the engine looks later', () => {
    const { ticket } = tell(opened(), ...restored, answers(vera, '10:20', 'accepted'));
    expect(ticket.answer).toEqual({ decision: 'accepted', episode: 1, at: at('10:20'), contactId: vera.id });
    expect(due(ticket, at('12:00'))).toMatchObject([{ type: 'ticketClosed', by: { kind: 'system' } }]);
  });

  it('is taken once, also while the engine is away', () => {
    const answered = [...restored, answers(vera, '10:20', 'accepted')];
    expect(refusalOf(() => ticketAfter(...answered, answers(vera, '10:21', 'accepted')))).toBe('alreadyAnswered');
    expect(refusalOf(() => ticketAfter(...answered, answers(vera, '10:21', 'stillBroken')))).toBe('alreadyAnswered');
    expect(refusalOf(() => ticketAfter(...answered, hears(amira, '10:21', vera, 'stillBroken')))).toBe(
      'alreadyAnswered',
    );
  });

  it('finds nothing to confirm after “still broken”', () => {
    const denied = [...restored, answers(vera, '10:20', 'stillBroken')];
    expect(refusalOf(() => ticketAfter(...denied, answers(vera, '10:21', 'accepted')))).toBe('nothingToConfirm');
    const reopened = [...denied, timePassesUntil(at('10:30'))];
    expect(refusalOf(() => ticketAfter(...reopened, answers(vera, '10:31', 'accepted')))).toBe('nothingToConfirm');
  });

  it('is asked again for the next restoration', () => {
    const again = [answers(vera, '10:20', 'stillBroken'), timePassesUntil(at('10:30')), restores(amira, '11:00')];
    const ticket = ticketAfter(...restored, ...again, answers(vera, '11:10', 'accepted'), timePassesUntil(at('11:10')));
    expect(ticket.status).toBe('closed');
  });

  it('counts only from a contact who may confirm', () => {
    const restoredWithList = tell(opened({ contacts: [vera, galina] }), ...restored);
    expect(refusalOf(() => tell(restoredWithList, answers(vera, '10:20', 'accepted')))).toBe('notAllowed');
    expect(refusalOf(() => tell(restoredWithList, answers(aStranger, '10:20', 'accepted')))).toBe('notAllowed');
    expect(tell(restoredWithList, answers(galina, '10:20', 'accepted')).ticket.answer?.decision).toBe('accepted');
  });

  it('of an earlier episode has no consequence in a later one', () => {
    const denied = ticketAfter(...restored, answers(vera, '10:20', 'stillBroken'), timePassesUntil(at('10:20')));
    expect(due(denied, at('10:21'))).toEqual([]);
    const late = { type: 'customerConfirmed', by: { kind: 'customer', id: vera.id } } as const;
    const data = { episode: 1, contactId: vera.id, evidence: { link: true }, happenedAt: at('10:19') } as const;
    const again = [answers(vera, '10:20', 'stillBroken'), timePassesUntil(at('10:20')), restores(amira, '11:00')];
    const ticket = ticketAfter(...restored, ...again, happens({ ...late, data }), timePassesUntil(at('12:00')));
    expect(ticket.status).toBe('resolved');
  });
});
