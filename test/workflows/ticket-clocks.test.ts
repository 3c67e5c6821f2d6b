import { expect, it } from 'vitest';
import { customerAnswers } from '../../domain/confirmation.ts';
import type { EventData, EventType } from '../../domain/events.ts';
import { instantOf } from '../../domain/instant.ts';
import type { Rung, Terms } from '../../domain/terms.ts';
import type { WorkingTime } from '../../domain/working-time.ts';
import { customerAnswered } from '../../workflows/messages.ts';
import { amira, goldTerms, quietTerms, sergei, vera, words } from '../support/cast.ts';
import { soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { ownEngineDesk, type TicketOnEngine } from '../support/ticket-on-engine.ts';
import { whyNoTimeSkipping } from '../support/time-skipping.ts';

const desk = ownEngineDesk();

const supervisor = { role: 'supervisor' } as const;
const fiveRungs: readonly Rung[] = [
  { clock: 'restore', at: '50%', tell: { role: 'dispatcher' } },
  { clock: 'restore', at: '-PT1H', tell: supervisor, do: 'raise' },
  { clock: 'restore', at: '75%', tell: { team: 'noc' }, do: 'reassign' },
  { clock: 'restore', at: '100%', tell: supervisor },
  { clock: 'restore', at: '+PT30M', tell: { role: 'admin' }, do: 'dispatch' },
];

/** A promise of the restoration alone, in four hours, with no hurry about the ETA. */
function promising(differences: Partial<Terms> = {}): Terms {
  const row = { ...quietTerms.priorities.P2, restore: 'PT4H' };
  const eta = { firstWithin: 'P30D', warnBefore: 'PT15M', demandNewWithin: 'P30D' };
  return { ...goldTerms, eta, priorities: { P1: row, P2: row, P3: row, P4: row }, ladder: fiveRungs, ...differences };
}

function dataOf<T extends EventType>({ protocol }: TicketOnEngine, type: T): EventData[T][] {
  return protocol.entries.filter((entry) => entry.type === type).map(({ data }) => data as EventData[T]);
}

const restoring = { type: 'resolve', zone: 'access', texts: words('cause', 'measures') } as const;

describeUnless(whyNoTimeSkipping, 'the clocks of a ticket', () => {
  it('climb the whole ladder by themselves, what stands at one instant in one workflow task', async () => {
    const ladderStory = { terms: promising(), severity: 'critical' as const, history: 'whole-ladder' };
    await desk().story(ladderStory, async (ticket) => {
      await ticket.passes(4 * 60 + 31);
      await soon(() => expect(dataOf(ticket, 'rungFired').map(({ rung }) => rung)).toEqual([0, 1, 2, 3, 4]));
      const instants = [2 * 60, 3 * 60, 3 * 60, 4 * 60, 4 * 60 + 30].map((minutes) => ticket.after(minutes));
      expect(dataOf(ticket, 'rungFired').map(({ dueAt }) => dueAt)).toEqual(instants);
      expect(dataOf(ticket, 'clockBreached')).toMatchObject([{ clock: 'restore', breachedAt: ticket.after(240) }]);
      expect(ticket.protocol.ticket).toMatchObject({ urgency: 1, team: 'dispatch' });
      // Four moments of time: the second brought two rungs. The notices are told by activities of another kind.
      const { events } = await ticket.handle.fetchHistory();
      expect(events?.filter((event) => event.timerFiredEventAttributes)).toHaveLength(4);
      await soon(() => expect(ticket.protocol.ticket.owed).toEqual([]));
    });
  });

  it('stand still over a weekend and a holiday', async () => {
    const now = await desk().env.currentTimeMs();
    const hours = (ahead: number) => instantOf(now + ahead * 3_600_000);
    const weekend: WorkingTime = {
      ...{ calendarId: 'office', version: 1, from: hours(-24), until: hours(24 * 100), offsets: [] },
      // Two hours of Friday, a weekend, a holiday on Monday, Tuesday.
      open: [
        [hours(-6), hours(2)],
        [hours(90), hours(98)],
      ],
    };
    const terms = promising({ calendarId: 'office', ladder: fiveRungs.slice(0, 1) });
    const reported = { reportedAt: hours(0), openedAt: hours(0), severity: 'minor' as const };
    await desk().story({ terms, workingTimes: [weekend], ...reported, history: 'over-a-weekend' }, async (ticket) => {
      await ticket.passes(89 * 60);
      await soon(() => expect(dataOf(ticket, 'rungFired')).toMatchObject([{ rung: 0, dueAt: hours(2) }]));
      expect(ticket.protocol.types).not.toContain('clockBreached');
      await ticket.passes(92 * 60 + 1);
      await soon(() => expect(dataOf(ticket, 'clockBreached')).toMatchObject([{ breachedAt: hours(92) }]));
    });
  });

  it('are held by a wait that the contract lists, and by no other', async () => {
    await desk().story({ terms: promising({ ladder: [] }) }, async (ticket) => {
      const waits = { type: 'wait', waitId: 'listed', for: 'customer', texts: words('note') } as const;
      await ticket.asks(amira, { ...waits, reason: 'customerUnavailable' });
      await ticket.passes(10 * 60);
      expect(ticket.protocol.types).not.toContain('clockBreached');
      await ticket.asks(amira, { type: 'resume' });
      await ticket.asks(amira, { ...waits, waitId: 'other', reason: 'other' });
      await ticket.passes(14 * 60 + 1);
      await soon(() => expect(dataOf(ticket, 'clockBreached')).toHaveLength(1));
    });
  });

  it('give a voided wait its time back, though the breach lies in the past by then', async () => {
    await desk().story({ terms: promising({ ladder: [] }), history: 'voided-wait' }, async (ticket) => {
      const wait = { type: 'wait', waitId: 'taken-back', for: 'customer', reason: 'customerUnavailable' } as const;
      await ticket.asks(amira, { ...wait, texts: words('note') });
      await ticket.passes(6 * 60);
      await ticket.asks(sergei, { type: 'voidWait', waitId: 'taken-back', texts: words('reason') });
      expect(dataOf(ticket, 'clockBreached')).toMatchObject([{ breachedAt: ticket.after(4 * 60) }]);
    });
  });

  it('count a restoration as never met when the customer says after three days that it is still broken', async () => {
    await desk().story({ terms: promising({ ladder: [] }) }, async (ticket) => {
      await ticket.passes(60);
      await ticket.asks(amira, restoring);
      expect(dataOf(ticket, 'clockMet')).toMatchObject([{ clock: 'restore', late: false }]);
      await ticket.passes(3 * 24 * 60);
      const word = { decision: 'stillBroken', contactId: vera.id, evidence: { link: true }, texts: {} } as const;
      const by = { kind: 'customer', id: vera.id } as const;
      ticket.protocol.append(customerAnswers(ticket.protocol.ticket, word, by, ticket.after(3 * 24 * 60)));
      await ticket.handle.signal(customerAnswered);
      await soon(() =>
        expect(dataOf(ticket, 'clockBreached')).toMatchObject([{ episode: 2, breachedAt: ticket.after(4 * 60) }]),
      );
    });
  });

  it('have their calendar expanded before it ends', async () => {
    const now = await desk().env.currentTimeMs();
    const days = (ahead: number) => instantOf(now + ahead * 86_400_000);
    const ending: WorkingTime = {
      ...{ calendarId: 'office', version: 1, from: days(-1), until: days(50), offsets: [] },
      open: [[days(-1), days(50)]],
    };
    const terms = promising({ calendarId: 'office', ladder: [], priorities: forever() });
    await desk().story({ terms, workingTimes: [ending] }, async (ticket) => {
      await ticket.passes(5 * 24 * 60 + 1);
      await soon(() => expect(dataOf(ticket, 'calendarExtended')).toHaveLength(1));
      expect(ticket.protocol.ticket.workingTimes?.[0]?.until).toBe(days(50 + 9 * 7));
    });
  });
});

/** A promise that is not in question within the story. */
function forever(): Terms['priorities'] {
  const row = { ...quietTerms.priorities.P2, restore: 'P40D' };
  return { P1: row, P2: row, P3: row, P4: row };
}
