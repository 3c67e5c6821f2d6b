import { expect, it } from 'vitest';
import { customerAnswers } from '../../domain/confirmation.ts';
import { customerAnswered } from '../../workflows/messages.ts';
import { amira, goldTerms, quietTerms, vera, words } from '../support/cast.ts';
import { soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { ownEngineDesk, type TicketOnEngine } from '../support/ticket-on-engine.ts';
import { whyNoTimeSkipping } from '../support/time-skipping.ts';

const desk = ownEngineDesk();

const restore = { type: 'resolve', zone: 'access', texts: words('cause', 'measures') } as const;
/** Reminded after a day and every day from then on; after two days the shift lead is told. */
const daily = { callWithin: 'PT15M', remindAfter: ['PT24H'], repeatEvery: 'PT24H', escalateAfter: 'PT47H' };
const day = 24 * 60;

async function answers({ protocol, handle, after }: TicketOnEngine, decision: 'accepted' | 'stillBroken') {
  const word = { decision, contactId: vera.id, evidence: { link: true }, texts: {} } as const;
  protocol.append(customerAnswers(protocol.ticket, word, { kind: 'customer', id: vera.id }, after(0)));
  await handle.signal(customerAnswered);
}

const countOf = ({ protocol }: TicketOnEngine, type: string) => protocol.types.filter((known) => known === type).length;
const told = ({ protocol }: TicketOnEngine) => protocol.told.map(({ cause, channel }) => `${cause} by ${channel}`);

describeUnless(whyNoTimeSkipping, 'a customer who says nothing', () => {
  it('is reminded for three days, then says that it is still broken, and at last that it works', async () => {
    const silent = { speaks: true, terms: { ...quietTerms, confirmation: daily } } as const;
    await desk().story({ history: 'three-days-of-silence', ...silent }, async (ticket) => {
      await ticket.asks(amira, { type: 'assign', userId: amira.id });
      await ticket.asks(amira, restore);
      for (const [days, reminders] of [1, 2, 3].entries()) {
        await ticket.passes((days + 1) * day + 5);
        await soon(() => expect(countOf(ticket, 'reminded')).toBe(reminders));
      }
      await soon(() => expect(told(ticket).filter((one) => one === 'reminder by phone')).toHaveLength(3));
      expect(countOf(ticket, 'escalated')).toBe(1);
      expect(ticket.protocol.ticket.status).toBe('resolved');
      await answers(ticket, 'stillBroken');
      await soon(() => expect(told(ticket)).toContain('stillBroken by email'));
      expect(ticket.protocol.ticket).toMatchObject({ status: 'inProgress', episode: 2, assigneeId: amira.id });
      await ticket.asks(amira, restore);
      await answers(ticket, 'accepted');
      expect(await ticket.handle.result()).toBe('closed');
      expect(countOf(ticket, 'reminded')).toBe(3);
    });
  });
});

describeUnless(whyNoTimeSkipping, 'an owner who says nothing', () => {
  it('is asked for words, then the desk itself tells the customer, and the ladder climbs', async () => {
    const ladder = [{ clock: 'update', at: '+PT10M', tell: { role: 'supervisor' } }] as const;
    const terms = { ...goldTerms, ladder };
    await desk().story({ history: 'silent-owner', speaks: true, terms }, async (ticket) => {
      await ticket.asks(amira, { type: 'assign', userId: amira.id });
      await ticket.asks(amira, { type: 'promiseEta', promisedAt: ticket.after(7 * 60), texts: words('reason') });
      await ticket.passes(91);
      await soon(() => expect(told(ticket)).toContain('wordsWanted by email'));
      expect(told(ticket)).not.toContain('interim by email');
      await ticket.passes(121);
      await soon(() => expect(told(ticket)).toContain('interim by email'));
      await ticket.passes(131);
      await soon(() => expect(told(ticket)).toContain('rungFired by email'));
      await ticket.asks(amira, restore);
      await answers(ticket, 'accepted');
      expect(await ticket.handle.result()).toBe('closed');
    });
  });
});
