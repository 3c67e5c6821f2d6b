import { and, asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { By } from '../domain/actor.ts';
import type { EventData, EventOf } from '../domain/events.ts';
import type { Reader, Tx } from './client.ts';
import { keepTexts, textsById } from './private-texts.ts';
import { ticketAttachments } from './schema.ts';

export type TicketAttachment = typeof ticketAttachments.$inferSelect;

/** A file that lies on the disk already, with its type as its bytes say. */
export interface NewAttachment extends Pick<EventData['fileAttached'], 'mediaType' | 'bytes' | 'sha256' | 'original'> {
  /** As its sender called it. */
  readonly name: string | null;
}

type Sending = Pick<EventData['fileAttached'], 'from' | 'contactId' | 'messageId' | 'happenedAt'>;

/** Says that files were attached; to be recorded in the same transaction, in which each gets its row. */
export async function attachedFiles(
  tx: Tx,
  files: readonly NewAttachment[],
  { by, ...sending }: Sending & { readonly by: By },
): Promise<EventOf<'fileAttached'>[]> {
  const attached: EventOf<'fileAttached'>[] = [];
  for (const { name, ...file } of files) {
    const texts = await keepTexts(tx, { name });
    attached.push({ type: 'fileAttached', by, data: { attachmentId: v7(), ...file, ...sending }, texts });
  }
  return attached;
}

export async function projectAttachment(
  tx: Tx,
  number: string,
  { data, texts = {} }: EventOf<'fileAttached'>,
): Promise<void> {
  const { attachmentId: id, happenedAt, ...about } = data;
  const name = texts['name'] ? ((await textsById(tx, [texts['name'].id])).get(texts['name'].id) ?? null) : null;
  await tx.insert(ticketAttachments).values({ ...about, id, number, name, happenedAt: new Date(happenedAt) });
}

/** In the order in which they came; those that are erased are left out. */
export async function attachmentsOfTicket(reader: Reader, number: string): Promise<TicketAttachment[]> {
  const rows = await reader
    .select()
    .from(ticketAttachments)
    .where(eq(ticketAttachments.number, number))
    .orderBy(asc(ticketAttachments.addedAt), asc(ticketAttachments.id));
  return rows.filter(({ erasedAt }) => erasedAt === null);
}

/** Null where the ticket has none by this id, or has it no more. */
export async function attachmentOfTicket(reader: Reader, number: string, id: string): Promise<TicketAttachment | null> {
  const [row] = await reader
    .select()
    .from(ticketAttachments)
    .where(and(eq(ticketAttachments.number, number), eq(ticketAttachments.id, id)));
  return row && row.erasedAt === null ? row : null;
}

/** What one contact sent on their page; those that are erased count no more. */
export async function sentByLink(reader: Reader, number: string, contactId: string): Promise<TicketAttachment[]> {
  const theirs = (await attachmentsOfTicket(reader, number)).filter((one) => one.contactId === contactId);
  return theirs.filter(({ from }) => from === 'link');
}
