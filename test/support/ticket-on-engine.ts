import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowHandle, WorkflowHandleWithFirstExecutionRunId } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Person } from '../../domain/actor.ts';
import type { Command } from '../../domain/decide.ts';
import type { Opening } from '../../domain/events.ts';
import { instantOf, type Instant } from '../../domain/instant.ts';
import { ticketNumber } from '../../domain/ticket-number.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import {
  localizationQueue,
  mailQueue,
  textQueue,
  ticketQueue,
  ticketWorkflowId,
  ticketWorkflowType,
  updates,
  type TicketRun,
  webhookQueue,
} from '../../workflows/messages.ts';
import { opening } from './cast.ts';
import { soon } from './eventually.ts';
import { MemoryProtocol } from './memory-protocol.ts';
import './quiet-runtime.ts';
import { timeSkippingEnvironment, whyNoTimeSkipping } from './time-skipping.ts';

/** A ticket's workflow on the time-skipping server, over a protocol in memory. */
export interface TicketOnEngine {
  readonly protocol: MemoryProtocol;
  readonly handle: WorkflowHandleWithFirstExecutionRunId;
  /** The instant so many minutes after the opening. */
  after(minutes: number): Instant;
  asks(by: Person, command: Command): Promise<unknown>;
  /** Time passes until so many minutes after the opening. */
  passes(minutes: number): Promise<void>;
  /** Ends the story when nothing is under way: what dies with an activity holds up time for the next story until that has timed out. */
  ends(): Promise<void>;
}

export interface EngineDesk {
  readonly env: TestWorkflowEnvironment;
  /** Opens a ticket and lets the story happen; keeps the history under its name where histories are recorded. */
  story(
    differences: Partial<Opening> & { history?: string },
    happens: (ticket: TicketOnEngine) => Promise<void>,
  ): Promise<void>;
  close(): Promise<void>;
}

/** The desk of a file on the time-skipping server: it is there before its first test, and goes after the last. */
export function ownEngineDesk(): () => EngineDesk {
  let own: EngineDesk | undefined;
  beforeAll(async () => {
    if (whyNoTimeSkipping === null) own = await deskOnEngine(await timeSkippingEnvironment());
  });
  afterAll(async () => {
    await own?.close();
    await own?.env.teardown();
  });
  return () => {
    if (own === undefined) throw new Error('the desk is made before the tests, not before the group');
    return own;
  };
}

// Each file is a process: two with the same workflow and update ids on one server would hear each other's answers.
export const firstNumber = 1_000 * process.pid;

/** The desk's workers on the time-skipping server, one pair for all stories of a file. */
async function deskOnEngine(env: TestWorkflowEnvironment): Promise<EngineDesk> {
  const protocols = new Map<string, MemoryProtocol>();
  const { deliverMessage, deliverText, callWebhook, localize, ...local } = activitiesOver(protocols);
  const connection = env.nativeConnection;
  const workers = [
    await Worker.create({
      ...{ connection, activities: local },
      taskQueue: ticketQueue,
      workflowBundle: await bundleWorkflows(),
    }),
    await Worker.create({ connection, taskQueue: mailQueue, activities: { deliverMessage } }),
    await Worker.create({ connection, taskQueue: textQueue, activities: { deliverText } }),
    await Worker.create({ connection, taskQueue: webhookQueue, activities: { callWebhook } }),
    await Worker.create({
      ...{ connection, activities: { localize } },
      taskQueue: localizationQueue,
      maxHeartbeatThrottleInterval: '100ms',
    }),
  ];
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    env,
    story: async ({ history, ...differences }, happens) => {
      const openedAt = await env.currentTimeMs();
      const now = instantOf(openedAt);
      const number = ticketNumber(firstNumber + protocols.size);
      const protocol = new MemoryProtocol(opening({ number, reportedAt: now, openedAt: now, ...differences }));
      protocols.set(number, protocol);
      const run: TicketRun = { ticket: protocol.ticket, incarnation: 1 };
      const workflowId = ticketWorkflowId(number);
      const handle = await env.client.workflow.start(ticketWorkflowType, {
        ...{ taskQueue: ticketQueue, workflowId },
        args: [run],
      });
      await happens(ticketOn(env, handle, protocol, openedAt));
      await keepHistory(env, handle, history);
    },
    close: async () => {
      workers.forEach((worker) => worker.shutdown());
      await running;
    },
  };
}

type Doing = ReturnType<MemoryProtocol['activities']>;

/** Each ticket's activities work on its own protocol. */
export function activitiesOver(protocols: Pick<ReadonlyMap<string, MemoryProtocol>, 'get'>): Doing {
  const of = (number: string) => protocols.get(number)!.activities();
  return {
    record: async (recording) => of(recording.number).record(recording),
    deliverMessage: async (tell) => of(tell.number).deliverMessage(tell),
    deliverText: async (tell) => of(tell.number).deliverText(tell),
    callWebhook: async (tell) => of(tell.number).callWebhook(tell),
    makeCallTask: async (tell) => of(tell.number).makeCallTask(tell),
    localize: async (asked) => of(asked.number).localize(asked),
    extendCalendars: async (asked) => of(asked.number).extendCalendars(asked),
  };
}

export function ticketOn(
  env: TestWorkflowEnvironment,
  handle: WorkflowHandleWithFirstExecutionRunId,
  protocol: MemoryProtocol,
  openedAt: number,
): TicketOnEngine {
  let asked = 0;
  const after = (minutes: number) => instantOf(openedAt + minutes * 60_000);
  return {
    ...{ protocol, handle, after },
    asks: (by, command) => {
      const commandId = `${handle.workflowId}-${++asked}`;
      const args = [{ command, by, commandId, bodyHash: 'body', seen: protocol.ticket.foldedUpTo }];
      return handle.executeUpdate(updates[command.type] as never, { args, updateId: commandId } as never);
    },
    passes: async (minutes) => {
      const remaining = openedAt + minutes * 60_000 - (await env.currentTimeMs());
      if (remaining > 0) await env.sleep(remaining);
    },
    ends: async () => {
      await soon(async () => expect(await underWay(handle)).toEqual([]));
      await handle.terminate('told');
    },
  };
}

async function underWay(handle: WorkflowHandle): Promise<unknown[]> {
  const { raw } = await handle.describe();
  return [...(raw.pendingActivities ?? []), ...(raw.pendingWorkflowTask ? [raw.pendingWorkflowTask] : [])];
}

const histories = fileURLToPath(new URL('../replay/histories/', import.meta.url));

/** Recorded on demand (`npm run history:record`): the shapes of life that every later version has to replay. */
export async function keepHistory(env: TestWorkflowEnvironment, handle: WorkflowHandle, name?: string): Promise<void> {
  if (name === undefined || process.env['RECORD_HISTORIES'] !== '1') return;
  const history = await env.client.workflow.getHandle(handle.workflowId).fetchHistory();
  await writeFile(`${histories}${name}.json`, `${historyToJSON(history)}\n`);
}
