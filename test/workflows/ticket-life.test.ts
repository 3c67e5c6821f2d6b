import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import { customerAnswers } from '../../domain/confirmation.ts';
import { customerAnswered, factsRecorded, refusalType } from '../../workflows/messages.ts';
import { amira, oleg, sergei, vera, words } from '../support/cast.ts';
import { soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { ownEngineDesk, type TicketOnEngine } from '../support/ticket-on-engine.ts';
import { whyNoTimeSkipping } from '../support/time-skipping.ts';

const desk = ownEngineDesk();

const claim = { type: 'assign', userId: amira.id } as const;
const restore = { type: 'resolve', zone: 'access', texts: words('cause', 'measures') } as const;

/** The customer's word by link: the fact first, then the signal that it stands there. */
async function answers(ticket: TicketOnEngine, decision: 'accepted' | 'stillBroken', contactId = vera.id) {
  const word = { decision, contactId, evidence: { link: true }, texts: {} } as const;
  const by = { kind: 'customer', id: contactId } as const;
  ticket.protocol.append(customerAnswers(ticket.protocol.ticket, word, by, ticket.after(0)));
  await ticket.handle.signal(customerAnswered);
}

const told = ({ protocol }: TicketOnEngine) => protocol.told.map(({ cause, channel }) => `${cause} by ${channel}`);

const runOf = async ({ handle }: TicketOnEngine) => {
  const latest = desk().env.client.workflow.getHandle(handle.workflowId);
  return { runId: (await latest.describe()).runId, handle: latest };
};

/** More than the 4 MB of history after which the engine suggests to continue as new, in few and large signals. */
async function fillHistory({ handle }: TicketOnEngine): Promise<void> {
  const large = 'x'.repeat(900_000);
  for (let sent = 0; sent < 12 && !(await hasContinued(handle)); sent++) {
    await handle.signal('factsRecorded', large);
  }
}

async function hasContinued({ workflowId, firstExecutionRunId }: TicketOnEngine['handle']): Promise<boolean> {
  return (await desk().env.client.workflow.getHandle(workflowId).describe()).runId !== firstExecutionRunId;
}

describeUnless(whyNoTimeSkipping, 'the workflow of a ticket', () => {
  // First on its server: after other stories its sleep in skipped time was seen to hang.
  it('goes on in a new run where the old one stood: same promise, same deadline, nothing told twice', async () => {
    await desk().story({}, async (ticket) => {
      await ticket.asks(amira, { type: 'promiseEta', promisedAt: ticket.after(60), texts: words('reason') });
      await soon(() => expect(ticket.protocol.ticket.owed).toEqual([]));
      const before = { ...(await runOf(ticket)), types: ticket.protocol.types };
      await fillHistory(ticket);
      await soon(async () => expect((await runOf(ticket)).runId).not.toBe(before.runId), 90_000);
      expect(ticket.protocol.types).toEqual(before.types);
      await ticket.passes(61);
      await soon(() => expect(ticket.protocol.types).toContain('etaBreached'));
      expect(ticket.protocol.types.filter((type) => type === 'etaWarned')).toHaveLength(1);
      await (await runOf(ticket)).handle.terminate('told');
    });
  }, 180_000);

  it('lives from the opening to the closure that the customer confirmed, in few events', async () => {
    await desk().story({ history: 'quiet-life' }, async (ticket) => {
      await soon(() => expect(told(ticket)).toEqual(['opened by email']));
      await ticket.asks(amira, claim);
      await ticket.asks(amira, { type: 'promiseEta', promisedAt: ticket.after(120), texts: words('reason') });
      await ticket.asks(amira, restore);
      await answers(ticket, 'accepted');
      expect(await ticket.handle.result()).toBe('closed');
      expect(told(ticket)).toEqual([
        'opened by email',
        'etaPromised by email',
        'restored by phone',
        'restored by email',
        'closed by email',
      ]);
      const { events } = await ticket.handle.fetchHistory();
      const tasks = (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes);
      expect(events!.length).toBeLessThanOrEqual(70);
      expect(tasks.length).toBeLessThanOrEqual(16);
    });
  });

  it('warns before a promise, breaks it at its instant, demands a new one and tells the shift lead when none comes', async () => {
    await desk().story({ history: 'eta-missed' }, async (ticket) => {
      await ticket.asks(amira, claim);
      await ticket.asks(amira, { type: 'promiseEta', promisedAt: ticket.after(60), texts: words('reason') });
      await ticket.passes(46);
      await soon(() => expect(ticket.protocol.types).toContain('etaWarned'));
      expect(ticket.protocol.types).not.toContain('etaBreached');
      await ticket.passes(61);
      await soon(() => expect(told(ticket)).toContain('etaMissed by email'));
      await ticket.passes(80);
      await soon(() => expect(told(ticket)).toContain('escalated by email'));
      await ticket.asks(sergei, { type: 'promiseEta', promisedAt: ticket.after(180), texts: words('reason') });
      await ticket.asks(amira, restore);
      await answers(ticket, 'accepted');
      expect(await ticket.handle.result()).toBe('closed');
      const once = ['etaWarned', 'etaBreached', 'escalated'];
      for (const type of once) expect(ticket.protocol.types.filter((known) => known === type)).toHaveLength(1);
    });
  });

  it('tells the shift lead when nobody promises a first time', async () => {
    await desk().story({}, async (ticket) => {
      await ticket.passes(31);
      await soon(() => expect(ticket.protocol.types).toContain('escalated'));
      await ticket.ends();
    });
  });

  it('goes on as a new episode when the customer says that it is still broken', async () => {
    await desk().story({ history: 'still-broken-then-accepted' }, async (ticket) => {
      await ticket.asks(amira, restore);
      await answers(ticket, 'stillBroken');
      await soon(() => expect(ticket.protocol.ticket).toMatchObject({ status: 'inProgress', episode: 2 }));
      await ticket.asks(amira, restore);
      await answers(ticket, 'accepted');
      expect(await ticket.handle.result()).toBe('closed');
    });
  });

  it('waits for the customer and goes on when they call', async () => {
    await desk().story({ history: 'wait-answered' }, async (ticket) => {
      const wait = { type: 'wait', waitId: 'w1', for: 'customer', reason: 'customerInformation', texts: {} } as const;
      await ticket.asks(amira, { ...wait, until: ticket.after(600) });
      const call = { callId: 'c1', direction: 'in', outcome: 'answered', contactId: vera.id, episode: 1 } as const;
      ticket.protocol.append({ type: 'callLogged', by: amira, data: { ...call, happenedAt: ticket.after(1) } });
      await ticket.handle.signal(factsRecorded);
      await soon(() => expect(ticket.protocol.ticket.status).toBe('inProgress'));
      await ticket.asks(amira, {
        type: 'cancel',
        kind: 'withdrawn',
        evidence: { callId: 'c1' },
        texts: words('reason'),
      });
      expect(await ticket.handle.result()).toBe('cancelled');
    });
  });

  it('refuses what the rules refuse, with their word, and leaves no trace of it', async () => {
    await desk().story({}, async (ticket) => {
      const refused = await ticket.asks(amira, { type: 'resume' }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(WorkflowUpdateFailedError);
      expect((refused as { cause: ApplicationFailure }).cause.type).toBe(refusalType('noWait'));
      expect(ticket.protocol.types).not.toContain('workStarted');
      await ticket.ends();
    });
  });

  it('decides again when others wrote meanwhile', async () => {
    await desk().story({ contacts: [vera, oleg] }, async (ticket) => {
      await soon(() => expect(ticket.protocol.ticket.owed).toEqual([]));
      const note = { type: 'noteAdded', by: sergei, data: { noteId: 'n1', visibility: 'internal' } } as const;
      ticket.protocol.meanwhile = () => ticket.protocol.append(note);
      await ticket.asks(amira, claim);
      expect(ticket.protocol.types.slice(-3)).toEqual(['noteAdded', 'workStarted', 'assigned']);
      await ticket.ends();
    });
  });

  it('records a command once when its first answer was lost, and stays in step with the protocol', async () => {
    await desk().story({}, async (ticket) => {
      await soon(() => expect(ticket.protocol.ticket.owed).toEqual([]));
      ticket.protocol.loseNextAnswer = true;
      await ticket.asks(amira, claim);
      await ticket.asks(amira, { type: 'unassign' });
      expect(ticket.protocol.types.filter((type) => type === 'assigned')).toHaveLength(1);
      expect(ticket.protocol.types.at(-1)).toBe('unassigned');
      await ticket.ends();
    });
  });

  it('asks for evidence that stands in the protocol though no signal told of it yet', async () => {
    await desk().story({}, async (ticket) => {
      await ticket.asks(amira, restore);
      await soon(() => expect(ticket.protocol.ticket.owed).toEqual([]));
      const call = { callId: 'c1', direction: 'out', outcome: 'answered', contactId: vera.id, episode: 1 } as const;
      ticket.protocol.append({ type: 'callLogged', by: amira, data: { ...call, happenedAt: ticket.after(1) } });
      const word = { decision: 'accepted', contactId: vera.id, evidence: { callId: 'c1' }, texts: {} } as const;
      await ticket.asks(amira, { type: 'confirm', ...word });
      expect(await ticket.handle.result()).toBe('closed');
    });
  });

  it('sends a mail when the mail server is back', async () => {
    await desk().story({}, async (ticket) => {
      ticket.protocol.mailServerAwayFor = 1;
      await soon(() => expect(told(ticket)).toEqual(['opened by email']));
      await ticket.ends();
    });
  });

  it('ends, writing nothing, when a later incarnation writes the ticket', async () => {
    await desk().story({}, async (ticket) => {
      await soon(() => expect(ticket.protocol.ticket.owed).toEqual([]));
      ticket.protocol.incarnation = 2;
      const length = ticket.protocol.entries.length;
      await expect(ticket.asks(amira, claim)).rejects.toThrow();
      await expect(ticket.handle.result()).rejects.toThrow();
      expect(ticket.protocol.entries).toHaveLength(length);
    });
  });
});
