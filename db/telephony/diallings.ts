import { and, desc, eq, isNotNull, ne, sql } from 'drizzle-orm';
import { Refusal } from '../../domain/refusal.ts';
import type { CallOutcome } from '../../domain/words.ts';
import { databaseNow } from '../append.ts';
import { recordDialled } from '../call-attempts.ts';
import type { Db, Reader, Tx } from '../client.ts';
import { diallings, type DiallingFailure } from '../schema.ts';
import { askedChannel, ring } from './bells.ts';
import { secondsBetween, type Ending } from './end-live-call.ts';

export type Dialling = typeof diallings.$inferSelect;
export type DiallingState = Dialling['state'];

/** @throws Refusal callUnderWay where the task is being dialled, or this agent is on the phone for another */
export async function askDialling(tx: Tx, asked: Pick<Dialling, 'id' | 'taskId' | 'agentId'>): Promise<Dialling> {
  const [dialling] = await tx.insert(diallings).values(asked).onConflictDoNothing().returning();
  if (!dialling) throw new Refusal('callUnderWay', 'the task is being dialled, or its agent is on the phone');
  await ring(tx, askedChannel);
  return dialling;
}

/** The agent wants the call to end. False where none is under way. */
export async function callOff(tx: Tx, taskId: string): Promise<boolean> {
  const off = await tx
    .update(diallings)
    .set({ calledOffAt: sql`now()` })
    .where(and(eq(diallings.taskId, taskId), ne(diallings.state, 'over')))
    .returning({ id: diallings.id });
  if (off.length > 0) await ring(tx, askedChannel);
  return off.length > 0;
}

/** The last one of a task, null where it was never dialled, or not for a day. */
export async function lastDialling(reader: Reader, taskId: string): Promise<Dialling | null> {
  const [dialling] = await reader
    .select()
    .from(diallings)
    .where(eq(diallings.taskId, taskId))
    .orderBy(desc(diallings.askedAt), desc(diallings.id))
    .limit(1);
  return dialling ?? null;
}

export async function readDialling(reader: Reader, id: string): Promise<Dialling | null> {
  const [dialling] = await reader.select().from(diallings).where(eq(diallings.id, id));
  return dialling ?? null;
}

export async function diallingsNow(reader: Reader): Promise<Dialling[]> {
  return reader.select().from(diallings).where(ne(diallings.state, 'over')).orderBy(diallings.askedAt);
}

/** Those that their agent wants to end. */
export async function calledOff(reader: Reader): Promise<Dialling[]> {
  return reader
    .select()
    .from(diallings)
    .where(and(ne(diallings.state, 'over'), isNotNull(diallings.calledOffAt)));
}

/** Longer than this nobody sits beside a phone and waits for it to ring. */
const patience = sql`interval '30 seconds'`;

/** Asked for so long ago that whoever asked has gone on by hand. */
export async function asked(reader: Reader): Promise<{ readonly dialling: Dialling; readonly isLate: boolean }[]> {
  const isLate = sql<boolean>`${diallings.askedAt} < now() - ${patience}`;
  return reader
    .select({ dialling: diallings, isLate })
    .from(diallings)
    .where(eq(diallings.state, 'asked'))
    .orderBy(diallings.askedAt);
}

/** One step further; false where it had been taken, or the call is over: the exchange may say things twice. */
export async function proceed(db: Db, id: string, from: DiallingState, to: DiallingState): Promise<boolean> {
  const moved = await db
    .update(diallings)
    .set({ state: to, ...(to === 'talking' && { answeredAt: sql`now()` }) })
    .where(and(eq(diallings.id, id), eq(diallings.state, from)))
    .returning({ id: diallings.id });
  return moved.length > 0;
}

export type Result = { readonly outcome: CallOutcome } | { readonly failure: DiallingFailure };

/**
 * The call is over. Where it came to the contact's phone that is an attempt of the task, recorded in the same
 * transaction. Null where it had been over before.
 */
export async function endDialling(db: Db, id: string, result: Result, ending: Ending): Promise<Dialling | null> {
  return db.transaction(async (tx) => {
    const [dialling] = await tx.select().from(diallings).where(eq(diallings.id, id)).for('update');
    if (!dialling || dialling.state === 'over') return null;
    await tx
      .update(diallings)
      .set({ state: 'over', endedAt: sql`now()`, ...result })
      .where(eq(diallings.id, id));
    if ('outcome' in result) await record(tx, dialling, result.outcome, ending);
    return dialling;
  });
}

async function record(tx: Tx, dialling: Dialling, outcome: CallOutcome, ending: Ending): Promise<void> {
  const { id: callId, taskId, agentId: by, askedAt, answeredAt } = dialling;
  const [row] = await tx.execute<{ now: string }>(sql`select ${databaseNow} as now`);
  const seconds = answeredAt && row ? secondsBetween(answeredAt, row.now, ending) : undefined;
  await recordDialled(tx, taskId, {
    ...{ callId, by, outcome, askedAt },
    ...(seconds !== undefined && { durationSeconds: seconds }),
    ...(ending !== 'heard' && { interrupted: true as const }),
  });
}
