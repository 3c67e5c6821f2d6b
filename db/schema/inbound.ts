import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
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
