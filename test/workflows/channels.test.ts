import { expect, it } from 'vitest';
import { theDesk } from '../../domain/actor.ts';
import type { TicketContact } from '../../domain/events.ts';
import { instantOf } from '../../domain/instant.ts';
import { noteAdded } from '../../domain/notes.ts';
import { factsRecorded } from '../../workflows/messages.ts';
import { amira, goldTerms, vera, words } from '../support/cast.ts';
import { dueOf } from '../support/clock-deeds.ts';
import { soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { ownEngineDesk, type TicketOnEngine } from '../support/ticket-on-engine.ts';
import { whyNoTimeSkipping } from '../support/time-skipping.ts';

const desk = ownEngineDesk();

const texted: TicketContact = { ...vera, prefers: ['sms', 'email', 'phone'] };
const told = ({ protocol }: TicketOnEngine) => protocol.told.map(({ cause, channel }) => `${cause} by ${channel}`);

describeUnless(whyNoTimeSkipping, 'a ticket whose desk speaks by every channel', () => {
  it('takes a mail when a text is not confirmed, and a call when the mail comes back', async () => {
    await desk().story({ speaks: true, contacts: [texted], history: 'channel-after-channel' }, async (ticket) => {
      await soon(() => expect(told(ticket)).toEqual(['opened by sms']));
      await ticket.passes(14);
      expect(told(ticket)).toEqual(['opened by sms']);
      await ticket.passes(16);
      await soon(() => expect(told(ticket)).toEqual(['opened by sms', 'opened by email']));
      const key = `opened:1:${vera.id}:email`;
      const bounce = { messageId: key, key, failure: 'smtp550' };
      ticket.protocol.append({ type: 'messageFailed', by: theDesk, data: bounce });
      await ticket.handle.signal(factsRecorded);
      await soon(() => expect(told(ticket)).toEqual(['opened by sms', 'opened by email', 'opened by phone']));
      await ticket.ends();
    });
  });

  it('waits with what is owed until the quiet hours are over, by its one timer', async () => {
    const quietHours = await hoursFromNow();
    const sleeper: TicketContact = { ...vera, quietHours };
    await desk().story({ speaks: true, contacts: [sleeper], history: 'quiet-hours' }, async (ticket) => {
      await soon(() => expect(told(ticket)).toEqual(['opened by email']));
      await ticket.asks(amira, { type: 'promiseEta', promisedAt: ticket.after(24 * 60), texts: words('reason') });
      await soon(() => expect(ticket.protocol.types).toContain('messageDeferred'));
      expect(told(ticket)).toEqual(['opened by email']);
      ticket.protocol.clock = () => ticket.after(8 * 60);
      await ticket.passes(8 * 60);
      await soon(() => expect(told(ticket)).toContain('etaPromised by email'));
      await ticket.ends();
    });
  });

  it('sends what somebody of the desk writes to the customer, whose silence counts from then on', async () => {
    const terms = { ...goldTerms, eta: { ...goldTerms.eta, firstWithin: 'P1D' } };
    await desk().story({ speaks: true, terms, history: 'note-to-the-customer' }, async (ticket) => {
      const { protocol } = ticket;
      await ticket.asks(amira, { type: 'assign', userId: amira.id });
      await soon(() => expect(protocol.ticket.owed).toEqual([]));
      await ticket.passes(20);
      protocol.clock = () => ticket.after(20);
      const note = { noteId: 'n1', visibility: 'customer', texts: words('text') } as const;
      protocol.append(noteAdded(protocol.ticket, note, amira, ticket.after(20)));
      await ticket.handle.signal(factsRecorded);
      await soon(() => expect(told(ticket)).toEqual(['opened by email', 'note by email']));
      await soon(() => expect(dueOf(protocol, 'update')).toBe(ticket.after(20 + 2 * 60)));
      await ticket.ends();
    });
  });
});

/** Quiet from an hour before the story to seven hours after its beginning, by the clocks of Greenwich. */
async function hoursFromNow() {
  const now = await desk().env.currentTimeMs();
  const clockAt = (hours: number) => instantOf(now + hours * 3_600_000).slice(11, 16);
  return { from: clockAt(-1), to: clockAt(7), timeZone: 'UTC' };
}
