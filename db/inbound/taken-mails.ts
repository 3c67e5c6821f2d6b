import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../client.ts';
import { takenMails } from '../schema.ts';

type Outcome = (typeof takenMails.$inferSelect)['outcome'];

export interface MailKey {
  /** A digest of Message-ID, sender and contents. */
  readonly key: string;
  /** A digest of the sender's address. */
  readonly sender: string;
}

export async function isTaken(reader: Reader, { key }: MailKey): Promise<boolean> {
  const [row] = await reader.select({ key: takenMails.key }).from(takenMails).where(eq(takenMails.key, key));
  return row !== undefined;
}

/** Takes a mail in the caller's transaction; false where it was taken before, by this process or another one. */
export async function takeOnce(tx: Tx, { key, sender }: MailKey, outcome: Outcome): Promise<boolean> {
  const taken = await tx
    .insert(takenMails)
    .values({ key, sender, outcome })
    .onConflictDoNothing()
    .returning({ key: takenMails.key });
  return taken.length > 0;
}

/** How many mails of a sender were taken of late; whoever asks at the same time for the same one waits. */
export async function takenOf(tx: Tx, { sender }: MailKey, withinMs: number): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${sender}, 2))`);
  const since = sql`clock_timestamp() - ${withinMs} * interval '1 millisecond'`;
  const [row] = await tx
    .select({ mails: sql<number>`count(*)::int` })
    .from(takenMails)
    .where(and(eq(takenMails.sender, sender), gt(takenMails.takenAt, since)));
  return row?.mails ?? 0;
}

/** Lets go of who sent what. */
export async function forgetSenders(tx: Tx, senders: readonly string[]): Promise<void> {
  if (senders.length === 0) return;
  await tx
    .update(takenMails)
    .set({ sender: null })
    .where(inArray(takenMails.sender, [...senders]));
}
