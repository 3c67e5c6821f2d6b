import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { CallOutcome } from '../../domain/words.ts';
import { instant } from './columns.ts';
import { users } from './people.ts';
import { callTasks } from './telling.ts';
import { tickets } from './ticket.ts';

/**
 * Calls that came in by the exchange, while they last. When one is over it is logged under the same id, its number is
 * forgotten here, and a day later the row.
 */
export const liveCalls = pgTable(
  'live_calls',
  {
    id: uuid('id').primaryKey(),
    /** The exchange's own name of the caller's line: it tells of a call more than once. */
    channel: text('channel').notNull().unique(),
    /** E.164; null where it was withheld or is none, and once the call is over. */
    phone: text('phone'),
    state: text('state').$type<'ringing' | 'talking' | 'over'>().notNull().default('ringing'),
    arrivedAt: instant('arrived_at').notNull().defaultNow(),
    /** Who asked to have it put through to their phone. */
    wantedBy: uuid('wanted_by').references(() => users.id),
    agentId: uuid('agent_id').references(() => users.id),
    answeredAt: instant('answered_at'),
    endedAt: instant('ended_at'),
    number: text('number').references(() => tickets.number),
    contactId: uuid('contact_id'),
  },
  (table) => [
    index('live_calls_now')
      .on(table.arrivedAt)
      .where(sql`${table.state} <> 'over'`),
    index('live_calls_over').on(table.endedAt),
  ],
);

/** Why nobody was called after all. */
export type DiallingFailure = 'agentNoAnswer' | 'exchangeFailed' | 'interrupted' | 'noNumber' | 'late';

/** A call task that the exchange dials: the agent's phone first, then the contact's. Its id is the attempt's. */
export const diallings = pgTable(
  'diallings',
  {
    id: uuid('id').primaryKey(),
    taskId: uuid('task_id')
      .notNull()
      .references(() => callTasks.id),
    agentId: uuid('agent_id')
      .notNull()
      .references(() => users.id),
    state: text('state')
      .$type<'asked' | 'ringingAgent' | 'ringingContact' | 'talking' | 'over'>()
      .notNull()
      .default('asked'),
    askedAt: instant('asked_at').notNull().defaultNow(),
    answeredAt: instant('answered_at'),
    endedAt: instant('ended_at'),
    /** What became of the call to the contact; null until it is over, and where it never came to it. */
    outcome: text('outcome').$type<CallOutcome>(),
    failure: text('failure').$type<DiallingFailure>(),
    /** The agent wants it to end. */
    calledOffAt: instant('called_off_at'),
  },
  (table) => [
    uniqueIndex('diallings_task_now')
      .on(table.taskId)
      .where(sql`${table.state} <> 'over'`),
    uniqueIndex('diallings_agent_now')
      .on(table.agentId)
      .where(sql`${table.state} <> 'over'`),
    index('diallings_task').on(table.taskId, table.askedAt),
  ],
);
