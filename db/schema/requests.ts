import { sql } from 'drizzle-orm';
import { bigserial, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** What the engine has to be told: a start, or a signal. Written with what causes it, deleted when it is done. */
export const orders = pgTable(
  'orders',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    number: text('number'),
    digestId: uuid('digest_id'),
    visitId: uuid('visit_id'),
    worksId: uuid('works_id'),
    testMailId: uuid('test_mail_id'),
    kind: text('kind')
      .$type<'start' | 'customerAnswered' | 'factsRecorded' | 'digest' | 'visitChanged' | 'worksChanged' | 'testMail'>()
      .notNull(),
    orderedAt: instant('ordered_at').notNull().defaultNow(),
    notBefore: instant('not_before').notNull().defaultNow(),
    attempts: integer('attempts').notNull().default(0),
  },
  (table) => [
    index('orders_ticket').on(table.number, table.id),
    index('orders_due').on(table.notBefore),
    index('orders_visit').on(table.visitId, table.id),
    check(
      'orders_about',
      sql`num_nonnulls(${table.number}, ${table.digestId}, ${table.visitId}, ${table.worksId}, ${table.testMailId}) = 1`,
    ),
  ],
);

/** Requests by their key: caller, method, path and Idempotency-Key, hashed. Kept for 24 hours. */
export const commands = pgTable(
  'commands',
  {
    id: text('id').primaryKey(),
    bodyHash: text('body_hash').notNull(),
    number: text('number'),
    /** The answer, once it is known; null while a command's first caller still waits for it. */
    status: integer('status'),
    headers: jsonb('headers').$type<Record<string, string>>(),
    response: jsonb('response').$type<unknown>(),
    keptAt: instant('kept_at').notNull().defaultNow(),
  },
  (table) => [index('commands_kept').on(table.keptAt), index('commands_ticket').on(table.number)],
);

/** How often something was asked for in a stretch of time. The key names neither link nor address: of those it is a keyed hash. */
export const requestCounts = pgTable(
  'request_counts',
  {
    key: text('key').notNull(),
    since: instant('since').notNull(),
    requests: integer('requests').notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.since] }), index('request_counts_since').on(table.since)],
);
