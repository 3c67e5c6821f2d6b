import { and, asc, eq, gt, isNull, lt, sql, type SQL } from 'drizzle-orm';
import { v7 } from 'uuid';
import { notOwed } from '../domain/telling/not-owed.ts';
import type { Language } from '../domain/words.ts';
import type { Db, Reader, Tx } from './client.ts';
import { orderDigest } from './orders.ts';
import { digests, messages, tickets, users } from './schema.ts';
import { begun, failed, settled, type MailOutcome } from './sending.ts';

export type DigestRow = typeof digests.$inferSelect;

/** Somebody of the desk, or a contact of customers by an address: the same person may be one of many tickets. */
export type DigestReader =
  | { readonly userId: string }
  | { readonly address: string; readonly channel: 'email' | 'sms'; readonly language: Language };

/**
 * Only one at a time counts what a person was sent and adds to it. Held until the transaction ends; whoever holds a
 * ticket too has taken that lock first.
 */
export async function lockReader(tx: Tx, reader: DigestReader): Promise<void> {
  const whom = 'userId' in reader ? reader.userId : `${reader.channel} ${reader.address}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`messages to ${whom}`}, 0))`);
}

/** The digest of a person that more may join, or null; one that holds `most` is full. */
export async function joinableDigest(tx: Tx, reader: DigestReader, most: number): Promise<string | null> {
  const included = sql`(select count(*) from ${messages} where ${messages.digestId} = ${digests.id})`;
  const [open] = await tx
    .select({ id: digests.id })
    .from(digests)
    .where(
      and(forReader(reader), isNull(digests.closedAt), gt(digests.dueAt, sql`clock_timestamp()`), lt(included, most)),
    );
  return open?.id ?? null;
}

function forReader(reader: DigestReader): SQL | undefined {
  if ('userId' in reader) return eq(digests.userId, reader.userId);
  return and(eq(digests.address, reader.address), eq(digests.channel, reader.channel));
}

/** How many messages somebody was owed within the last so many milliseconds; counts no further than `most`. */
export async function recentlyTold(
  tx: Tx,
  reader: DigestReader,
  { withinMs, most }: { readonly withinMs: number; readonly most: number },
): Promise<number> {
  const recent = tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        toReader(reader),
        // A subquery: what may change from row to row can't be looked up in the index.
        gt(messages.queuedAt, sql`(select clock_timestamp() - ${withinMs} * interval '1 millisecond')`),
      ),
    )
    .limit(most);
  return (await recent).length;
}

function toReader(reader: DigestReader): SQL | undefined {
  if ('userId' in reader)
    return and(sql`${messages.audience} = 'staff'`, sql`${messages.recipient}->>'userId' = ${reader.userId}`);
  const { address, channel } = reader;
  return and(sql`${messages.audience} = 'customer'`, eq(messages.address, address), eq(messages.channel, channel));
}

/** A new digest that goes out after so many milliseconds, and the order to the engine that sees to it. */
export async function openDigest(tx: Tx, reader: DigestReader, forMs: number): Promise<string> {
  const id = v7();
  await tx.insert(digests).values({
    ...{ id, ...reader },
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
  const digest = await digestOf(db, id);
  if (digest.closedAt !== null) return;
  await db.transaction(async (tx) => {
    await lockReader(tx, readerOfRow(digest));
    await tx
      .update(digests)
      .set({ closedAt: sql`clock_timestamp()` })
      .where(and(eq(digests.id, id), isNull(digests.closedAt)));
  });
}

/** An erased address opens nothing: nobody can be joining. */
function readerOfRow({ userId, address, channel, language }: DigestRow): DigestReader {
  return userId === null ? { address: address ?? '', channel, language: language ?? 'ru' } : { userId };
}

/** Whom a digest is for; null where they have no address any more. */
export async function readerOf(
  reader: Reader,
  { userId, address, language }: DigestRow,
): Promise<{ readonly to: string; readonly language: Language } | null> {
  if (userId === null) return address === null || language === null ? null : { to: address, language };
  const [user] = await reader
    .select({ email: users.email, language: users.language })
    .from(users)
    .where(eq(users.id, userId));
  return user?.email ? { to: user.email, language: user.language } : null;
}

/** The messages of a digest, those about the most pressing tickets first. */
export async function messagesIn(reader: Reader, digestId: string) {
  const { id, number, key, cause, channel, recipient, subject, body, html, language, outcome, reference } = messages;
  const linkEpoch = sql<number>`(${tickets.state}->>'linkEpoch')::int`;
  return reader
    .select({
      id,
      number,
      key,
      cause,
      channel,
      recipient,
      subject,
      body,
      html,
      language,
      outcome,
      reference,
      linkEpoch,
    })
    .from(messages)
    .innerJoin(tickets, eq(tickets.number, messages.number))
    .where(eq(messages.digestId, digestId))
    .orderBy(asc(tickets.priority), asc(messages.queuedAt), asc(messages.id));
}

export type Included = Awaited<ReturnType<typeof messagesIn>>[number];

/** As `beginSending` of a message. */
export async function beginSendingDigest(reader: Reader, id: string): Promise<DigestRow | null> {
  const [row] = await reader
    .update(digests)
    .set(begun(digests))
    .where(and(eq(digests.id, id), eq(digests.outcome, 'queued')))
    .returning();
  return row ?? null;
}

/**
 * Settles a message that its digest surely has not gone out with, so that it never does; false where it may have. The
 * row of the digest is locked: no attempt begins to send it meanwhile.
 */
export async function takeOut(tx: Tx, digestId: string, messageId: string): Promise<boolean> {
  const { id, outcome, sendingSince } = digests;
  const waiting = and(eq(id, digestId), eq(outcome, 'queued'), isNull(sendingSince));
  const [digest] = await tx.select({ id }).from(digests).where(waiting).for('update');
  if (!digest) return false;
  const taken = await tx
    .update(messages)
    .set(failed(notOwed))
    .where(and(eq(messages.id, messageId), eq(messages.outcome, 'queued')))
    .returning({ id: messages.id });
  return taken.length > 0;
}

export async function digestNotSent(reader: Reader, id: string): Promise<void> {
  await reader.update(digests).set({ sendingSince: null }).where(eq(digests.id, id));
}

/** What the carrier calls a digest, its messages are called from now on: reports and bounces name them by that. */
export async function carryReference(tx: Tx, id: string, reference: string): Promise<void> {
  await tx.update(messages).set({ reference }).where(eq(messages.digestId, id));
}

/** Keeps the outcome, unless another attempt has kept one before. */
export async function settleDigest(reader: Reader, id: string, outcome: MailOutcome): Promise<void> {
  await reader
    .update(digests)
    .set(settled(outcome))
    .where(and(eq(digests.id, id), eq(digests.outcome, 'queued')));
}
