import { and, eq, lt, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Reader, Tx } from './client.ts';
import { orderTestMail } from './orders.ts';
import { testMails } from './schema.ts';
import { begun, settled, type MailOutcome } from './sending.ts';

export type TestMail = typeof testMails.$inferSelect;
export type NewTestMail = Pick<TestMail, 'userId' | 'template' | 'language' | 'subject' | 'text' | 'html'>;

/** Keeps what is to be sent, with the order to the engine that sees to it. */
export async function queueTestMail(tx: Tx, mail: NewTestMail): Promise<string> {
  const id = v7();
  await tx.insert(testMails).values({ ...mail, id });
  await orderTestMail(tx, id);
  return id;
}

/** As `beginSending` of a message; null too where it waited for longer than it is kept. */
export async function beginSendingTestMail(reader: Reader, id: string): Promise<TestMail | null> {
  const [row] = await reader.update(testMails).set(begun(testMails)).where(unsettled(id)).returning();
  return row ?? null;
}

export async function testMailNotSent(reader: Reader, id: string): Promise<void> {
  await reader.update(testMails).set({ sendingSince: null }).where(eq(testMails.id, id));
}

/** Keeps the outcome, unless another attempt has kept one before. */
export async function settleTestMail(reader: Reader, id: string, outcome: MailOutcome): Promise<void> {
  await reader.update(testMails).set(settled(outcome)).where(unsettled(id));
}

function unsettled(id: string) {
  return and(eq(testMails.id, id), eq(testMails.outcome, 'queued'));
}

/** Those of yesterday, sent or not: nobody waits for them any more. */
export async function forgetOldTestMails(reader: Reader): Promise<void> {
  await reader.delete(testMails).where(lt(testMails.queuedAt, sql`now() - interval '1 day'`));
}
