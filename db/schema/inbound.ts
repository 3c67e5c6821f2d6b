import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { DraftCause, DraftFile, RefusedFile } from '../../domain/inbound-mail.ts';
import { instant } from './columns.ts';
import { tickets } from './ticket.ts';

/** Files that customers attached to a ticket: they lie outside the database, under the name of their hash. */
export const ticketAttachments = pgTable(
  'ticket_attachments',
  {
    id: uuid('id').primaryKey(),
    number: text('number')
      .notNull()
      .references(() => tickets.number),
    /** As its sender called it; null where they did not, and once erased. */
    name: text('name'),
    mediaType: text('media_type').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    from: text('from').$type<'link' | 'email'>().notNull(),
    contactId: uuid('contact_id'),
    /** The message that it came with. */
    messageId: uuid('message_id'),
    /** It is that message itself, as it came. */
    original: boolean('original').notNull().default(false),
    happenedAt: instant('happened_at').notNull(),
    addedAt: instant('added_at').notNull().defaultNow(),
    /** From then on nothing is left of it here but its row. */
    erasedAt: instant('erased_at'),
  },
  (table) => [
    index('ticket_attachments_number').on(table.number, table.addedAt),
    index('ticket_attachments_file')
      .on(table.sha256)
      .where(sql`${table.erasedAt} is null`),
  ],
);

/** Mails that were taken, each once, by whichever process and from wherever it came. */
export const takenMails = pgTable(
  'taken_mails',
  {
    /** A digest of Message-ID, sender and contents. */
    key: text('key').primaryKey(),
    /** A digest of the sender's address, by which many in a short time are counted; null once erased. */
    sender: text('sender'),
    outcome: text('outcome').$type<'message' | 'draft' | 'bounce' | 'machine'>().notNull(),
    takenAt: instant('taken_at').notNull().defaultNow(),
  },
  (table) => [index('taken_mails_sender').on(table.sender, table.takenAt)],
);

/** A mail of which an agent has to say what it is about. */
export const inboundDrafts = pgTable(
  'inbound_drafts',
  {
    id: uuid('id').primaryKey(),
    receivedAt: instant('received_at').notNull(),
    address: text('address'),
    name: text('name'),
    subject: text('subject'),
    body: text('body'),
    because: text('because').$type<DraftCause>().notNull(),
    /** The ticket that it names, though its sender is no contact of it. */
    suggested: text('suggested').references(() => tickets.number),
    files: jsonb('files').$type<readonly DraftFile[]>().notNull(),
    refused: jsonb('refused').$type<readonly RefusedFile[]>().notNull(),
    state: text('state').$type<'open' | 'onTicket' | 'opened' | 'dismissed'>().notNull().default('open'),
    /** The ticket that it was put onto, or that was opened from it. */
    number: text('number').references(() => tickets.number),
    reason: text('reason'),
    decidedBy: uuid('decided_by'),
    decidedAt: instant('decided_at'),
    erasedAt: instant('erased_at'),
  },
  (table) => [
    index('inbound_drafts_open')
      .on(table.receivedAt, table.id)
      .where(sql`${table.state} = 'open'`),
    index('inbound_drafts_received').on(table.receivedAt, table.id),
    index('inbound_drafts_address').on(sql`lower(${table.address})`),
  ],
);
