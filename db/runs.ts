import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { Refusal } from '../domain/refusal.ts';
import { isOver } from '../domain/obligations.ts';
import { lockTicket } from './append.ts';
import type { Db, Reader } from './client.ts';
import { order } from './orders.ts';
import { startAtOnceMs } from './opening.ts';
import { orders, tickets } from './schema.ts';

/** What the protocol's side knows of a ticket's workflow. */
export interface KnownRun {
  readonly number: string;
  readonly incarnation: number;
  readonly position: number;
  readonly runId: string | null;
  readonly historyLength: number;
}

const columns = {
  number: tickets.number,
  incarnation: tickets.incarnation,
  position: tickets.position,
  runId: tickets.runId,
  historyLength: tickets.historyLength,
};

export async function runOf(reader: Reader, number: string): Promise<KnownRun> {
  const [row] = await reader.select(columns).from(tickets).where(eq(tickets.number, number));
  if (!row) throw new Refusal('notFound', 'no such ticket');
  return row;
}

/** From now on only a later run may write; the start order makes sure that there will be one. */
export async function raiseIncarnation(db: Db, number: string): Promise<void> {
  await db.transaction(async (tx) => {
    const { incarnation, ticket } = await lockTicket(tx, number);
    if (isOver(ticket)) return;
    const raised = { incarnation: incarnation + 1, engine: 'pending' as const, runId: null, historyLength: 0 };
    await tx.update(tickets).set(raised).where(eq(tickets.number, number));
    await order(tx, number, 'start', { afterMs: startAtOnceMs });
  });
}

/** Tickets that need a workflow, page by page; those whose start is ordered are the relay's. */
export async function* openRuns(db: Db, size = 500): AsyncGenerator<KnownRun[]> {
  let last = '';
  for (;;) {
    const page = await db
      .select(columns)
      .from(tickets)
      .where(and(gt(tickets.number, last), needsWorkflow, notOrdered))
      .orderBy(asc(tickets.number))
      .limit(size);
    if (page.length === 0) return;
    yield page;
    last = page.at(-1)!.number;
  }
}

/** Open, or ended with something still owed to somebody. */
const needsWorkflow = or(isNull(tickets.endedAt), sql`jsonb_array_length(${tickets.state}->'owed') > 0`);
const notOrdered = sql`not exists (select from ${orders} where ${orders.number} = ${tickets.number} and ${orders.kind} = 'start')`;
