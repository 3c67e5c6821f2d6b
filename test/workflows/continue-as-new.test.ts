import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { amira, words } from '../support/cast.ts';
import { soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { deskOnEngine, type EngineDesk, type TicketOnEngine } from '../support/ticket-on-engine.ts';
import { timeSkippingEnvironment, whyNoTimeSkipping } from '../support/time-skipping.ts';

let env: TestWorkflowEnvironment;
let desk: EngineDesk;
beforeAll(async () => {
  if (whyNoTimeSkipping !== null) return;
  env = await timeSkippingEnvironment();
  desk = await deskOnEngine(env);
});
afterAll(async () => {
  await desk?.close();
  await env?.teardown();
});

const runOf = async ({ handle }: TicketOnEngine) => {
  const latest = env.client.workflow.getHandle(handle.workflowId);
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
  return (await env.client.workflow.getHandle(workflowId).describe()).runId !== firstExecutionRunId;
}

describeUnless(whyNoTimeSkipping, 'a ticket that lives long', () => {
  it('goes on in a new run where the old one stood: same promise, same deadline, nothing told twice', async () => {
    await desk.story({}, async (ticket) => {
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
});
