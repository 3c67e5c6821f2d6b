import { describe, expect, it } from 'vitest';
import { amira, at, sergei, vera } from '../support/cast.ts';
import { claims, hears, promises, restores } from '../support/deeds.ts';
import { opened, refusalOf, tell, ticketAfter, timePassesUntil, typesOf } from '../support/story.ts';

const missed = [claims(amira, '09:05'), promises(amira, '09:10', '10:00'), timePassesUntil(at('10:05'))];

describe('a restoration', () => {
  it('takes a new ticket into work first', () => {
    expect(typesOf(tell(opened(), restores(amira, '09:10')))).toEqual(['workStarted', 'serviceRestored']);
  });

  it('leaves the rest to the customer', () => {
    expect(ticketAfter(restores(amira, '09:10'))).toMatchObject({ status: 'resolved', restoredAt: at('09:10') });
  });

  it('may be known later than it happened', () => {
    expect(ticketAfter(claims(amira, '09:05'), restores(amira, '09:50', '09:20')).restoredAt).toBe(at('09:20'));
  });

  it('does not lie in the future', () => {
    expect(refusalOf(() => ticketAfter(restores(amira, '09:50', '09:51')))).toBe('instantInFuture');
  });

  it('does not lie before the report', () => {
    expect(refusalOf(() => ticketAfter(restores(amira, '09:50', '08:59')))).toBe('instantBeforeEpisode');
  });

  it('does not lie before the customer’s last “still broken”', () => {
    const denied = [restores(amira, '09:10'), hears(amira, '09:30', vera, 'stillBroken')];
    expect(refusalOf(() => ticketAfter(...denied, restores(amira, '09:50', '09:29')))).toBe('instantBeforeEpisode');
    expect(ticketAfter(...denied, restores(amira, '09:50', '09:30')).status).toBe('resolved');
  });

  it('before a breach that is recorded already is a supervisor’s to say', () => {
    expect(refusalOf(() => ticketAfter(...missed, restores(amira, '10:10', '09:55')))).toBe('evidenceRequired');
    expect(ticketAfter(...missed, restores(sergei, '10:10', '09:55')).eta?.state).toBe('kept');
  });

  it('after the breach is anybody’s', () => {
    expect(ticketAfter(...missed, restores(amira, '10:10', '10:01')).eta?.state).toBe('missed');
  });
});
