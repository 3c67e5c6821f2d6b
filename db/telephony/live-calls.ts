import { and, asc, eq, inArray, lt, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Db, Reader, Tx } from '../client.ts';
import { diallings, liveCalls } from '../schema.ts';
import { askedChannel, liveCallsChannel, ring } from './bells.ts';

export type LiveCall = typeof liveCalls.$inferSelect;

export interface Arrival {
  readonly id: string;
  readonly channel: string;
  readonly phone: string | null;
}

/** A call rings. False where the exchange has told of it before, also where it is over by now. */
export async function arrive(db: Db, arrival: Arrival): Promise<boolean> {
  const added = await db.insert(liveCalls).values(arrival).onConflictDoNothing().returning({ id: liveCalls.id });
  if (added.length > 0) await ring(db, liveCallsChannel);
  return added.length > 0;
}

/** The first who picks up has the call; null for everybody after, and where the caller has hung up. */
export async function answer(db: Db, id: string, agentId: string): Promise<LiveCall | null> {
  const [call] = await db
    .update(liveCalls)
    .set({ state: 'talking', agentId, answeredAt: sql`now()` })
    .where(and(eq(liveCalls.id, id), eq(liveCalls.state, 'ringing')))
    .returning();
  if (call) await ring(db, liveCallsChannel);
  return call ?? null;
}

/** Somebody asks to have a ringing call put through to their own phone. False where it does not ring any more. */
export async function want(tx: Tx, id: string, agentId: string): Promise<boolean> {
  const wanted = await tx
    .update(liveCalls)
    .set({ wantedBy: agentId })
    .where(and(eq(liveCalls.id, id), eq(liveCalls.state, 'ringing')))
    .returning({ id: liveCalls.id });
  if (wanted.length > 0) await ring(tx, askedChannel);
  return wanted.length > 0;
}

/** As many as a shift can look at; the rest wait behind them. */
const most = 50;

/** The calls of this moment, who has waited longest first. */
export async function liveNow(reader: Reader, limit = most): Promise<LiveCall[]> {
  return reader
    .select()
    .from(liveCalls)
    .where(ne(liveCalls.state, 'over'))
    .orderBy(asc(liveCalls.arrivedAt), asc(liveCalls.id))
    .limit(limit);
}

/** Those that nobody has answered yet, who has waited longest first, each with for how long it has. */
export async function ringingNow(reader: Reader): Promise<(LiveCall & { readonly waitedMs: number })[]> {
  const rows = await reader
    .select({
      call: liveCalls,
      waitedMs: sql<number>`(extract(epoch from now() - ${liveCalls.arrivedAt}) * 1000)::float8`,
    })
    .from(liveCalls)
    .where(eq(liveCalls.state, 'ringing'))
    .orderBy(asc(liveCalls.arrivedAt), asc(liveCalls.id));
  return rows.map(({ call, waitedMs }) => ({ ...call, waitedMs }));
}

export async function readLiveCall(reader: Reader, id: string): Promise<LiveCall | null> {
  const [call] = await reader.select().from(liveCalls).where(eq(liveCalls.id, id));
  return call ?? null;
}

/** Held until the transaction ends. */
export async function lockLiveCall(tx: Tx, by: { id: string } | { channel: string }): Promise<LiveCall | null> {
  const which = 'id' in by ? eq(liveCalls.id, by.id) : eq(liveCalls.channel, by.channel);
  const [call] = await tx.select().from(liveCalls).where(which).for('update');
  return call ?? null;
}

/** Lets go of calls and diallings that are over for a day: each is logged where it belongs. */
export async function forgetOldCalls(reader: Reader): Promise<void> {
  const aDayAgo = sql`now() - interval '1 day'`;
  await reader.delete(liveCalls).where(and(eq(liveCalls.state, 'over'), lt(liveCalls.endedAt, aDayAgo)));
  await reader.delete(diallings).where(and(eq(diallings.state, 'over'), lt(diallings.endedAt, aDayAgo)));
}

/** Of a person who is erased while they are on the line: the exchange knows them still, the desk does not. */
export async function eraseCallers(tx: Tx, phones: readonly string[]): Promise<void> {
  await tx
    .update(liveCalls)
    .set({ phone: null })
    .where(inArray(liveCalls.phone, [...phones]));
}

/** Whether somebody of the desk is on the phone right now. */
export const onThePhone = (userId: SQL) =>
  or(
    sql`exists (select from ${liveCalls} c where c.agent_id = ${userId} and c.state = 'talking')`,
    sql`exists (select from ${diallings} d where d.agent_id = ${userId} and d.state <> 'over')`,
  );
