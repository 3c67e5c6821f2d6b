import { describe, expect, it } from 'vitest';
import type { TicketContact } from '../../../domain/events.ts';
import { obligations } from '../../../domain/obligations.ts';
import { routeOf } from '../../../domain/telling/route.ts';
import { amira, galina, oleg, sergei, vera } from '../../support/cast.ts';
import { claims, messageIs, promises, restores } from '../../support/deeds.ts';
import { happens, opened, tell, wakesAt, type Step } from '../../support/story.ts';
import { at } from '../../support/cast.ts';
import { delivered, deferred, sentBy, speaking } from '../../support/telling-deeds.ts';
import { theDesk } from '../../../domain/actor.ts';

const texted: TicketContact = { ...vera, prefers: ['sms', 'email'] };

/** By which channels the desk still owes a word, after these steps: `opened by sms`. */
function owedAfter(contact: TicketContact, ...steps: readonly Step[]): string[] {
  const { ticket } = tell(speaking([contact]), ...steps);
  return obligations(ticket).map(({ cause, channel, audience }) =>
    audience === 'staff' ? `${cause} to staff` : `${cause} by ${channel}`,
  );
}

const key = (channel: string, contact = vera) => `opened:1:${contact.id}:${channel}`;

describe('the route to a contact', () => {
  it('is what they prefer, then what else there is an address for, a call at last', () => {
    expect(routeOf({ ...vera, prefers: ['sms'] })).toEqual(['sms', 'email', 'phone']);
    expect(routeOf({ ...vera, prefers: ['phone', 'sms'], webhook: true })).toEqual([
      'phone',
      'sms',
      'email',
      'webhook',
    ]);
  });

  it('begins with a mail where they prefer nothing, or else with a call', () => {
    expect(routeOf({ ...vera, prefers: [] })).toEqual(['email', 'sms', 'phone']);
    expect(routeOf({ ...oleg, prefers: [] })).toEqual(['phone', 'sms']);
  });

  it('has no channel that they refuse, nor one without an address', () => {
    expect(routeOf({ ...vera, prefers: ['sms', 'email'], refuses: ['sms'] })).toEqual(['email', 'phone']);
    expect(routeOf({ ...galina, prefers: ['sms', 'webhook'] })).toEqual(['email']);
  });
});

