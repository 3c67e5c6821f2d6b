import type { Client } from '@temporalio/client';
import { foldAll } from '../domain/evolve.ts';
import { isOver } from '../domain/obligations.ts';
import type { Database } from '../db/client.ts';
import { orderLateDigests } from '../db/digests.ts';
import { openRuns, raiseIncarnation, runOf, type KnownRun } from '../db/runs.ts';
import { startsDone } from '../db/orders.ts';
import { readEntries } from '../db/protocol.ts';
import type { TicketRun } from '../workflows/messages.ts';
import { reviveVisits } from './visit-runs.ts';
import { reviveWorks } from './works-runs.ts';
import { describe, ensureRunning, giveWay, incarnationOf } from './ticket-runs.ts';

/** What a ticket's workflow starts from: the fold of its whole protocol. Null where the ticket has ended. */
export async function runFromProtocol({ db }: Database, number: string): Promise<TicketRun | null> {
  const { incarnation, position } = await runOf(db, number);
  const ticket = foldAll(await readEntries(db, number, 0, Math.max(position, 1)));
  return isOver(ticket) ? null : { ticket, incarnation };
}

/** Starts a ticket's workflow as ordered; nothing where the ticket has ended. */
export async function startFromProtocol(client: Client, database: Database, number: string): Promise<void> {
  const run = await runFromProtocol(database, number);
  if (run) await ensureRunning(client, run);
}

/**
 * Starts a ticket's workflow again from the protocol, clocks where they were. The incarnation is raised first,
 * together with a start order, so that whatever still runs can't write and a death in between loses nothing.
 */
export async function revive(client: Client, database: Database, number: string): Promise<void> {
  await raiseIncarnation(database.db, number);
  await giveWay(client, number);
  await startFromProtocol(client, database, number);
  await startsDone(database.db, [number]);
}

export interface Revived {
  readonly looked: number;
  readonly revived: readonly string[];
  /** How many visits and planned works got their workflow back. */
  readonly visits: number;
  readonly works: number;
}

/**
 * Revives every open ticket whose workflow is absent, failed, terminated or behind the protocol, open visits and works
 * that have none, and late digests.
 */
export async function reviveAll(client: Client, database: Database): Promise<Revived> {
  await orderLateDigests(database);
  const { looked, revived } = await reviveTickets(client, database);
  const visits = await reviveVisits(client, database);
  return { looked, revived, visits, works: await reviveWorks(client, database) };
}

async function reviveTickets(client: Client, database: Database): Promise<Pick<Revived, 'looked' | 'revived'>> {
  const revived: string[] = [];
  let looked = 0;
  for await (const page of openRuns(database.db)) {
    looked += page.length;
    for (let at = 0; at < page.length; at += atOnce) {
      await Promise.all(page.slice(at, at + atOnce).map(look));
    }
  }
  return { looked, revived };

  async function look(known: KnownRun): Promise<void> {
    if (await isWell(client, known)) return;
    await revive(client, database, known.number);
    revived.push(known.number);
  }
}

const atOnce = 8;

async function isWell(client: Client, known: KnownRun): Promise<boolean> {
  const run = await describe(client, known.number);
  if (run?.status.name !== 'RUNNING' || incarnationOf(run) < known.incarnation) return false;
  if (known.runId === null) return true;
  const writer = run.runId === known.runId ? run : await describe(client, known.number, known.runId);
  return writer !== null && writer.historyLength >= known.historyLength;
}
