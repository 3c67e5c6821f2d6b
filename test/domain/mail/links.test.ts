import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticketNumber } from '../../../domain/ticket-number.ts';
import { customerLinks, holderOf, isAlive, linkOf, maskLinks, type LinkClaim } from '../../../mail/links.ts';
import { nineOClock, theNextDay, theNumber, vera, galina, bakersTelephony } from '../../support/cast.ts';
import { opened, ticketAfter } from '../../support/story.ts';

const secret = 'the secret of today, thirty-two or more';
const yesterday = 'the secret of yesterday, thirty-two or more';
const links = customerLinks({ secret, previousSecret: yesterday });
const ticket = opened({ contacts: [vera, galina] }).ticket;
const token = links.tokenFor(ticket, vera.id);
const claim = links.read(token) as LinkClaim;

describe('a customer’s link', () => {
  it('fits into a text message', () => {
    expect(token).toMatch(/^[\w-]{36}$/);
    expect(linkOf('https://help.example', token).length).toBeLessThan(70);
  });

  it('leads to its ticket and its contact, whatever the number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 39 }), fc.integer({ min: 1, max: 65_535 }), (sequence, linkEpoch) => {
        const number = ticketNumber(sequence);
        expect(links.read(links.tokenFor({ number, linkEpoch }, vera.id))).toMatchObject({ number, linkEpoch });
      }),
    );
    expect(holderOf(claim, ticket)).toEqual(vera);
  });

  it('is refused when any one character is altered', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let at = 0; at < token.length; at++) {
      for (const other of alphabet) {
        const altered = token.slice(0, at) + other + token.slice(at + 1);
        if (altered !== token) expect(links.read(altered)).toBeNull();
      }
    }
  });

  it('is refused when anything is added, cut or not of its alphabet', () => {
    for (const wrong of ['', `${token}A`, token.slice(1), `${token}=`, ` ${token}`, `${token.slice(0, -1)}+`, '%00']) {
      expect(links.read(wrong)).toBeNull();
    }
  });

  it('is accepted under the previous secret while it is being changed, and signed with the new one', () => {
    const before = customerLinks({ secret: yesterday, previousSecret: null });
    expect(links.read(before.tokenFor(ticket, vera.id))).toEqual(claim);
    expect(before.read(token)).toBeNull();
  });

  it('is refused under a secret that nobody knows any more', () => {
    const gone = customerLinks({ secret: 'a secret of long ago, thirty-two or more', previousSecret: null });
    expect(links.read(gone.tokenFor(ticket, vera.id))).toBeNull();
  });

  it('speaks for nobody on another ticket', () => {
    expect(holderOf(claim, { ...ticket, number: ticketNumber(100_003) })).toBeNull();
  });

  it('dies when the ticket goes to another customer', () => {
    expect(holderOf(claim, { ...ticket, linkEpoch: ticket.linkEpoch + 1, serviceId: bakersTelephony })).toBeNull();
  });

  it('dies with the contact, erased or taken off the ticket', () => {
    const erased = { ...vera, phone: false, email: false };
    expect(holderOf(claim, { ...ticket, contacts: [erased, galina] })).toBeNull();
    expect(holderOf(claim, { ...ticket, contacts: [galina] })).toBeNull();
  });

  it('lives as long as the ticket, and so long after its end', () => {
    const day = 86_400_000;
    expect(isAlive(null, 0, theNextDay)).toBe(true);
    expect(isAlive(nineOClock, day, theNextDay)).toBe(true);
    expect(isAlive(nineOClock, day - 1, theNextDay)).toBe(false);
  });

  it('is masked where staff read it', () => {
    expect(maskLinks(`Смотрите: https://help.example/c/${token}, ждём`)).toBe(
      'Смотрите: https://help.example/c/•••, ждём',
    );
    expect(maskLinks('Ход работ:\n{{link}}')).toBe('Ход работ:\n/c/•••');
    expect(ticketAfter().number).toBe(theNumber);
  });
});
