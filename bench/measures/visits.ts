import { Client, Connection } from '@temporalio/client';
import { setTimeout as pause } from 'node:timers/promises';
import { visitWorkflowId } from '../../workflows/messages.ts';
import { callAtOnce } from '../callers.ts';
import { withCpu, type Cpu } from '../cpu.ts';
import { openUpTo, settle, type Match } from '../match.ts';
import { cpuMs, residentMiB, untilQuiet } from '../processes.ts';

/** What visits cost that stand open, each with its timer. */
export interface VisitsRound {
  readonly open: number;
  /** MiB by which the worker grows per 1,000 of them, beside their tickets. */
  readonly memory: number;
  /** CPU milliseconds for each that is asked for, its workflow started and its timer set. */
  readonly cpu: Cpu;
  /** Events and workflow tasks in the engine's history of one that waits. */
  readonly events: number;
  readonly workflowTasks: number;
  /** The share of a core that worker and engine use together while nothing happens to any of them. */
  readonly waiting: number;
}

const watchedMs = 15_000;

/** Tickets first, then a visit for each that a dispatcher has to book; then nothing for a while. */
export async function measureVisits(match: Match): Promise<VisitsRound> {
  const { desk, size } = match;
  const open = size.visits;
  const numbers = await openUpTo(match, 'desk', open);
  await settle(match, 'desk');
  const before = residentMiB(desk.workerPid());
  const waiting = [...numbers];
  const { cpu } = await withCpu(match, 'desk', async () => {
    await callAtOnce(32, open, () => asksForVisit(match, waiting.pop() ?? ''));
    await untilAwake(match, open);
  });
  const memory = ((residentMiB(desk.workerPid()) - before) / open) * 1_000;
  const each = Object.fromEntries(Object.entries(cpu).map(([part, ms]) => [part, ms / open])) as Cpu;
  return { open, memory, cpu: each, ...(await historyOf(match)), waiting: await watched(match) };
}

async function asksForVisit({ desk }: Match, number: string): Promise<string> {
  const asked = { reason: 'Заменить патч-корд.' };
  const { id } = await desk.agent.ask<{ id: string }>('POST', `/api/v1/tickets/${number}/visits`, asked);
  return id;
}

/** Until the engine has heard of all of them and has nothing left to do. */
async function untilAwake({ desk, stage }: Match, open: number): Promise<void> {
  for (;;) {
    const [row] = await desk.sql<{ visits: number; orders: number }[]>`
      select (select count(*)::int from visits where ended_at is null) as visits,
        (select count(*)::int from orders) as orders`;
    if ((row?.visits ?? 0) >= open && row?.orders === 0) break;
    await pause(200);
  }
  await untilQuiet(() => [desk.workerPid(), stage.temporal.pid]);
}

async function historyOf({ desk, stage }: Match): Promise<Pick<VisitsRound, 'events' | 'workflowTasks'>> {
  const [visit] = await desk.sql<{ id: string }[]>`select id from visits where ended_at is null limit 1`;
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = stage.deskEnv;
  const connection = await Connection.connect(address === undefined ? {} : { address });
  try {
    const client = new Client({ connection, ...(namespace !== undefined && { namespace }) });
    const { events } = await client.workflow.getHandle(visitWorkflowId(visit?.id ?? '')).fetchHistory();
    const tasks = (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes);
    return { events: events?.length ?? 0, workflowTasks: tasks.length };
  } finally {
    await connection.close();
  }
}

async function watched({ desk, stage }: Match): Promise<number> {
  const used = () => cpuMs(desk.workerPid()) + cpuMs(stage.temporal.pid);
  const before = used();
  await pause(watchedMs);
  return (used() - before) / watchedMs;
}
