import { describe, expect, it } from 'vitest';
import { quietUntil } from '../../../calendars/quiet-hours.ts';
import { obligations } from '../../../domain/obligations.ts';
import { quietHoursFor } from '../../../domain/telling/at-once.ts';
import { amira, irina, vera } from '../../support/cast.ts';
import { answers, claims, restores } from '../../support/deeds.ts';
import { tell } from '../../support/story.ts';
import { speaking } from '../../support/telling-deeds.ts';

const night = { from: '22:00', to: '08:00' };

describe('quiet hours', () => {
  it('end in the morning, whichever side of midnight it is', () => {
    expect(quietUntil(night, 'Europe/Moscow', '2026-01-05T20:00:00.000Z')).toBe('2026-01-06T05:00:00.000Z');
    expect(quietUntil(night, 'Europe/Moscow', '2026-01-06T04:59:59.000Z')).toBe('2026-01-06T05:00:00.000Z');
  });

  it('do not hold by day, nor at the minute in which they end', () => {
    expect(quietUntil(night, 'Europe/Moscow', '2026-01-05T12:00:00.000Z')).toBeNull();
    expect(quietUntil(night, 'Europe/Moscow', '2026-01-06T05:00:00.000Z')).toBeNull();
  });

  it('may lie within a day', () => {
    const nap = { from: '13:00', to: '15:30' };
    expect(quietUntil(nap, 'Europe/Moscow', '2026-01-05T11:00:00.000Z')).toBe('2026-01-05T12:30:00.000Z');
  });

  it('end at eight by the clock on the wall in the nights in which it is changed', () => {
    expect(quietUntil(night, 'Europe/Berlin', '2026-03-28T21:30:00.000Z')).toBe('2026-03-29T06:00:00.000Z');
    expect(quietUntil(night, 'Europe/Berlin', '2026-10-24T20:30:00.000Z')).toBe('2026-10-25T07:00:00.000Z');
    expect(quietUntil(night, 'Europe/Berlin', '2026-10-25T01:30:00.000Z')).toBe('2026-10-25T07:00:00.000Z');
  });
});

describe('what is told at once, whatever the hour,', () => {
  const sleeper = { ...vera, quietHours: night };
  const heldFor = (contacts: Parameters<typeof speaking>[0], ...steps: Parameters<typeof tell>[1][]) => {
    const { ticket } = tell(speaking(contacts), ...steps);
    return obligations(ticket).map((owed) => `${owed.cause} ${quietHoursFor(ticket, owed) ? 'waits' : 'at once'}`);
  };

  it('is the opening, to who reported', () => {
    expect(heldFor([sleeper, { ...irina, quietHours: night }])).toEqual(['opened at once', 'opened waits']);
  });

  it('is what follows from their own answer', () => {
    const said = [claims(amira, '09:05'), restores(amira, '09:10'), answers(sleeper, '09:20', 'stillBroken')];
    const { ticket } = tell(speaking([sleeper]), ...said);
    expect(ticket.answer).toMatchObject({ contactId: vera.id });
    const reopened = { key: 'k', cause: 'reopened', position: 9, audience: 'customer', channel: 'email' } as const;
    expect(quietHoursFor(ticket, { ...reopened, to: { contactId: vera.id } })).toBeNull();
    expect(quietHoursFor(ticket, { ...reopened, cause: 'etaPromised', to: { contactId: vera.id } })).toEqual(night);
  });

  it('is what they asked to hear at once', () => {
    const asked = { ...vera, quietHours: { ...night, except: ['restored' as const] } };
    const owed = heldFor([asked], claims(amira, '09:05'), restores(amira, '09:10'));
    expect(owed).toEqual(['opened at once', 'restored at once', 'restored at once']);
  });
});
