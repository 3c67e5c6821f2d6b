import { describe, expect, it } from 'vitest';
import { obligations } from '../../domain/obligations.ts';
import { offerOn } from '../../inbound/reading/offers.ts';
import { amira, at, vera } from '../support/cast.ts';
import { calls, claims, hears, restores, waits, writes } from '../support/deeds.ts';
import { opened, tell, timePassesUntil } from '../support/story.ts';

// What users of other desks complain about in how customers are heard, each shown to be impossible here.

describe('who the ball is with', () => {
  const waiting = [claims(amira, '09:05'), waits(amira, '09:10')];

  // "Does not restart when the customer answers by note": any channel counts alike.
  it.each([
    ['a call', calls(amira, '09:20', vera)],
    ['a mail', writes(vera, '09:20')],
    ['a note on their page', writes(vera, '09:20', { channel: 'link' })],
  ])('changes with the customer’s answer by %s, at the same instant and to the same end', (_how, answers) => {
    const { ticket, entries } = tell(opened(), ...waiting, answers, timePassesUntil(at('09:25')));
    expect(ticket).toMatchObject({ status: 'inProgress', wait: null });
    expect(entries.at(-1)).toMatchObject({ type: 'waitEnded', data: { endedAt: at('09:20'), because: 'answered' } });
  });
});

describe('a mail about a ticket that is closed', () => {
  const closed = [claims(amira, '09:05'), restores(amira, '09:30'), hears(amira, '09:40', vera, 'accepted')];

  // "Customer e-mail reply does not reopen; after close a new ticket is needed", and nobody says so.
  it('is on the ticket, tells who had it, and is offered as the trouble come back', () => {
    const { ticket } = tell(opened(), ...closed, writes(vera, '10:00', { offers: 'again' }));
    expect(obligations(ticket)).toContainEqual(
      expect.objectContaining({ cause: 'customerWrote', to: { userId: amira.id } }),
    );
    expect(offerOn('closed', 'Опять пропал интернет')).toBe('again');
  });

  // "'Thanks' reopens": no word of a mail does anything by itself, and thanks are not even offered.
  it('reopens nothing, least of all by thanks', () => {
    const { ticket } = tell(
      opened(),
      ...closed,
      writes(vera, '10:00', { offers: 'again' }),
      timePassesUntil(at('18:00')),
    );
    expect(ticket).toMatchObject({ status: 'closed', episode: 1 });
    expect(['Спасибо!', 'Thank you very much.', 'Всё работает'].map((text) => offerOn('closed', text))).toEqual([
      null,
      null,
      null,
    ]);
  });
});
