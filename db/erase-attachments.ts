import { and, eq, sql } from 'drizzle-orm';
import type { Reader, Tx } from './client.ts';
import { ticketAttachments } from './schema.ts';

/** Lets go of what a contact attached to a ticket; the file itself goes with `filesOfNobody`. */
export async function eraseAttachments(tx: Tx, number: string, contactId: string): Promise<void> {
  await tx
    .update(ticketAttachments)
    .set({ name: null, erasedAt: sql`now()` })
    .where(and(eq(ticketAttachments.number, number), eq(ticketAttachments.contactId, contactId)));
}

/** Hashes of files of which every row is erased: what somebody else attached too is kept for them. */
export async function filesOfNobody(reader: Reader): Promise<string[]> {
  const rows = await reader.execute<{ sha256: string }>(sql`
    with erased as (
      select sha256 from ticket_attachments where erased_at is not null
      union
      select file->>'sha256' from inbound_drafts, jsonb_array_elements(files) file where erased_at is not null)
    select sha256 from erased
    where not exists (select from ticket_attachments kept where kept.sha256 = erased.sha256 and kept.erased_at is null)
      and not exists (select from attachments kept where kept.sha256 = erased.sha256)
      and not exists (select from inbound_drafts kept
        where kept.erased_at is null and kept.files @> jsonb_build_array(jsonb_build_object('sha256', erased.sha256)))`);
  return rows.map(({ sha256 }) => sha256);
}
