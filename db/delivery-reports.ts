import { and, eq, lt, sql } from 'drizzle-orm';
import { theDesk } from '../domain/actor.ts';
import type { MessageChannel } from '../domain/events-of-talk.ts';
import type { TicketEvent } from '../domain/events.ts';
import type { Instant } from '../domain/instant.ts';
import { lockTicket } from './append.ts';
import type { Db, Reader, Tx } from './client.ts';
import { recordFact } from './facts.ts';
import type { MessageRow } from './messages.ts';
import { deliveryReports, messages, type MessageWay } from './schema.ts';

/** What a channel says of a message after it has taken it. */
export interface DeliveryReport {
  readonly channel: MessageChannel;
  /** What the channel calls the message; of a mail its Message-ID. */
  readonly reference: string;
  readonly outcome: 'delivered' | 'failed';
  /** A short code without an address. */
  readonly failure?: string;
  readonly at: Instant;
}

type Said = Pick<DeliveryReport, 'outcome' | 'failure'>;

/**
 * Keeps a report of delivery: a fact of the ticket, and an order that wakes its workflow. Safe to repeat. One that comes
 * before its message's reference is known waits for it; `early` says so.
 */
export async function keepReport(db: Db, report: DeliveryReport): Promise<'kept' | 'early'> {
  const reported = await db.transaction((tx) => findOrKeep(tx, report));
  for (const message of reported) await db.transaction((tx) => tell(tx, message, report));
  return reported.length > 0 ? 'kept' : 'early';
}

/** A mail came back: as a report that it failed. */
export async function keepBounce(
  db: Db,
  { messageId, failure, at }: { readonly messageId: string; readonly failure: string; readonly at: Instant },
): Promise<'kept' | 'early'> {
  return keepReport(db, { channel: 'email', reference: messageId, outcome: 'failed', failure, at });
}

type Reported = Pick<MessageRow, 'id' | 'number' | 'key'>;

/**
 * Several where they went out as one digest. Of those whose own outcome is not kept yet the report waits for that; the
 * others are told now.
 */
async function findOrKeep(tx: Tx, report: DeliveryReport): Promise<Reported[]> {
  const { channel, reference, at, outcome, failure = null } = report;
  await lockReference(tx, channel, reference);
  const { id, number, key, outcome: soFar } = messages;
  const known = and(eq(messages.channel, channel), eq(messages.reference, reference));
  const rows = await tx.select({ id, number, key, soFar }).from(messages).where(known);
  const told = rows.filter((row) => row.soFar !== 'queued');
  if (rows.length > 0 && told.length === rows.length) return told;
  await tx
    .insert(deliveryReports)
    .values({ channel, reference, outcome, failure, reportedAt: new Date(at) })
    .onConflictDoNothing();
  return told;
}

/** Whoever writes a reference and whoever looks for it do so one after another; taken after the ticket's lock, or alone. */
async function lockReference(tx: Tx, channel: MessageWay, reference: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${channel} ${reference}`}, 1))`);
}

async function tell(tx: Tx, message: Reported, report: DeliveryReport): Promise<void> {
  await lockTicket(tx, message.number);
  if (!(await settleReported(tx, message.id, report))) return;
  await recordFact(tx, message.number, () => [reportEvent(message, report)], 'factsRecorded');
}

/**
 * What was said of a message before its reference was known, or null. For whoever has just written the reference, and
 * the outcome: the report is kept while others of one digest have none.
 */
export async function earlyReport(tx: Tx, channel: MessageWay, reference: string): Promise<Said | null> {
  await lockReference(tx, channel, reference);
  const mine = and(eq(deliveryReports.channel, channel), eq(deliveryReports.reference, reference));
  const [early] = await tx.select().from(deliveryReports).where(mine);
  if (!early) return null;
  const waiting = and(eq(messages.channel, channel), eq(messages.reference, reference), eq(messages.outcome, 'queued'));
  if ((await tx.$count(messages, waiting)) === 0) await tx.delete(deliveryReports).where(mine);
  return { outcome: early.outcome, ...(early.failure !== null && { failure: early.failure }) };
}

/**
 * Deletes what nobody will ask for: reports of messages that are not ours, or that went out once more under another
 * reference. Who writes a reference looks at once; only a worker that was away between sending and writing looks
 * later. A week is longer than that, and than the five days for which mail servers try (RFC 5321, 4.5.4.1).
 */
export async function forgetOldReports(reader: Reader): Promise<void> {
  await reader.delete(deliveryReports).where(lt(deliveryReports.receivedAt, sql`now() - interval '7 days'`));
}

/** Where the channel does not say why. */
const undelivered = 'undelivered';

/** False where something was said of it before: the first word holds. */
export async function settleReported(tx: Tx, id: string, { outcome, failure = undelivered }: Said): Promise<boolean> {
  const settled = await tx
    .update(messages)
    .set(outcome === 'failed' ? { outcome, failure } : { outcome })
    .where(and(eq(messages.id, id), eq(messages.outcome, 'sent')))
    .returning({ id: messages.id });
  return settled.length > 0;
}

export function reportEvent({ id, key }: Pick<Reported, 'id' | 'key'>, { outcome, failure }: Said): TicketEvent {
  const data = { messageId: id, key };
  if (outcome === 'delivered') return { type: 'messageDelivered', by: theDesk, data };
  return { type: 'messageFailed', by: theDesk, data: { ...data, failure: failure ?? undelivered } };
}
