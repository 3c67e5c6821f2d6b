import { createHash } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../client.ts';
import { inboundDrafts, messages, privateTexts, ticketAttachments } from '../schema.ts';
import { forgetSenders } from './taken-mails.ts';

/** Digest under which mails of an address are counted. */
export function senderDigest(address: string): string {
  return createHash('sha256').update(`sender\0${address.toLowerCase()}`).digest('hex');
}

/**
 * Mails of these addresses: those that wait for an agent, those that an agent put onto a ticket whose contact their
 * sender is not, and that they were sent at all. Files go with `filesOfNobody`. Answers how many there were.
 */
export async function eraseMails(tx: Tx, addresses: readonly string[]): Promise<number> {
  const mails = addresses.filter((address) => address.includes('@')).map((address) => address.toLowerCase());
  if (mails.length === 0) return 0;
  const drafts = await eraseDrafts(tx, mails);
  const received = await eraseReceived(tx, mails);
  await forgetSenders(tx, mails.map(senderDigest));
  return drafts + received;
}

async function eraseDrafts(tx: Tx, mails: string[]): Promise<number> {
  const nameless = sql`(select coalesce(jsonb_agg(file || '{"name": null}'::jsonb), '[]'::jsonb)
    from jsonb_array_elements(${inboundDrafts.files}) file)`;
  const nothing = { address: null, name: null, subject: null, body: null, reason: null, refused: [] };
  const erased = await tx
    .update(inboundDrafts)
    .set({ ...nothing, files: nameless, erasedAt: sql`now()` })
    .where(and(inArray(sql`lower(${inboundDrafts.address})`, mails)))
    .returning({ id: inboundDrafts.id });
  return erased.length;
}

async function eraseReceived(tx: Tx, mails: string[]): Promise<number> {
  const { id, address, direction } = messages;
  const erased = await tx
    .update(messages)
    .set({ address: null, subject: null, body: null, refused: null, erasedAt: sql`now()` })
    .where(and(eq(direction, 'in'), inArray(sql`lower(${address})`, mails)))
    .returning({ id });
  for (const message of erased) await eraseWhatCameWith(tx, message.id);
  return erased.length;
}

async function eraseWhatCameWith(tx: Tx, messageId: string): Promise<void> {
  await tx
    .update(ticketAttachments)
    .set({ name: null, erasedAt: sql`now()` })
    .where(eq(ticketAttachments.messageId, messageId));
  await tx
    .update(privateTexts)
    .set({ value: null, salt: null, erasedAt: sql`now()` })
    .where(
      sql`(${privateTexts.number}, ${privateTexts.position}) in (
        select number, position from protocol
        where type in ('messageReceived', 'fileAttached') and data->>'messageId' = ${messageId})`,
    );
}
