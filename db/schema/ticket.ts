import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import type { By } from '../../domain/actor.ts';
import type { Status } from '../../domain/status.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type {
  ContactChannel,
  ContactRole,
  IntakeChannel,
  Language,
  Priority,
  Severity,
  Visibility,
  Zone,
} from '../../domain/words.ts';
import { instant, transactionId } from './columns.ts';

export const ticketSequence = pgSequence('ticket_sequence', { startWith: 100_001 });

/** Where the queue has what nothing can hurt: behind all that can, and what is over behind what is open. */
export const queueEnds = { open: '9999-12-31T00:00:00.000Z', over: 'infinity' } as const;

/** The element at which the tests of a ticket suspect the fault. */
export const suspectedElement = sql`(state #>> '{localization,suspected,element}')`;

/** The read model, the fold (`state`) and the head of the protocol. Its row lock orders all that is appended. */
export const tickets = pgTable(
  'tickets',
  {
    number: text('number').primaryKey(),
    status: text('status').$type<Status>().notNull(),
    version: integer('version').notNull(),
    channel: text('channel').$type<IntakeChannel>().notNull(),
    severity: text('severity').$type<Severity>().notNull(),
    priority: text('priority').$type<Priority>().notNull(),
    urgency: integer('urgency').notNull(),
    customerId: uuid('customer_id'),
    serviceId: uuid('service_id'),
    assigneeId: uuid('assignee_id'),
    team: text('team').notNull(),
    /** Where the fault lies as far as is known: by a person's word, else by the tests. */
    zone: text('zone').$type<Zone>(),
    episode: integer('episode').notNull(),
    reportedAt: instant('reported_at').notNull(),
    openedAt: instant('opened_at').notNull(),
    endedAt: instant('ended_at'),
    /** When the nearest promise runs out that can hurt, or ran out; null: none is at stake. */
    hurtsAt: instant('hurts_at'),
    /** Late on a promise, as far as its protocol says so. */
    overdue: boolean('overdue').notNull().default(false),
    /** Where it stands in the queue: by `hurts_at`, behind those the other open ones, behind all what is over. */
    queueAt: timestamp('queue_at', { withTimezone: true, precision: 3, mode: 'string' })
      .notNull()
      .generatedAlwaysAs(
        sql.raw(
          `case when ended_at is null then coalesce(hurts_at, '${queueEnds.open}'::timestamptz) else '${queueEnds.over}'::timestamptz end`,
        ),
      ),
    /** The fold of the protocol up to `position`. */
    state: jsonb('state').$type<Ticket>().notNull(),
    position: integer('position').notNull(),
    headHash: text('head_hash').notNull(),
    /** Which run of the ticket's workflow may write; raised by every revival. */
    incarnation: integer('incarnation').notNull().default(1),
    engine: text('engine').$type<'pending' | 'running'>().notNull().default('pending'),
    /** The run that wrote last and how long its history was then: an engine that knows less was put back to an older copy. */
    runId: text('run_id'),
    historyLength: integer('history_length').notNull().default(0),
  },
  (table) => [
    // Whole, not for open tickets alone: a list without a status goes on with those that are over.
    index('tickets_queue').on(table.queueAt, table.number),
    index('tickets_assignee').on(table.assigneeId, table.queueAt, table.number),
    index('tickets_unclaimed')
      .on(table.queueAt, table.number)
      .where(sql`${table.assigneeId} is null`),
    index('tickets_team').on(table.team, table.queueAt, table.number),
    index('tickets_overdue')
      .on(table.queueAt, table.number)
      .where(sql`${table.overdue}`),
    index('tickets_suspected')
      .on(suspectedElement)
      .where(sql`${suspectedElement} is not null and status not in ('closed', 'cancelled', 'rejected')`),
    index('tickets_opened').on(table.openedAt, table.number),
    index('tickets_customer').on(table.customerId, sql`${table.openedAt} desc`),
    index('tickets_service').on(table.serviceId, sql`${table.openedAt} desc`),
  ],
);

/**
 * Entries by which the reports judge promises, and the instant that each is about, which is not when it was recorded.
 * Written once, so that a question finds the index: by code points, as instants sort everywhere.
 */
export const isJudged = sql`(type in ('clockMet', 'clockBreached', 'etaPromised', 'serviceRestored')
  or (type = 'clockStarted' and data->>'because' = 'told'))`;
export const judgedAt = sql`(coalesce(data->>'breachedAt', data->>'metAt', data->>'restoredAt', data->>'promisedAt',
  data#>>'{limits,0,from}') collate "C")`;

/** What happened. Insert and select only: by rights, and by a trigger that stops the owner too. */
export const protocol = pgTable(
  'protocol',
  {
    number: text('number').notNull(),
    position: integer('position').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    type: text('type').notNull(),
    by: jsonb('by').$type<By>().notNull(),
    channel: text('channel'),
    visibility: text('visibility').$type<Visibility>().notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    hash: text('hash').notNull(),
    previousHash: text('previous_hash').notNull(),
    transaction: transactionId('transaction')
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (table) => [
    primaryKey({ columns: [table.number, table.position] }),
    foreignKey({ columns: [table.number], foreignColumns: [tickets.number] }),
    index('protocol_judged').on(judgedAt, table.number).where(isJudged),
  ],
);

/** Free and personal texts of the protocol: erasable, while their salted digests stay in the chain. */
export const privateTexts = pgTable(
  'private_texts',
  {
    id: uuid('id').primaryKey(),
    /** Null until the entry that tells about it is recorded; what stays null belongs to a refused request. */
    number: text('number'),
    position: integer('position'),
    name: text('name').notNull(),
    salt: text('salt'),
    value: text('value'),
    keptAt: instant('kept_at').notNull().defaultNow(),
    erasedAt: instant('erased_at'),
  },
  (table) => [
    index('private_texts_entry').on(table.number, table.position),
    index('private_texts_unused')
      .on(table.keptAt)
      .where(sql`${table.number} is null`),
  ],
);

/** Who can be reached about a ticket, as corrected so far. */
export const ticketContacts = pgTable(
  'ticket_contacts',
  {
    id: uuid('id').primaryKey(),
    number: text('number')
      .notNull()
      .references(() => tickets.number),
    /** The same person on the customer's list. */
    customerContactId: uuid('customer_contact_id'),
    name: text('name'),
    phone: text('phone'),
    email: text('email'),
    webhook: text('webhook'),
    language: text('language').$type<Language>().notNull(),
    prefers: jsonb('prefers').$type<ContactChannel[]>().notNull(),
    roles: jsonb('roles').$type<ContactRole[]>().notNull(),
    erasedAt: instant('erased_at'),
  },
  (table) => [
    index('ticket_contacts_number').on(table.number),
    index('ticket_contacts_phone').on(table.phone),
    index('ticket_contacts_email').on(sql`lower(${table.email})`),
  ],
);
