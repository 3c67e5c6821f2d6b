import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgSequence, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
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
} from '../../domain/words.ts';
import { instant, transactionId } from './columns.ts';

export const ticketSequence = pgSequence('ticket_sequence', { startWith: 100_001 });

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
    episode: integer('episode').notNull(),
    reportedAt: instant('reported_at').notNull(),
    openedAt: instant('opened_at').notNull(),
    endedAt: instant('ended_at'),
    nextAt: instant('next_at'),
    nextWhat: text('next_what'),
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
    index('tickets_queue')
      .on(sql`${table.nextAt} asc nulls last`, table.number)
      .where(sql`${table.endedAt} is null`),
    index('tickets_opened').on(sql`${table.openedAt} desc`, table.number),
    index('tickets_customer').on(table.customerId, sql`${table.openedAt} desc`),
    index('tickets_service').on(table.serviceId, sql`${table.openedAt} desc`),
    index('tickets_assignee')
      .on(table.assigneeId)
      .where(sql`${table.endedAt} is null`),
  ],
);

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
