import { describe, expect, it } from 'vitest';
import { askForCall, awaitsCallTask } from '../../domain/ask-for-call.ts';
import { reportedAgain, requireClosed } from '../../domain/broken-again.ts';
import { amira, anotherNumber, at, galina, irina, vera } from '../support/cast.ts';
import { answers, asksForCall, restores } from '../support/deeds.ts';
import { happens, opened, refusalOf, tell, ticketAfter, timePassesUntil } from '../support/story.ts';

const by = { kind: 'customer', id: vera.id } as const;
const closed = [restores(amira, '09:30'), answers(vera, '09:40', 'accepted'), timePassesUntil(at('09:41'))];

describe('a call that the customer asks for', () => {
  it('needs a number to call', () => {
    const { ticket } = opened({ contacts: [galina] });
    expect(refusalOf(() => askForCall(ticket, galina.id, by, at('09:10')))).toBe('notReachable');
  });

  it('is taken on a ticket that is over', () => {
    const { ticket } = tell(opened(), ...closed, asksForCall(vera, '12:00'));
    expect(awaitsCallTask(ticket, vera.id)).toBe(true);
  });

  it('is one contact’s own', () => {
    const { ticket } = tell(opened({ contacts: [vera, irina] }), asksForCall(irina, '09:10'));
    expect([awaitsCallTask(ticket, irina.id), awaitsCallTask(ticket, vera.id)]).toEqual([true, false]);
  });

  it('is no act of the desk: it answers nothing and changes no version', () => {
    const [before, after] = [opened().ticket, ticketAfter(asksForCall(vera, '09:10'))];
    expect(after).toMatchObject({ version: before.version, respondedAt: null, status: 'acknowledged' });
  });
});

describe('what is broken again', () => {
  const data = { next: anotherNumber, contactId: vera.id, asContactId: irina.id, happenedAt: at('12:00') };

  it('was closed before', () => {
    expect(refusalOf(() => requireClosed(opened().ticket))).toBe('wrongStatus');
    expect(refusalOf(() => requireClosed(ticketAfter(restores(amira, '09:30'))))).toBe('wrongStatus');
    expect(() => requireClosed(ticketAfter(...closed))).not.toThrow();
  });

  it('stays closed, and knows where it goes on', () => {
    const ticket = ticketAfter(...closed, happens(reportedAgain(data, by)));
    const { happenedAt: _happenedAt, ...again } = data;
    expect(ticket).toMatchObject({ status: 'closed', again });
  });
});
