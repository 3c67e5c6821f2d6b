import { describe, expect, it } from 'vitest';
import type { TicketContact } from '../../domain/events.ts';
import { obligations } from '../../domain/obligations.ts';
import type { Ticket } from '../../domain/ticket.ts';
import { theDesk } from '../../domain/actor.ts';
import { amira, at, dina, galina, irina, oleg, pavel, sergei, vera, words } from '../support/cast.ts';
import { asksForCall, callWith, claims, hears, messageIs, promises, restores, writes } from '../support/deeds.ts';
import { asks, happens, opened, tell, ticketAfter, timePassesUntil, type Step } from '../support/story.ts';

const names = new Map([vera, oleg, galina, irina, pavel].map((contact, index) => [contact.id, index]));
const nameOf = (id: string) => ['Vera', 'Oleg', 'Galina', 'Irina', 'Pavel'][names.get(id) ?? 9];

/** Who is told what, by which channel: `restored → Vera by email`. */
function owedIn(ticket: Ticket): string[] {
  return obligations(ticket).map(({ cause, to, channel }) =>
    'contactId' in to ? `${cause} → ${nameOf(to.contactId)} by ${channel}` : `${cause} → ${JSON.stringify(to)}`,
  );
}

/** What the last step made the desk owe. */
function newlyOwed(contacts: readonly TicketContact[], ...steps: readonly Step[]): string[] {
  const before = tell(opened({ contacts }), ...steps.slice(0, -1)).ticket;
  const after = tell(opened({ contacts }), ...steps).ticket;
  return owedIn({ ...after, owed: after.owed.filter(({ key }) => !before.owed.some((old) => old.key === key)) });
}

const everyone = [vera, oleg, galina, irina, pavel];
const promised = [claims(amira, '09:05'), promises(amira, '09:10', '10:00')];
const restored = [claims(amira, '09:05'), restores(amira, '09:30')];
const cancelled = asks(amira, at('09:30'), {
  type: 'cancel',
  kind: 'withdrawn',
  evidence: callWith(galina),
  texts: words('reason'),
});

describe('the desk owes the customer', () => {
  it('an answer to the report, by mail or else by a call', () => {
    expect(owedIn(opened({ contacts: everyone }).ticket)).toEqual([
      'opened → Vera by email',
      'opened → Oleg by phone',
      'opened → Irina by email',
    ]);
  });

  it('the promise, its extension and good news, each under its own name', () => {
    expect(newlyOwed([vera], ...promised)).toEqual(['etaPromised → Vera by email']);
    expect(newlyOwed([vera], ...promised, promises(amira, '09:20', '11:00'))).toEqual(['etaExtended → Vera by email']);
    expect(newlyOwed([vera], ...promised, promises(amira, '09:20', '09:40'))).toEqual(['etaSooner → Vera by email']);
  });

  it('a call to who asked for one, whatever they prefer, and the word of that to who works on it', () => {
    expect(newlyOwed(everyone, asksForCall(vera, '09:10'))).toEqual([
      'callAsked → Vera by phone',
      'callWanted → {"role":"supervisor"}',
    ]);
    expect(newlyOwed(everyone, claims(amira, '09:05'), asksForCall(oleg, '09:10'))).toEqual([
      'callAsked → Oleg by phone',
      `callWanted → {"userId":"${amira.id}"}`,
    ]);
  });

  it('the word to who works on it that the customer wrote, on a closed ticket too', () => {
    expect(newlyOwed([vera], claims(amira, '09:05'), writes(vera, '09:10'))).toEqual([
      `customerWrote → {"userId":"${amira.id}"}`,
    ]);
    const closed = [...restored, hears(amira, '09:40', vera, 'accepted')];
    expect(newlyOwed([vera], ...closed, writes(vera, '09:50', { offers: 'again' }))).toEqual([
      expect.stringContaining('customerWrote →'),
    ]);
  });

  it('the truth about a missed ETA', () => {
    expect(newlyOwed([vera], ...promised, timePassesUntil(at('10:00')))).toContain('etaMissed → Vera by email');
  });

  it('the restoration to everybody concerned, and a call besides to who may confirm and has a phone', () => {
    expect(newlyOwed([vera], ...restored)).toEqual(['restored → Vera by email', 'restored → Vera by phone']);
    expect(newlyOwed([oleg], ...restored)).toEqual(['restored → Oleg by phone']);
    expect(newlyOwed(everyone, ...restored)).toEqual([
      'restored → Vera by email',
      'restored → Oleg by phone',
      'restored → Galina by email',
      'restored → Irina by email',
    ]);
  });

  it('the end, and the new beginning', () => {
    expect(newlyOwed([vera], ...restored, hears(amira, '09:40', vera, 'accepted'))).toEqual(['closed → Vera by email']);
    expect(newlyOwed([vera], ...restored, hears(amira, '09:40', vera, 'stillBroken'))).toEqual([
      'reopened → Vera by email',
    ]);
  });

  it('a word about a cancellation and a rejection, but not to who only confirms', () => {
    const rejected = asks(amira, at('09:10'), { type: 'reject', texts: words('reason') });
    expect(newlyOwed([vera, galina], cancelled)).toEqual(['cancelled → Vera by email']);
    expect(newlyOwed([oleg], rejected)).toEqual(['rejected → Oleg by phone']);
  });

  it('nothing to who only opens the door', () => {
    expect(owedIn(opened({ contacts: [pavel] }).ticket)).toEqual([]);
  });

  it('nothing more once a contact’s data is erased', () => {
    const erased = happens({ type: 'contactErased', by: theDesk, data: { contactId: vera.id } });
    expect(newlyOwed([vera], erased, promises(amira, '09:10', '10:00'))).toEqual([]);
  });
});

