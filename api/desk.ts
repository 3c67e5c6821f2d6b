import type { Client } from '@temporalio/client';
import type { Command } from '../domain/decide.ts';
import type { Person } from '../domain/actor.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Database } from '../db/client.ts';
import { startsTogether } from '../db/orders.ts';
import { ask } from '../engine/ask.ts';
import { historyOf, type History } from '../engine/history.ts';
import { ensureRunning } from '../engine/ticket-runs.ts';
import { isEngineAway } from '../engine/away.ts';

/** A command with who asks, its key, and how much of the protocol the asker's view had. */
export interface Request {
  readonly command: Command;
  readonly by: Person;
  readonly commandId: string;
  readonly bodyHash: string;
  readonly seen: number;
  readonly version?: number;
}

/** What routes need from the tickets' workflows. Tests give one that keeps to the real rules without an engine. */
export interface Desk {
  /** Starts the workflow of a ticket that was just opened; false where the engine does not answer in 2 seconds. */
  opened(ticket: Ticket): Promise<boolean>;
  /**
   * Returns when the command is recorded, or throws a Refusal: the rules' own, `ticketFinished`, `engineUnavailable`
   * (nothing was taken, ask again), `outcomeUnknown` (it may have been: ask again with the same key).
   */
  ask(number: string, request: Request): Promise<void>;
  /** The workflow's own history. Refuses with `engineUnavailable`, or `notFound` where the engine knows none. */
  history(number: string): Promise<History>;
  /** Whether the engine answers. */
  ready(): Promise<boolean>;
}

const answerWithinMs = 2_000;

/** The desk over the real engine. */
export function temporalDesk(client: Client, database: Database): Desk {
  const started = startsTogether(database.db);
  return {
    opened: async (ticket) => {
      if (!(await start(client, ticket))) return false;
      await started(ticket.number);
      return true;
    },
    ask: (number, request) => ask(client, database, number, request),
    history: (number) => historyOf(client, number),
    ready: () => answers(client),
  };
}

/** The start order stays for the relay until the engine has taken the start. */
async function start(client: Client, ticket: Ticket): Promise<boolean> {
  try {
    await client.connection.withDeadline(Date.now() + answerWithinMs, () =>
      ensureRunning(client, { ticket, incarnation: 1 }),
    );
  } catch (error) {
    if (isEngineAway(error)) return false;
    throw error;
  }
  return true;
}

async function answers(client: Client): Promise<boolean> {
  try {
    await client.connection.withDeadline(Date.now() + answerWithinMs, () =>
      client.connection.workflowService.getSystemInfo({}),
    );
    return true;
  } catch (error) {
    if (isEngineAway(error)) return false;
    throw error;
  }
}
