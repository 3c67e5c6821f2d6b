import { before, instantOf } from '../../domain/instant.ts';
import { callAtOnce } from '../callers.ts';
import { opening, restoreWithin } from '../desk/customer.ts';
import type { Desk } from '../desk/side.ts';
import type { Match } from '../match.ts';
import { quantile } from '../statistics.ts';
import { untilRecorded } from './lags.ts';

/** What an outage of the desk itself left behind, and how it was caught up with. */
export interface Overdue {
  readonly count: number;
  /** From the start of the worker until the last breach was recorded. */
  readonly seconds: number;
  /** From the start of the worker, by priority: the half and the last. */
  readonly firstPriority: CaughtUp;
  readonly lastPriority: CaughtUp;
}

interface CaughtUp {
  readonly p50Seconds: number;
  readonly lastSeconds: number;
}

/** How long the last ticket may take, in milliseconds each. */
const patienceMs = 200;

/**
 * Tickets of the first and of the last priority, in turn, that all ran out while no worker was there. Each has to be
 * recorded as breached once, and none may be forgotten.
 * @throws Error if one is missing or was recorded twice
 */
export async function measureOverdue({ desk, size, pace, say }: Match): Promise<Overdue> {
  await desk.stopWorker();
  const due = instantOf(Date.now() + 5_000 + size.overdue * pace.desk);
  const { answers } = await callAtOnce(32, size.overdue, (index) => open(desk, index, due));
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, Date.parse(due) - Date.now() + 1_000)));
  say(`    ${size.overdue} are overdue; starts the worker`);
  const startedAt = Date.now();
  await desk.startWorker();
  await untilRecorded(desk, answers, due, size.overdue * patienceMs);
  return caughtUp(desk, answers, startedAt);
}

async function open({ agent, clockedServiceId, patientServiceId }: Desk, index: number, due: string): Promise<string> {
  const serviceId = index % 2 === 0 ? clockedServiceId : patientServiceId;
  const body = opening(serviceId, { phone: '+74951234567' }, before(due, restoreWithin));
  return (await agent.ask<{ number: string }>('POST', '/api/v1/tickets', body)).number;
}

async function caughtUp({ sql }: Desk, numbers: readonly string[], startedAt: number): Promise<Overdue> {
  const rows = await sql<{ priority: string; ms: number }[]>`
    select t.priority, (extract(epoch from p.recorded_at) * 1000)::float8 as ms
    from protocol p join tickets t using (number)
    where p.type = 'clockBreached' and number = any(${[...numbers]})`;
  const of = (priority: string): CaughtUp => {
    const seconds = rows.filter((row) => row.priority === priority).map(({ ms }) => (ms - startedAt) / 1_000);
    return { p50Seconds: quantile(seconds, 0.5), lastSeconds: Math.max(...seconds) };
  };
  const [first, last] = [of('P1'), of('P4')];
  const seconds = Math.max(first.lastSeconds, last.lastSeconds);
  return { count: numbers.length, seconds, firstPriority: first, lastPriority: last };
}
