import type { Desk, Request } from '../../api/desk.ts';
import type { Database } from '../../db/client.ts';
import { isCommandRecorded } from '../../db/commands.ts';
import { startsDone } from '../../db/orders.ts';
import { readEntries } from '../../db/protocol.ts';
import { record } from '../../db/record.ts';
import { due } from '../../domain/deadlines.ts';
import { decide } from '../../domain/decide.ts';
import type { TicketEvent } from '../../domain/events.ts';
import { foldAll } from '../../domain/evolve.ts';
import { instantOf, type Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Ticket } from '../../domain/ticket.ts';

/** What a story may do to the desk without an engine. */
export interface TestDesk extends Desk {
  /** The database whose protocol it follows; before anything is asked of it. */
  over(database: Database): void;
  /** Temporal does not answer from now on. */
  goAway(): void;
  comeBack(): void;
  /** The next command is recorded, and its caller never hears of it. */
  loseNextAnswer(): void;
  /** All that follows by itself from facts and time, as the workflow would record it when it wakes. */
  settle(number: string, now?: Instant): Promise<void>;
}

/**
 * A desk without an engine that keeps to the real rules: it folds the real protocol, asks `decide` and `due`, and
 * writes by `record` at the expected position, as a ticket's workflow does. It tells nobody what the desk owes.
 */
export function deskWithoutEngine(): TestDesk {
  let database: Database | null = null;
  let away = false;
  let losing = false;
  const known = () => database ?? failed();
  const requireHere = () => {
    if (away) throw new Refusal('engineUnavailable', 'the engine is away');
  };
  return {
    over: (given) => void (database = given),
    goAway: () => void (away = true),
    comeBack: () => void (away = false),
    loseNextAnswer: () => void (losing = true),
    settle: (number, now = thisInstant()) => settle(known(), number, now),
    ready: () => Promise.resolve(!away),
    opened: async ({ number }) => {
      if (!away) await startsDone(known().db, [number]);
      return !away;
    },
    ask: async (number, request) => {
      requireHere();
      await take(known(), number, request);
      if (!losing) return;
      losing = false;
      throw new Refusal('outcomeUnknown', 'the answer got lost');
    },
    history: (number) => {
      requireHere();
      return Promise.resolve(historyOf(number));
    },
  };
}

function failed(): never {
  throw new Error('the desk follows no database yet');
}

async function take(database: Database, number: string, { command, by, commandId, bodyHash }: Request): Promise<void> {
  if (await isCommandRecorded(database.db, commandId)) return;
  await write(database, number, (ticket) => decide(ticket, command, by, thisInstant()), { id: commandId, bodyHash });
  await settle(database, number, thisInstant());
}

async function settle(database: Database, number: string, now: Instant): Promise<void> {
  while (await write(database, number, (ticket) => due(ticket, now)));
}

/** Decides on the whole protocol and writes, again where somebody else was faster. False where there was nothing. */
async function write(
  { db }: Database,
  number: string,
  decideNow: (ticket: Ticket) => TicketEvent[],
  command?: { readonly id: string; readonly bodyHash: string },
): Promise<boolean> {
  for (;;) {
    const ticket = foldAll(await readEntries(db, number));
    const events = decideNow(ticket);
    if (events.length === 0 && !command) return false;
    const run = { runId: `run of ${number}`, historyLength: ticket.foldedUpTo };
    const { foldedUpTo } = ticket;
    const recorded = await record(db, { number, incarnation: 1, foldedUpTo, events, run, ...(command && { command }) });
    if (recorded.outcome === 'superseded') throw new Error('a test has no second incarnation');
    if (recorded.outcome !== 'behind') return true;
  }
}

function historyOf(number: string) {
  const started = { eventId: 1, at: '2026-01-05T09:00:00.000Z', kind: 'workflowExecutionStarted', summary: 'It began' };
  return { workflowId: `ticket-${number}`, runId: 'a-run', items: [started], pendingTimers: [], pendingActivities: [] };
}

function thisInstant(): Instant {
  return instantOf(Date.now());
}
