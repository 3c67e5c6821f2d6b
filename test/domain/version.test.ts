import { describe, expect, it } from 'vitest';
import { theDesk } from '../../domain/actor.ts';
import { amira, at, irina, sergei, vera, words } from '../support/cast.ts';
import {
  answers,
  calls,
  claims,
  hears,
  messageIs,
  notes,
  promises,
  restores,
  resumes,
  voids,
  waits,
} from '../support/deeds.ts';
import { asks, happens, tell, ticketAfter, opened, timePassesUntil, type Step } from '../support/story.ts';

const started = tell(opened(), claims(amira, '09:05'));
const restored = tell(started, restores(amira, '09:30'));

/** By how much a step moves the version of a ticket. */
function moved(from: typeof started, ...steps: Step[]): number {
  return tell(from, ...steps).ticket.version - from.ticket.version;
}

describe('the version of a ticket', () => {
  it('begins with the opening, whatever follows it by itself', () => {
    expect(ticketAfter().version).toBe(1);
  });

  it.each([
    ['a note', notes(amira)],
    ['a note that the customer sees', notes(amira, 'customer')],
    ['a call', calls(amira, '09:10', vera)],
    ['a message that is sent', messageIs('messageSent', `opened:1:${vera.id}:email`)],
    ['a message that is lost', messageIs('messageFailed', `opened:1:${vera.id}:email`)],
    ['time', timePassesUntil(at('12:00'))],
    ['an erasure', happens({ type: 'contactErased', by: theDesk, data: { contactId: vera.id } })],
    ['a claim by whoever has the ticket', claims(amira, '09:10')],
  ])('is not moved by %s', (_what, step) => {
    expect(moved(started, step)).toBe(0);
  });

  it.each([
    ['an assignment', asks(sergei, at('09:10'), { type: 'assign', userId: sergei.id })],
    ['a promise', promises(amira, '09:10', '11:00')],
    ['a wait', waits(amira, '09:10')],
    ['a restoration', restores(amira, '09:30')],
    ['an escalation', asks(amira, at('09:10'), { type: 'escalate', to: { role: 'noc' }, texts: words('reason') })],
    [
      'a contact',
      asks(amira, at('09:10'), { type: 'changeContact', change: 'added', contact: irina, texts: words('name') }),
    ],
  ])('is moved by one by %s', (_what, step) => {
    expect(moved(started, step)).toBe(1);
  });

  it('is moved by a wait that ends by itself, for the status changes', () => {
    const waiting = tell(started, promises(amira, '09:06', '12:00'), waits(amira, '09:10', { until: '09:20' }));
    expect(moved(waiting, timePassesUntil(at('09:20')))).toBe(1);
  });

  it('is not moved by the customer’s word itself, but by what follows from it', () => {
    expect(moved(restored, answers(vera, '09:40', 'accepted'))).toBe(0);
    expect(moved(restored, answers(vera, '09:40', 'accepted'), timePassesUntil(at('09:40')))).toBe(1);
    expect(moved(restored, hears(amira, '09:40', vera, 'stillBroken'))).toBe(1);
  });

  it('is moved by a voided wait, though the status stays', () => {
    expect(moved(tell(started, waits(amira, '09:10'), resumes(amira, '09:20')), voids(sergei, '09:30'))).toBe(1);
  });
});
