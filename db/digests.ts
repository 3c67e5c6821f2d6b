import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Db, Reader, Tx } from './client.ts';
import { orderDigest } from './orders.ts';
import { digests, messages, tickets, users } from './schema.ts';
import { begun, failed, sent } from './sending.ts';

export type DigestRow = typeof digests.$inferSelect;

/**
 * Only one at a time counts what a person was sent and adds to it. Held until the transaction ends; whoever holds a
 * ticket too has taken that lock first.
 */
export async function lockReader(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`messages to ${userId}`}, 0))`);
}

/** The digest of a person that more may join, or null. */
export async function joinableDigest(tx: Tx, userId: string): Promise<string | null> {
  const [open] = await tx
    .select({ id: digests.id })
    .from(digests)
    .where(and(eq(digests.userId, userId), isNull(digests.closedAt), gt(digests.dueAt, sql`clock_timestamp()`)));
  return open?.id ?? null;
}

/** How many messages somebody of the desk was owed within the last so many milliseconds; counts no further than `most`. */
export async function recentlyTold(
  tx: Tx,
  userId: string,
  { withinMs, most }: { readonly withinMs: number; readonly most: number },
): Promise<number> {
  const recent = tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        sql`${messages.audience} = 'staff'`,
        sql`${messages.recipient}->>'userId' = ${userId}`,
        // A subquery: what may change from row to row can't be looked up in the index.
        gt(messages.queuedAt, sql`(select clock_timestamp() - ${withinMs} * interval '1 millisecond')`),
      ),
    )
    .limit(most);
  return (await recent).length;
}

/** A new digest that goes out after so many milliseconds, and the order to the engine that sees to it. */
export async function openDigest(tx: Tx, userId: string, forMs: number): Promise<string> {
  const id = v7();
  await tx.insert(digests).values({
    ...{ id, userId },
    openedAt: sql`statement_timestamp()`,
    dueAt: sql`statement_timestamp() + ${forMs} * interval '1 millisecond'`,
  });
  await orderDigest(tx, id);
  return id;
}

/**
 * Orders what should have gone out by now once more: an engine that lost its databases knows of no digest. One that it
 * has still got keeps its run. Answers with how many there were.
 */
export async function orderLateDigests({ db }: { readonly db: Db }): Promise<number> {
  return db.transaction(async (tx) => {
    const late = sql`${digests.dueAt} < clock_timestamp() - interval '1 minute'`;
    const ordered = sql`exists (select from orders where orders.digest_id = ${digests.id})`;
    const rows = await tx
      .select({ id: digests.id })
      .from(digests)
      .where(and(eq(digests.outcome, 'queued'), late, sql`not ${ordered}`));
    for (const { id } of rows) await orderDigest(tx, id);
    return rows.length;
  });
}

export async function digestOf(reader: Reader, id: string): Promise<DigestRow> {
  const [row] = await reader.select().from(digests).where(eq(digests.id, id));
  if (!row) throw new Error(`no digest ${id}`);
  return row;
}

/** From now on nothing joins, so that every attempt sends the same. Waits for those who are joining. */
export async function closeDigest(db: Db, id: string): Promise<void> {
  const { userId, closedAt } = await digestOf(db, id);
  if (closedAt !== null) return;
  await db.transaction(async (tx) => {
    await lockReader(tx, userId);
    await tx
      .update(digests)
      .set({ closedAt: sql`clock_timestamp()` })
      .where(and(eq(digests.id, id), isNull(digests.closedAt)));
  });
}

/** Whom a digest is for; the address is null where they have none any more. */
export async function readerOf(reader: Reader, { userId }: DigestRow) {
  const [user] = await reader
    .select({ email: users.email, language: users.language })
    .from(users)
    .where(eq(users.id, userId));
  return user ?? null;
}

/** The messages of a digest, those about the most pressing tickets first. */
export async function messagesIn(reader: Reader, digestId: string) {
  const { id, number, key, body, outcome } = messages;
  return reader
    .select({ id, number, key, body, outcome })
    .from(messages)
    .innerJoin(tickets, eq(tickets.number, messages.number))
    .where(eq(messages.digestId, digestId))
    .orderBy(asc(tickets.priority), asc(messages.queuedAt), asc(messages.id));
}

/** As `beginSending` of a message. */
export async function beginSendingDigest(reader: Reader, id: string): Promise<DigestRow | null> {
  const [row] = await reader
    .update(digests)
    .set(begun(digests))
    .where(and(eq(digests.id, id), eq(digests.outcome, 'queued')))
    .returning();
  return row ?? null;
}

export async function digestNotSent(reader: Reader, id: string): Promise<void> {
  await reader.update(digests).set({ sendingSince: null }).where(eq(digests.id, id));
}

/** Keeps the outcome, unless another attempt has kept one before. */
export async function settleDigest(
  reader: Reader,
  id: string,
  outcome: 'sent' | { readonly failure: string },
): Promise<void> {
  await reader
    .update(digests)
    .set(outcome === 'sent' ? sent(sql`clock_timestamp()`) : failed(outcome.failure))
    .where(and(eq(digests.id, id), eq(digests.outcome, 'queued')));
}
