import { describe, expect, it } from 'vitest';
import type { Entry } from '../../domain/events.ts';
import { evolve, foldAll } from '../../domain/evolve.ts';
import { amira, at, oleg, vera } from '../support/cast.ts';
import { calls, claims, hears, promises, restores } from '../support/deeds.ts';
import { opened, tell, ticketAfter } from '../support/story.ts';

const life = tell(
  opened(),
  claims(amira, '09:05'),
  promises(amira, '09:10', '11:00'),
  restores(amira, '10:00'),
  hears(amira, '10:10', vera, 'accepted'),
);

describe('a ticket’s fold', () => {
  it('is the same from the first entry as from any later point', () => {
    life.entries.forEach((_entry, place) => {
      if (place === 0) return;
      expect(foldAll(life.entries.slice(place), foldAll(life.entries.slice(0, place)))).toStrictEqual(life.ticket);
    });
  });

  it('refuses to go on over a hole', () => {
    const [first, , third] = life.entries;
    expect(() => foldAll([first!, third!])).toThrow('entry 3 does not follow 1');
  });

  it('refuses an entry twice', () => {
    const [first] = life.entries;
    expect(() => foldAll([first!, first!])).toThrow('entry 1 does not follow 1');
  });

  it('begins with the opening, and has only one', () => {
    const claim = { ...life.entries[3]!, position: 1 } as Entry;
    expect(() => evolve(null, claim)).toThrow('assigned at position 1');
    const again = { ...life.entries[0]!, position: life.ticket.foldedUpTo + 1 } as Entry;
    expect(() => evolve(life.ticket, again)).toThrow('ticketOpened at position');
  });

  it('of nothing is a bug', () => {
    expect(() => foldAll([])).toThrow('a protocol without entries');
  });

  it('starts from the report, not from when the ticket was opened', () => {
    const { ticket } = opened({ reportedAt: at('08:30') });
    expect(ticket).toMatchObject({ reportedAt: at('08:30'), openedAt: at('09:00'), episodeStartedAt: at('08:30') });
  });

  it('leaves the answers to the questionnaire in the protocol', () => {
    expect(ticketAfter()).not.toHaveProperty('questionnaire');
  });

  it('keeps the calls of the running episode only', () => {
    const again = [
      calls(amira, '10:05', vera),
      hears(amira, '10:10', vera, 'stillBroken'),
      calls(amira, '10:20', oleg),
    ];
    const { ticket } = tell(opened(), restores(amira, '10:00'), ...again);
    expect(ticket.calls).toEqual([{ callId: 'call-1', outcome: 'answered', episode: 2, contactId: oleg.id }]);
  });
});
