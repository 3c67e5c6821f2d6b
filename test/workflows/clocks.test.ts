import { tsToMs } from '@temporalio/common/lib/time.js';
import { expect, it } from 'vitest';
import { theDesk } from '../../domain/actor.ts';
import { customerAnswers } from '../../domain/confirmation.ts';
import { deadlines } from '../../domain/deadlines.ts';
import type { TicketEvent } from '../../domain/events.ts';
import { msOf } from '../../domain/instant.ts';
import { customerAnswered, factsRecorded } from '../../workflows/messages.ts';
import { amira, goldTerms, vera, words } from '../support/cast.ts';
import { dueOf, told } from '../support/clock-deeds.ts';
import { soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import type { Story } from '../support/story.ts';
import { ownEngineDesk, type TicketOnEngine } from '../support/ticket-on-engine.ts';
import { whyNoTimeSkipping } from '../support/time-skipping.ts';

const desk = ownEngineDesk();

const storyOf = ({ protocol }: TicketOnEngine): Story => ({ ticket: protocol.ticket, entries: protocol.entries });
const claim = { type: 'assign', userId: amira.id } as const;
const restore = { type: 'resolve', zone: 'access', texts: words('cause', 'measures') } as const;

async function learns({ protocol, handle }: TicketOnEngine, ...facts: readonly TicketEvent[]): Promise<void> {
  protocol.append(...facts);
  await handle.signal(factsRecorded);
}

/** P1 under the golden terms: 15 minutes, 1 and 4 hours, and a ladder on the restoration. */
const p1 = { terms: goldTerms, severity: 'critical' } as const;

describeUnless(whyNoTimeSkipping, 'the promises to a customer without service', () => {
  it('run out one after the other, each at its instant, up to the day when the customer is content', async () => {
    await desk().story({ ...p1, history: 'late-and-content' }, async (ticket) => {
      await ticket.passes(10);
      await ticket.asks(amira, claim);
      await ticket.passes(4 * 60 + 45);
      await soon(() => expect(told(storyOf(ticket), 'rungFired')).toHaveLength(4));
      await ticket.asks(amira, restore);
      const word = { decision: 'accepted', contactId: vera.id, evidence: { link: true }, texts: {} } as const;
      ticket.protocol.append(
        customerAnswers(ticket.protocol.ticket, word, { kind: 'customer', id: vera.id }, ticket.after(300)),
      );
      await ticket.handle.signal(customerAnswered);
      expect(await ticket.handle.result()).toBe('closed');

      const breaches = told(storyOf(ticket), 'clockBreached').map(({ clock, breachedAt }) => [clock, breachedAt]);
      const silent = [60, 120, 180].map((minutes) => ['update', ticket.after(minutes)]);
      expect(breaches.slice(0, 3)).toEqual(silent);
      expect(breaches.slice(3)).toContainEqual(['restore', ticket.after(240)]);
      expect(told(storyOf(ticket), 'clockMet')).toMatchObject([
        { clock: 'response', late: false },
        { clock: 'restore', late: true },
      ]);
    });
  });

  it('ring a little before their instant, because the engine counts from the end of the task that set them', async () => {
    await desk().story(p1, async (ticket) => {
      await ticket.passes(61);
      await soon(() => expect(told(storyOf(ticket), 'clockBreached')).toHaveLength(2));
      const early = (await ringsAt(ticket))
        .map((at) => msOf(ticket.after(60)) - at)
        .filter((ms) => Math.abs(ms) < 1_000);
      expect(Math.min(...early)).toBeGreaterThanOrEqual(25);
      expect(Math.max(0, ...ticket.protocol.earlyByMs)).toBeLessThanOrEqual(25);
      await ticket.ends();
    });
  });

  it('bring rungs of one instant, and the breach beside them, in one workflow task and one recording', async () => {
    const ladder = [
      { clock: 'restore', at: '25%', tell: { role: 'agent' } },
      { clock: 'update', at: '100%', tell: { role: 'supervisor' }, do: 'raise' },
      { clock: 'restore', at: '-PT3H', tell: { team: 'noc' }, do: 'reassign' },
    ] as const;
    const eta = { ...goldTerms.eta, firstWithin: 'P1D' };
    await desk().story({ ...p1, terms: { ...goldTerms, ladder, eta } }, async (ticket) => {
      await ticket.asks(amira, claim);
      await ticket.passes(61);
      await soon(() => expect(told(storyOf(ticket), 'rungFired')).toHaveLength(3));
      const atOnce = ticket.protocol.types.slice(ticket.protocol.types.indexOf('clockBreached')).slice(0, 7);
      expect(atOnce).toEqual([
        'clockBreached',
        'rungFired',
        'rungFired',
        'urgencyRaised',
        'rungFired',
        'handedOver',
        'clockStarted',
      ]);
      expect(await afterTimer(ticket)).toEqual({ recordings: 1, workflowTasks: 1 });
      await ticket.ends();
    });
  });

  it('go back to where they stood when the mail that renewed them does not arrive', async () => {
    await desk().story({ ...p1, history: 'mail-came-back' }, async (ticket) => {
      await ticket.asks(amira, { type: 'promiseEta', promisedAt: ticket.after(600), texts: words('reason') });
      await soon(() => expect(told(storyOf(ticket), 'messageSent').length).toBeGreaterThan(1));
      const { key, messageId } = told(storyOf(ticket), 'messageSent').find(({ key: one }) =>
        one.startsWith('etaPromised'),
      )!;
      const sent = { messageId: 'report', key, sentAt: ticket.after(20) };
      await ticket.passes(20);
      await learns(ticket, { type: 'messageSent', by: theDesk, data: sent });
      await soon(() => expect(dueOf(storyOf(ticket), 'update')).toBe(ticket.after(80)));
      await learns(ticket, { type: 'messageFailed', by: theDesk, data: { messageId, key, failure: 'noSuchMailbox' } });
      await soon(() => expect(dueOf(storyOf(ticket), 'update')).toBe(ticket.after(60)));
      expect(deadlines(ticket.protocol.ticket).find(({ what }) => what === 'clockBreached')?.at).toBe(ticket.after(60));
      await ticket.passes(61);
      await soon(() =>
        expect(told(storyOf(ticket), 'clockBreached')).toMatchObject([{ breachedAt: ticket.after(60) }]),
      );
      await ticket.ends();
    });
  });
});

/** When each timer of the ticket would ring, were its time counted from the beginning of the task that set it. */
async function ringsAt({ handle }: TicketOnEngine): Promise<number[]> {
  const events = (await handle.fetchHistory()).events ?? [];
  return events.flatMap(({ timerStartedEventAttributes: timer }, index) => {
    const begun = events.slice(0, index).findLast((event) => event.workflowTaskStartedEventAttributes);
    return timer?.startToFireTimeout ? [tsToMs(begun?.eventTime) + tsToMs(timer.startToFireTimeout)] : [];
  });
}

/** What the last timer that fired brought about: recordings, and the workflow tasks that made them. */
async function afterTimer({ handle }: TicketOnEngine): Promise<{ recordings: number; workflowTasks: number }> {
  const events = (await handle.fetchHistory()).events ?? [];
  const fired = events.findLastIndex((event) => event.timerFiredEventAttributes);
  const markers = events.slice(fired).flatMap((event) => event.markerRecordedEventAttributes ?? []);
  const recordings = markers.filter(({ details }) => textOf(details?.['data']).includes('"activity_type":"record"'));
  const tasks = new Set(recordings.map(({ workflowTaskCompletedEventId: task }) => String(task)));
  return { recordings: recordings.length, workflowTasks: tasks.size };
}

interface Payloads {
  readonly payloads?: readonly { readonly data?: Uint8Array | null }[] | null;
}

function textOf(details: Payloads | undefined): string {
  return Buffer.from(details?.payloads?.[0]?.data ?? []).toString();
}
