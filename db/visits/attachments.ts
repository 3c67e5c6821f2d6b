import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from '../client.ts';
import { attachments } from '../schema.ts';

export type Attachment = typeof attachments.$inferSelect;

export async function attachmentOf(reader: Reader, visitId: string, id: string): Promise<Attachment | null> {
  const [row] = await reader
    .select()
    .from(attachments)
    .where(and(eq(attachments.visitId, visitId), eq(attachments.id, id)));
  return row ?? null;
}

/** The same file, sent before for the same purpose. */
export async function sameAttachment(
  reader: Reader,
  { visitId, kind, sha256 }: Pick<Attachment, 'visitId' | 'kind' | 'sha256'>,
): Promise<Attachment | null> {
  const [row] = await reader
    .select()
    .from(attachments)
    .where(and(eq(attachments.visitId, visitId), eq(attachments.kind, kind), eq(attachments.sha256, sha256)));
  return row ?? null;
}

export async function keepAttachment(tx: Tx, attachment: typeof attachments.$inferInsert): Promise<Attachment> {
  const [row] = await tx.insert(attachments).values(attachment).returning();
  if (!row) throw new Error('a row was inserted, and did not come back');
  return row;
}
