import { sql } from 'drizzle-orm';
import { bigserial, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, transactionId } from './columns.ts';

/** What changed, as far as somebody needs to know who will read it anew. No personal data. */
export type WhatChanged =
  /** `position`: how long its protocol is by then. */
  | { readonly kind: 'ticket'; readonly about: { readonly number: string; readonly position: number } }
  | { readonly kind: 'visit'; readonly about: { readonly id: string; readonly position: number } }
  | { readonly kind: 'stock'; readonly about: { readonly partId: string; readonly warehouseId: string } }
  | { readonly kind: 'callTask'; readonly about: { readonly id: string; readonly number: string | null } };

/**
 * What the live stream tells, written by triggers in the transaction that makes the change, kept for an hour. Read in
 * the order of transactions, and only below the oldest that is still under way: nothing can come in between later.
 */
export const changes = pgTable(
  'changes',
  {
    transaction: transactionId('transaction')
      .notNull()
      .default(sql`pg_current_xact_id()`),
    /** Tells those of one transaction apart. */
    line: bigserial('line', { mode: 'bigint' }).notNull(),
    kind: text('kind').$type<WhatChanged['kind']>().notNull(),
    about: jsonb('about').$type<WhatChanged['about']>().notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.transaction, table.line] }), index('changes_at').on(table.at)],
);
