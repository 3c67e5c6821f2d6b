import { sql } from 'drizzle-orm';
import {
  bigserial,
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { By, Role } from '../domain/actor.ts';
import type { MessageCause, MessageChannel, Recipient } from '../domain/events.ts';
import type { Question, QuestionnaireRule } from '../domain/questionnaire.ts';
import type { Status } from '../domain/status.ts';
import type { Terms } from '../domain/terms.ts';
import type { Ticket } from '../domain/ticket.ts';
import type {
  Bilingual,
  CallOutcome,
  ContactChannel,
  ContactRole,
  Decision,
  IntakeChannel,
  Language,
  Priority,
  Severity,
  Visibility,
  Zone,
} from '../domain/words.ts';

/** Instants are read as ISO strings by the queries that show them; rows hold Dates with millisecond precision. */
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' });

// ---- the ticket ----------------------------------------------------------------------------------------------

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

// ---- from the database to the engine, and what makes a request safe to repeat ----------------------------------

/** What the engine has to be told: a start, or a signal. Written with what causes it, deleted when it is done. */
export const orders = pgTable(
  'orders',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    number: text('number').notNull(),
    kind: text('kind').$type<'start' | 'customerAnswered' | 'factsRecorded'>().notNull(),
    orderedAt: instant('ordered_at').notNull().defaultNow(),
    notBefore: instant('not_before').notNull().defaultNow(),
    attempts: integer('attempts').notNull().default(0),
  },
  (table) => [index('orders_ticket').on(table.number, table.id), index('orders_due').on(table.notBefore)],
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

// ---- telling ---------------------------------------------------------------------------------------------------

/** Messages out and in. The text is stored before it is sent; `{{link}}` stands where the link was put on sending. */
export const messages = pgTable(
  'messages',
  {
    id: uuid('id').primaryKey(),
    number: text('number')
      .notNull()
      .references(() => tickets.number),
    key: text('key').notNull(),
    direction: text('direction').$type<'out' | 'in'>().notNull(),
    audience: text('audience').$type<'customer' | 'staff'>().notNull(),
    recipient: jsonb('recipient').$type<Recipient>().notNull(),
    address: text('address'),
    channel: text('channel').$type<MessageChannel>().notNull(),
    cause: text('cause').$type<MessageCause>().notNull(),
    language: text('language').$type<Language>().notNull(),
    template: jsonb('template').$type<{ id: string; version: number } | null>(),
    subject: text('subject'),
    body: text('body'),
    outcome: text('outcome').$type<'queued' | 'sent' | 'delivered' | 'failed'>().notNull(),
    failure: text('failure'),
    /** Set just before the conversation with the mail server, cleared when its answer is known. */
    sendingSince: instant('sending_since'),
    possibleDuplicate: boolean('possible_duplicate').notNull().default(false),
    queuedAt: instant('queued_at').notNull(),
    sentAt: instant('sent_at'),
    erasedAt: instant('erased_at'),
  },
  (table) => [
    uniqueIndex('messages_key').on(table.number, table.key),
    index('messages_ticket').on(table.number, table.queuedAt),
  ],
);

export interface CallAttempt {
  readonly callId: string;
  readonly at: string;
  readonly by: string;
  readonly outcome: CallOutcome;
  readonly contactId?: string;
  readonly decision?: Decision;
}

/** A call that the desk owes somebody. */
export const callTasks = pgTable(
  'call_tasks',
  {
    id: uuid('id').primaryKey(),
    number: text('number')
      .notNull()
      .references(() => tickets.number),
    key: text('key').notNull(),
    contactId: uuid('contact_id').notNull(),
    purpose: text('purpose').$type<MessageCause>().notNull(),
    episode: integer('episode').notNull(),
    script: text('script'),
    dueAt: instant('due_at').notNull(),
    assigneeId: uuid('assignee_id'),
    attempts: jsonb('attempts').$type<CallAttempt[]>().notNull().default([]),
    /** `done`: it was said. `void`: it need not be said any more. */
    state: text('state').$type<'open' | 'done' | 'void'>().notNull().default('open'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('call_tasks_key').on(table.number, table.key),
    index('call_tasks_open')
      .on(table.dueAt, table.id)
      .where(sql`${table.state} = 'open'`),
  ],
);

/** Calls that are about no ticket (yet). */
export const calls = pgTable('calls', {
  id: uuid('id').primaryKey(),
  direction: text('direction').$type<'in' | 'out'>().notNull(),
  outcome: text('outcome').$type<CallOutcome>().notNull(),
  phone: text('phone'),
  text: text('text'),
  durationSeconds: integer('duration_seconds'),
  loggedBy: uuid('logged_by').notNull(),
  loggedAt: instant('logged_at').notNull().defaultNow(),
});

// ---- people ----------------------------------------------------------------------------------------------------

export const users = pgTable(
  'users',
  {
    id: uuid('id').primaryKey(),
    login: text('login').notNull(),
    name: text('name').notNull(),
    passwordHash: text('password_hash').notNull(),
    roles: jsonb('roles').$type<Role[]>().notNull(),
    email: text('email'),
    phone: text('phone'),
    language: text('language').$type<Language>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('users_login').on(sql`lower(${table.login})`)],
);

/** What people signed in with: bearer tokens, by their hash. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('sessions_expiry').on(table.expiresAt)],
);

export const apiKeys = pgTable('api_keys', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  keyHash: text('key_hash').notNull().unique(),
  roles: jsonb('roles').$type<Role[]>().notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const signInFailures = pgTable(
  'sign_in_failures',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    login: text('login').notNull(),
    address: text('address').notNull(),
    failedAt: instant('failed_at').notNull().defaultNow(),
  },
  (table) => [index('sign_in_failures_login').on(table.login, table.failedAt)],
);

/** Who is on duty, by role. */
export const roster = pgTable(
  'roster',
  {
    id: uuid('id').primaryKey(),
    role: text('role').$type<Role>().notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    from: instant('from_at').notNull(),
    to: instant('to_at').notNull(),
  },
  (table) => [index('roster_role').on(table.role, table.from)],
);

// ---- whom we serve, and what we promised -------------------------------------------------------------------------

export const customers = pgTable('customers', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  language: text('language').$type<Language>().notNull(),
  phones: jsonb('phones').$type<string[]>().notNull(),
  emails: jsonb('emails').$type<string[]>().notNull(),
});

export interface QuietHours {
  readonly from: string;
  readonly to: string;
  readonly timeZone?: string;
}

export const customerContacts = pgTable(
  'customer_contacts',
  {
    id: uuid('id').primaryKey(),
    customerId: uuid('customer_id')
      .notNull()
      .references(() => customers.id),
    name: text('name'),
    phone: text('phone'),
    email: text('email'),
    language: text('language').$type<Language>().notNull(),
    prefers: jsonb('prefers').$type<ContactChannel[]>().notNull(),
    mayConfirm: boolean('may_confirm').notNull(),
    quietHours: jsonb('quiet_hours').$type<QuietHours | null>(),
    erasedAt: instant('erased_at'),
  },
  (table) => [
    index('customer_contacts_customer').on(table.customerId),
    index('customer_contacts_phone').on(table.phone),
  ],
);

export interface WorkingInterval {
  readonly day: string;
  readonly from: string;
  readonly to: string;
}
export interface CalendarException {
  readonly date: string;
  readonly intervals: readonly { readonly from: string; readonly to: string }[];
}

export const calendars = pgTable(
  'calendars',
  {
    id: uuid('id').notNull(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    timeZone: text('time_zone').notNull(),
    kind: text('kind').$type<'24x7' | 'business'>().notNull(),
    intervals: jsonb('intervals').$type<WorkingInterval[]>().notNull(),
    holidays: jsonb('holidays').$type<string[]>().notNull(),
    exceptions: jsonb('exceptions').$type<CalendarException[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] })],
);

