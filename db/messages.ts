import { and, asc, eq, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { Instant } from '../domain/instant.ts';
import { notOwed } from '../domain/telling/not-owed.ts';
import type { Reader, Tx } from './client.ts';
import { messages, ticketContacts, users } from './schema.ts';
import { begun, failed, sent } from './sending.ts';

export type MessageRow = typeof messages.$inferSelect;
export type NewMessage = typeof messages.$inferInsert;

/**
 * The messages made for one obligation. Staff may be several: the first has the obligation's key, the others that key
 * with their own id behind it. The first comes last here, because its outcome is what discharges the obligation.
 */
export async function messagesFor(reader: Reader, number: string, key: string): Promise<MessageRow[]> {
  const rows = await reader.select().from(messages).where(madeFor(number, key)).orderBy(asc(messages.key));
  return firstLast(rows);
}

function madeFor(number: string, key: string): SQL | undefined {
  return and(eq(messages.number, number), or(eq(messages.key, key), sql`starts_with(${messages.key}, ${`${key}:`})`));
}

/** The order of sending; see `messagesFor`. */
export function firstLast([first, ...others]: readonly MessageRow[]): MessageRow[] {
  return first === undefined ? [] : [...others, first];
}

export async function insertMessages(tx: Tx, rows: NewMessage[]): Promise<MessageRow[]> {
  return tx.insert(messages).values(rows).returning();
}

type CameIn = Pick<NewMessage, 'id' | 'number' | 'recipient' | 'address' | 'channel' | 'language'> &
  Pick<NewMessage, 'subject' | 'body' | 'offers' | 'refused'> & { readonly at: Instant };

/** What a customer wrote: as it came, it has arrived. */
export async function keepReceived(tx: Tx, { at, ...written }: CameIn): Promise<void> {
  const known = {
    key: `received:${written.id}`,
    direction: 'in',
    audience: 'customer',
    cause: 'customerWrote',
  } as const;
  await tx.insert(messages).values({ ...written, ...known, outcome: 'delivered', queuedAt: new Date(at) });
}

/** Says that the conversation with the mail server begins. Null where the outcome is known already. */
export async function beginSending(reader: Reader, id: string): Promise<MessageRow | null> {
  const [row] = await reader
    .update(messages)
    .set(begun(messages))
    .where(and(eq(messages.id, id), eq(messages.outcome, 'queued')))
    .returning();
  return row ?? null;
}

/** The mail server did not take it, for sure: the next attempt is no duplicate. */
export async function notSent(reader: Reader, id: string): Promise<void> {
  await reader.update(messages).set({ sendingSince: null }).where(eq(messages.id, id));
}

/** Settles those made for an obligation that no mail server can have taken yet, and gives them. */
export async function withdrawUnsent(tx: Tx, number: string, key: string) {
  const { id, outcome, sendingSince, digestId } = messages;
  return tx
    .update(messages)
    .set(failed(notOwed))
    .where(and(madeFor(number, key), eq(outcome, 'queued'), isNull(sendingSince), isNull(digestId)))
    .returning({ id, key: messages.key });
}

export type Outcome = Sent | { readonly failure: string };

export interface Sent {
  readonly sentAt: Instant;
  /** What reports and bounces name the message by. */
  readonly reference?: string;
  /** The channel says at once that it has arrived. */
  readonly delivered?: true;
}

/** Keeps the outcome, and gives the row as it is then. Null where another attempt has kept one before. */
export async function settleMessage(tx: Tx, id: string, outcome: Outcome): Promise<MessageRow | null> {
  const [settled] = await tx
    .update(messages)
    .set('sentAt' in outcome ? taken(outcome) : failed(outcome.failure))
    .where(and(eq(messages.id, id), eq(messages.outcome, 'queued')))
    .returning();
  return settled ?? null;
}

function taken({ sentAt, reference, delivered }: Sent) {
  const outcome = delivered ? ('delivered' as const) : ('sent' as const);
  return { ...sent(sentAt), outcome, ...(reference !== undefined && { reference }) };
}

export interface MessagePage {
  readonly limit: number;
  readonly after: { readonly at: Instant; readonly id: string } | null;
}

/** A ticket's messages in the order in which they came to be, with the name of whom each is for. */
export async function listMessages(reader: Reader, number: string, { limit, after }: MessagePage) {
  const { queuedAt, id } = messages;
  const beyond = after === null ? [] : [sql`(${queuedAt}, ${id}) > (${after.at}::timestamptz, ${after.id}::uuid)`];
  return reader
    .select({ message: messages, name: sql<string | null>`coalesce(${ticketContacts.name}, ${users.name})` })
    .from(messages)
    .leftJoin(ticketContacts, sql`${ticketContacts.id}::text = ${messages.recipient}->>'contactId'`)
    .leftJoin(users, sql`${users.id}::text = ${messages.recipient}->>'userId'`)
    .where(and(eq(messages.number, number), ...beyond))
    .orderBy(asc(queuedAt), asc(id))
    .limit(limit);
}
