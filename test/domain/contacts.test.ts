import { describe, expect, it } from 'vitest';
import { theDesk } from '../../domain/actor.ts';
import type { TicketContact } from '../../domain/events.ts';
import { confirmers, mayConfirm } from '../../domain/ticket.ts';
import { amira, aStranger, at, galina, irina, oleg, vera, words } from '../support/cast.ts';
import { asks, happens, opened, refusalOf, tell, ticketAfter } from '../support/story.ts';

const texts = words('name', 'phone', 'email');
const command = { type: 'changeContact', texts } as const;
const adds = (contact: TicketContact) => asks(amira, at('09:10'), { ...command, change: 'added', contact });
const corrects = (contact: TicketContact) => asks(amira, at('09:10'), { ...command, change: 'changed', contact });

describe('a contact', () => {
  it('is added to those that are there', () => {
    expect(ticketAfter(adds(irina)).contacts).toEqual([vera, irina]);
  });

  it('is corrected in its place', () => {
    const right: TicketContact = { ...vera, email: false, prefers: ['phone'] };
    const { ticket } = tell(opened({ contacts: [vera, oleg] }), corrects(right));
    expect(ticket.contacts).toEqual([right, oleg]);
  });

  it('that the ticket does not have can’t be corrected', () => {
    expect(refusalOf(() => ticketAfter(corrects(aStranger)))).toBe('notFound');
  });

  it.each([
    ['with neither phone nor e-mail', { phone: false, email: false, prefers: [] }],
    ['who prefers e-mail and has none', { phone: true, email: false, prefers: ['email'] }],
    ['who prefers calls and has no phone', { phone: false, email: true, prefers: ['phone'] }],
    ['who prefers SMS and has no phone', { phone: false, email: true, prefers: ['email', 'sms'] }],
  ] as const)('%s is not reachable', (_which, can) => {
    expect(refusalOf(() => ticketAfter(adds({ ...irina, ...can })))).toBe('notReachable');
  });

  it('whose data was erased can’t be reached any more', () => {
    const erased = happens({ type: 'contactErased', by: theDesk, data: { contactId: vera.id } });
    expect(ticketAfter(erased).contacts).toEqual([{ ...vera, phone: false, email: false, prefers: [] }]);
  });
});

describe('the word that closes', () => {
  it('is the reporter’s', () => {
    expect(confirmers({ contacts: [vera, irina] })).toEqual([vera]);
  });

  it('is only that of those on the customer’s list, where it names any', () => {
    const ticket = { ...ticketAfter(), contacts: [vera, galina, irina] };
    expect([vera, galina, irina, aStranger].map(({ id }) => mayConfirm(ticket, id))).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });
});