describe('the desk owes its own people', () => {
  it('a warning to the assignee, else to who promised', () => {
    const warned = timePassesUntil(at('09:45'));
    expect(newlyOwed([], ...promised, warned)).toEqual([`etaWarned → {"userId":"${amira.id}"}`]);
    expect(newlyOwed([], promises(dina, '09:10', '10:00'), warned)).toEqual([`etaWarned → {"userId":"${dina.id}"}`]);
  });

  it('the demand for a new promise after a missed one', () => {
    expect(newlyOwed([], ...promised, timePassesUntil(at('10:00')))).toContain(
      `etaDemanded → {"userId":"${amira.id}"}`,
    );
  });

  it('no word about the demand that every opening makes', () => {
    expect(owedIn(opened({ contacts: [] }).ticket)).toEqual([]);
  });

  it('every escalation to whom it is addressed', () => {
    expect(newlyOwed([], timePassesUntil(at('09:30')))).toEqual(['escalated → {"role":"supervisor"}']);
    const byHand = asks(amira, at('09:10'), { type: 'escalate', to: { userId: sergei.id }, texts: words('reason') });
    expect(newlyOwed([], byHand)).toEqual([`escalated → {"userId":"${sergei.id}"}`]);
  });
});

describe('a message that is owed', () => {
  const openedByMail = `opened:1:${vera.id}:email`;
  const toVera = (...steps: Step[]) => owedIn(ticketAfter(...steps));

  it('is known by cause, entry, recipient and channel', () => {
    expect(obligations(ticketAfter()).map(({ key }) => key)).toEqual([openedByMail]);
  });

  it('is owed until it is sent', () => {
    expect(toVera(messageIs('messageQueued', openedByMail))).toEqual(['opened → Vera by email']);
    expect(toVera(messageIs('messageSent', openedByMail))).toEqual([]);
  });

  it('becomes a call when the mail can’t be delivered', () => {
    expect(toVera(messageIs('messageFailed', openedByMail))).toEqual(['opened → Vera by phone']);
  });

  it('is a person’s once it is a call task', () => {
    const { ticket } = opened({ contacts: [oleg] });
    const queued = messageIs('messageQueued', `opened:1:${oleg.id}:phone`);
    expect(owedIn(tell({ ticket, entries: [] }, queued).ticket)).toEqual([]);
  });

  it('is the digest’s once it stands in one, and no call follows when that fails', () => {
    const { ticket } = tell(opened({ contacts: [] }), timePassesUntil(at('09:30')));
    const { key, cause, channel, audience, to } = obligations(ticket)[0]!;
    const data = { messageId: 'm', key, cause, channel, audience, to, language: 'ru', digestId: 'd' } as const;
    const queued = happens({ type: 'messageQueued', by: theDesk, data });
    const inDigest = tell({ ticket, entries: [] }, queued);
    expect(obligations(inDigest.ticket)).toEqual([]);
    const failure = { messageId: 'm', key, failure: 'noAddress', digestId: 'd' };
    const failed = happens({ type: 'messageFailed', by: theDesk, data: failure });
    expect(obligations(tell(inDigest, failed).ticket)).toEqual([]);
  });

  it('is not called about twice, where a call about the same was owed besides', () => {
    const { ticket } = tell(opened(), messageIs('messageSent', openedByMail), ...restored);
    const [mail, call] = obligations(ticket);
    const story = tell(
      { ticket, entries: [] },
      messageIs('messageQueued', call!.key),
      messageIs('messageFailed', mail!.key),
    );
    expect(owedIn(story.ticket)).toEqual([]);
  });

  it('is not called about where there is no phone, nor to our own people', () => {
    const { ticket } = opened({ contacts: [{ ...galina, roles: ['reporter'] }] });
    const failed = messageIs('messageFailed', `opened:1:${galina.id}:email`);
    expect(owedIn(tell({ ticket, entries: [] }, failed).ticket)).toEqual([]);
    const late = tell(opened({ contacts: [] }), timePassesUntil(at('09:30'))).ticket;
    const lost = messageIs('messageFailed', obligations(late)[0]!.key);
    expect(owedIn(tell({ ticket: late, entries: [] }, lost).ticket)).toEqual([]);
  });

  it.each([
    ['whose wrong e-mail was taken off the ticket meanwhile', { ...vera, email: false, prefers: [] }, vera],
    ['who gave a phone number meanwhile', { ...galina, phone: true }, galina],
  ] as const)('still becomes a call to a contact %s', (_whose, corrected, contact) => {
    const contacts = [{ ...contact, roles: ['reporter' as const] }];
    const withThem = tell(opened({ contacts }), claims(amira, '09:05'), restores(amira, '09:10'));
    const change = { type: 'changeContact', change: 'changed', texts: words('phone') } as const;
    const right = asks(amira, at('09:20'), { ...change, contact: { ...corrected, roles: ['reporter'] } });
    const failed = messageIs('messageFailed', `opened:1:${contact.id}:email`);
    expect(owedIn(tell(withThem, right, failed).ticket)).toContain(`opened → ${nameOf(contact.id)} by phone`);
  });
});