describe('what a contact is to hear', () => {
  it('is owed by the channel they like best', () => {
    expect(owedAfter(texted)).toEqual(['opened by sms']);
    expect(owedAfter(oleg)).toEqual(['opened by phone']);
  });

  it('takes the next channel when one fails, and each only once', () => {
    const failed = [messageIs('messageFailed', key('sms'))];
    expect(owedAfter(texted, ...failed)).toEqual(['opened by email']);
    expect(owedAfter(texted, ...failed, messageIs('messageFailed', key('email')))).toEqual(['opened by phone']);
  });

  it('takes none where the message came to nothing because it need not be said any more', () => {
    const data = { messageId: 'm', key: key('sms'), failure: 'notOwed' };
    expect(owedAfter(texted, happens({ type: 'messageFailed', by: theDesk, data }))).toEqual([]);
  });

  it('takes it also when a message that was sent comes back later', () => {
    const returned = happens({
      type: 'messageFailed',
      by: theDesk,
      data: { messageId: 'm', key: key('email'), failure: 'noSuchMailbox' },
    });
    expect(owedAfter(vera, messageIs('messageSent', key('email')), returned)).toEqual(['opened by sms']);
    expect(owedAfter(vera, messageIs('messageSent', key('email')), returned, returned)).toEqual(['opened by sms']);
  });

  it('takes it when no report came in time, and no sooner', () => {
    const sent = sentBy(key('sms'), '09:00', '09:15');
    expect(owedAfter(texted, sent, wakesAt(at('09:14')))).toEqual([]);
    expect(owedAfter(texted, sent, wakesAt(at('09:15')))).toEqual(['opened by email']);
  });

  it('takes no other where the report came', () => {
    expect(
      owedAfter(texted, sentBy(key('sms'), '09:00', '09:15'), delivered(key('sms')), wakesAt(at('09:20'))),
    ).toEqual([]);
  });

  it('moves on once where a failure follows a report that did not come', () => {
    const late = happens({
      type: 'messageFailed',
      by: theDesk,
      data: { messageId: 'm', key: key('sms'), failure: 'expired' },
    });
    expect(owedAfter(texted, sentBy(key('sms'), '09:00', '09:15'), wakesAt(at('09:15')), late)).toEqual([
      'opened by email',
    ]);
  });

  it('is a person’s to see to at the end of the route', () => {
    const mailOnly: TicketContact = { ...galina, roles: ['reporter'], prefers: [] };
    const story = tell(speaking([mailOnly]), messageIs('messageFailed', key('email', galina)), wakesAt(at('09:01')));
    const last = story.entries.at(-1);
    expect(last).toMatchObject({
      type: 'escalated',
      data: { because: 'customerNotReached', to: { role: 'supervisor' } },
    });
    expect(obligations(story.ticket).map(({ cause }) => cause)).toEqual(['escalated']);
  });

  it('goes to whoever works on the ticket, once for each word that nobody could say', () => {
    const mailOnly: TicketContact = { ...galina, roles: ['reporter'], prefers: [] };
    const promise = [claims(amira, '09:05'), promises(amira, '09:10', '10:00')];
    const { ticket } = tell(speaking([mailOnly]), ...promise);
    const keys = obligations(ticket).map((owed) => messageIs('messageFailed', owed.key));
    const story = tell({ ticket, entries: [] }, ...keys, wakesAt(at('09:11')));
    const escalated = story.entries.filter(({ type }) => type === 'escalated');
    expect(escalated.map(({ data }) => data)).toMatchObject([
      { to: { userId: amira.id } },
      { to: { userId: amira.id } },
    ]);
  });

  it('is not waited for by anybody once the contact is erased', () => {
    const erased = happens({ type: 'contactErased', by: theDesk, data: { contactId: vera.id } });
    expect(owedAfter(vera, erased, messageIs('messageFailed', key('email')), wakesAt(at('09:01')))).toEqual([]);
  });
});

describe('a restoration', () => {
  const restored = (contact: TicketContact) => {
    const { ticket } = tell(speaking([contact]), claims(sergei, '09:05'));
    const after = tell({ ticket: { ...ticket, owed: [] }, entries: [] }, restores(sergei, '09:30'));
    return obligations(after.ticket).map(({ channel }) => channel);
  };

  it('is always called about besides, where who may confirm has a phone', () => {
    expect(restored(vera)).toEqual(['email', 'phone']);
    expect(restored(texted)).toEqual(['sms', 'phone']);
    expect(restored(oleg)).toEqual(['phone']);
    expect(restored({ ...galina, roles: ['reporter'] })).toEqual(['email']);
  });

  it('goes out in writing too to who prefers to be called', () => {
    expect(restored({ ...vera, prefers: ['phone'] })).toEqual(['email', 'phone']);
  });
});

describe('quiet hours', () => {
  const night = deferred(key('email'), at('10:00'));

  it('put off what is owed until they end, by the one timer of the ticket', () => {
    const story = tell(speaking([vera]), night);
    expect(obligations(story.ticket)).toMatchObject([{ notBefore: at('10:00') }]);
    const after = tell(story, wakesAt(at('10:00')));
    expect(after.entries.map(({ type }) => type)).toContain('messageDue');
    expect(obligations(after.ticket)[0]).not.toHaveProperty('notBefore');
  });
});

describe('a ticket from before the desk knew more channels', () => {
  it('goes on with mails and calls as it began', () => {
    const { ticket } = tell(opened({ contacts: [texted] }), messageIs('messageFailed', key('email')));
    expect(ticket.hearings).toBeUndefined();
    expect(obligations(ticket).map(({ channel }) => channel)).toEqual(['phone']);
  });
});
