import { Client, WorkflowNotFoundError, type WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { beforeAll } from 'vitest';
import type { Advancing } from '../../activities/advance-visit.ts';
import type { SeeingToVisits } from '../../activities/see-to-visits.ts';
import type { Person } from '../../domain/actor.ts';
import type { Opening } from '../../domain/events.ts';
import { instantOf, type Instant } from '../../domain/instant.ts';
import type { Verdict } from '../../domain/line/verdict.ts';
import { ticketNumber } from '../../domain/ticket-number.ts';
import type { VisitAction } from '../../domain/visit/progress.ts';
import { isEnded, type Visit } from '../../domain/visit/visit.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';
import {
  factsRecorded,
  localizationQueue,
  mailQueue,
  ticketQueue,
  ticketWorkflowId,
  ticketWorkflowType,
  visitChanged,
  visitWorkflowId,
  visitWorkflowType,
} from '../../workflows/messages.ts';
import { opening } from './cast.ts';
import { MemoryProtocol } from './memory-protocol.ts';
import { activitiesOver, firstNumber, keepHistory, ticketOn, type TicketOnEngine } from './ticket-on-engine.ts';
import { TicketsField, type Wakes } from './tickets-field.ts';
import { timeSkippingEnvironment, whyNoTimeSkipping } from './time-skipping.ts';

/** A ticket of the field, whose visits run on the engine beside it. */
export interface FieldTicket extends TicketOnEngine {
  /** Its visits so far, in the order in which they were asked for. */
  visits(): Visit[];
}

/** A day in the field that begins at a full hour of the server's time, with nobody at work and empty warehouses. */
export interface FieldDay {
  readonly field: TicketsField;
  /** The instant so many minutes after the day began. */
  after(minutes: number): Instant;
  passes(minutes: number): Promise<void>;
  opens(differences: Partial<Opening>, verdicts: readonly Verdict[]): Promise<FieldTicket>;
  /** What an engineer says about a visit, now. */
  does(visit: Visit, by: Person, action: VisitAction): Promise<void>;
  /** The same of the end of the work, where what was kept for the visit was put in. */
  replaces(visit: Visit, by: Person, action: VisitAction & { type: 'complete' }): Promise<void>;
  /** The workflow of a visit. */
  run(visit: Visit): WorkflowHandle;
  /** Keeps the history of a workflow under a name, where histories are recorded. */
  keeps(handle: WorkflowHandle, history: string): Promise<void>;
}

type Bundle = Awaited<ReturnType<typeof bundleWorkflows>>;

/**
 * The field on the time-skipping server. Each story has a server of its own: one that has tripped over a timer skips no
 * more time, and whatever is left of a story goes with it.
 */
export function ownField(): (happens: (day: FieldDay) => Promise<void>) => Promise<void> {
  const number = numbers();
  let bundle: Bundle;
  beforeAll(async () => {
    if (whyNoTimeSkipping === null) bundle = await bundleWorkflows();
  });
  return async (happens) => {
    const env = await timeSkippingEnvironment();
    const field: TicketsField = new TicketsField(wakesOn(env, (id) => field.visit(id)));
    const stop = await workersOn(env, field, bundle);
    try {
      await happens(await dayOf(env, field, number));
    } finally {
      await stop();
      await env.teardown();
    }
  };
}

function numbers(): () => ReturnType<typeof ticketNumber> {
  let last = firstNumber;
  return () => ticketNumber(last++);
}

async function workersOn(
  env: TestWorkflowEnvironment,
  field: TicketsField,
  workflowBundle: Bundle,
): Promise<() => Promise<void>> {
  const { deliverMessage, localize, ...onTickets } = activitiesOver(field.protocols);
  const local = {
    ...onTickets,
    seeToVisits: async (seeing: SeeingToVisits) => field.seeToVisits(seeing, await nowOn(env)),
    advanceVisit: (advancing: Advancing) => field.advance(advancing),
  };
  const connection = env.nativeConnection;
  const workers = [
    await Worker.create({ connection, taskQueue: ticketQueue, workflowBundle, activities: local }),
    await Worker.create({ connection, taskQueue: mailQueue, activities: { deliverMessage } }),
    await Worker.create({ connection, taskQueue: localizationQueue, activities: { localize } }),
  ];
  const running = Promise.all(workers.map((worker) => worker.run()));
  return async () => {
    workers.forEach((worker) => worker.shutdown());
    await running;
  };
}

async function nowOn(env: TestWorkflowEnvironment): Promise<Instant> {
  return instantOf(await env.currentTimeMs());
}

/** As the relay wakes them: a workflow that is over hears nothing, a visit that goes on is started where it has none. */
function wakesOn({ client: { workflow } }: TestWorkflowEnvironment, visitOf: (id: string) => Visit): Wakes {
  return {
    ticket: (number) => ifThere(workflow.getHandle(ticketWorkflowId(number)).signal(factsRecorded)),
    visit: async (visitId) => {
      const workflowId = visitWorkflowId(visitId);
      if (isEnded(visitOf(visitId))) return ifThere(workflow.getHandle(workflowId).signal(visitChanged));
      await workflow.signalWithStart(visitWorkflowType, {
        ...{ taskQueue: ticketQueue, workflowId, args: [{ visitId }] },
        ...{ signal: visitChanged, signalArgs: [] },
      });
    },
  };
}

async function ifThere(asked: Promise<unknown>): Promise<void> {
  await asked.catch((error: unknown) => {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  });
}

const hourMs = 3_600_000;

async function dayOf(
  env: TestWorkflowEnvironment,
  field: TicketsField,
  numberOf: ReturnType<typeof numbers>,
): Promise<FieldDay> {
  const now = await env.currentTimeMs();
  const begin = Math.ceil(now / hourMs) * hourMs;
  await env.sleep(begin - now);
  const passes = async (minutes: number) => {
    const remaining = begin + minutes * 60_000 - (await env.currentTimeMs());
    if (remaining > 0) await env.sleep(remaining);
  };
  // Not the environment's own: whoever waits there for an end lets time leap, to timers that are being taken back.
  const { workflow } = new Client({ connection: env.connection });
  const run = ({ id }: Visit) => workflow.getHandle(visitWorkflowId(id));
  return {
    ...{ field, passes, run },
    keeps: (handle, history) => keepHistory(env, handle, history),
    after: (minutes) => instantOf(begin + minutes * 60_000),
    does: async ({ id }, by, action) => field.does(id, by, action, await nowOn(env)),
    replaces: async ({ id }, by, action) => field.completes(id, by, action, await nowOn(env)),
    opens: async (differences, verdicts) => {
      const number = numberOf();
      const at = { reportedAt: instantOf(begin), openedAt: instantOf(begin) };
      const protocol = new MemoryProtocol(
        opening({ number, ...at, localizes: true, dispatches: true, ...differences }),
      );
      protocol.verdicts = verdicts;
      field.protocols.set(number, protocol);
      const handle = await workflow.start(ticketWorkflowType, {
        ...{ taskQueue: ticketQueue, workflowId: ticketWorkflowId(number) },
        args: [{ ticket: protocol.ticket, incarnation: 1 }],
      });
      return { ...ticketOn(env, handle, protocol, begin), visits: () => field.visitsOf(number) };
    },
  };
}