export const contracts = pgTable('contracts', {
  id: uuid('id').primaryKey(),
  customerId: uuid('customer_id')
    .notNull()
    .references(() => customers.id),
  name: text('name').notNull(),
});

/** Versions of what a contract promises; the one in force when a ticket was reported holds for it. */
export const contractTerms = pgTable(
  'contract_terms',
  {
    contractId: uuid('contract_id')
      .notNull()
      .references(() => contracts.id),
    version: integer('version').notNull(),
    validFrom: instant('valid_from').notNull(),
    terms: jsonb('terms').$type<Terms>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.contractId, table.version] })],
);

export const sites = pgTable('sites', {
  id: uuid('id').primaryKey(),
  customerId: uuid('customer_id').references(() => customers.id),
  name: text('name').notNull(),
  address: text('address').notNull(),
  region: text('region').notNull(),
  timeZone: text('time_zone'),
  access: text('access'),
});

export const elements = pgTable('elements', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  zone: text('zone').$type<Zone>().notNull(),
  kind: text('kind'),
  siteId: uuid('site_id').references(() => sites.id),
  address: text('address').notNull(),
  probes: jsonb('probes').$type<Record<string, unknown>[]>().notNull(),
  owner: text('owner').$type<'customer' | 'operator' | 'supplier'>().notNull(),
  covered: boolean('covered').notNull().default(false),
  partIds: jsonb('part_ids').$type<string[]>().notNull().default([]),
});

export const services = pgTable(
  'services',
  {
    id: uuid('id').primaryKey(),
    customerId: uuid('customer_id')
      .notNull()
      .references(() => customers.id),
    contractId: uuid('contract_id')
      .notNull()
      .references(() => contracts.id),
    siteId: uuid('site_id')
      .notNull()
      .references(() => sites.id),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    chain: jsonb('chain').$type<string[]>().notNull(),
  },
  (table) => [index('services_customer').on(table.customerId)],
);

export const questionnaires = pgTable(
  'questionnaires',
  {
    id: uuid('id').notNull(),
    version: integer('version').notNull(),
    name: jsonb('name').$type<Bilingual>().notNull(),
    serviceKind: text('service_kind').notNull(),
    questions: jsonb('questions').$type<Question[]>().notNull(),
    rules: jsonb('rules').$type<QuestionnaireRule[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] })],
);

export const templates = pgTable(
  'templates',
  {
    id: uuid('id').notNull(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    cause: text('cause').$type<MessageCause>().notNull(),
    channel: text('channel').$type<MessageChannel>().notNull(),
    subject: jsonb('subject').$type<Bilingual>().notNull(),
    body: jsonb('body').$type<Bilingual>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.version] }),
    index('templates_cause').on(table.cause, table.channel),
  ],
);
