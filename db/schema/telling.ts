import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { RefusedFile } from '../../domain/inbound-mail.ts';
import type { MessageCause, MessageChannel, Offer, Recipient } from '../../domain/events-of-talk.ts';
import type { Bilingual, CallOutcome, Decision, Language } from '../../domain/words.ts';
import { instant } from './columns.ts';
import { users } from './people.ts';
import { tickets } from './ticket.ts';

/** One mail or text to somebody in place of many that came at once; its text follows from its messages. */
export const digests = pgTable(
  'digests',
  {
    id: uuid('id').primaryKey(),
    /** Somebody of the desk; null: a customer's contact, by their address. */
    userId: uuid('user_id').references(() => users.id),
    address: text('address'),
    channel: text('channel').$type<'email' | 'sms'>().notNull().default('email'),
    language: text('language').$type<Language>(),
    openedAt: instant('opened_at').notNull(),
    /** When it goes out; until then more may join. */
    dueAt: instant('due_at').notNull(),
    /** Nothing joins any more. */
    closedAt: instant('closed_at'),
    outcome: text('outcome').$type<'queued' | 'sent' | 'failed'>().notNull().default('queued'),
    failure: text('failure'),
    /** As of a message: set just before the conversation with the mail server, cleared when its answer is known. */
    sendingSince: instant('sending_since'),
    possibleDuplicate: boolean('possible_duplicate').notNull().default(false),
    sentAt: instant('sent_at'),
  },
  (table) => [
    index('digests_open')
      .on(table.userId)
      .where(sql`${table.closedAt} is null`),
    index('digests_open_to_address')
      .on(table.address)
      .where(sql`${table.closedAt} is null`),
  ],
);

/** How a message went, or came: `link` is the customer's page. */
export type MessageWay = MessageChannel | 'link';

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
    channel: text('channel').$type<MessageWay>().notNull(),
    cause: text('cause').$type<MessageCause>().notNull(),
    language: text('language').$type<Language>().notNull(),
    template: jsonb('template').$type<{ id: string; version: number } | null>(),
    subject: text('subject'),
    body: text('body'),
    /** The operator's own HTML, filled; null where it is made of the body. */
    html: text('html'),
    /** The head of the protocol when the text was stored: as the text ends with it, with the whole hash. */
    receipt: text('receipt'),
    /** The digest that it goes out in; its own otherwise. */
    digestId: uuid('digest_id').references(() => digests.id),
    outcome: text('outcome').$type<'queued' | 'sent' | 'delivered' | 'failed'>().notNull(),
    failure: text('failure'),
    /** What reports and bounces name it by; of a mail its Message-ID. */
    reference: text('reference'),
    /** Set just before the conversation with the mail server, cleared when its answer is known. */
    sendingSince: instant('sending_since'),
    /** Of one that came in: the answer that it looks like. */
    offers: text('offers').$type<Offer>(),
    /** Of one that came in: what was attached and not taken. */
    refused: jsonb('refused').$type<readonly RefusedFile[]>(),
    possibleDuplicate: boolean('possible_duplicate').notNull().default(false),
    queuedAt: instant('queued_at').notNull(),
    sentAt: instant('sent_at'),
    erasedAt: instant('erased_at'),
  },
  (table) => [
    uniqueIndex('messages_key').on(table.number, table.key),
    index('messages_ticket').on(table.number, table.queuedAt),
    index('messages_staff')
      .on(sql`(${table.recipient}->>'userId')`, table.queuedAt)
      .where(sql`${table.audience} = 'staff'`),
    index('messages_digest')
      .on(table.digestId)
      .where(sql`${table.digestId} is not null`),
    index('messages_reference')
      .on(table.reference)
      .where(sql`${table.reference} is not null`),
    index('messages_customer')
      .on(table.address, table.queuedAt)
      .where(sql`${table.audience} = 'customer'`),
    index('messages_queued')
      .on(table.channel, table.queuedAt)
      .where(sql`${table.outcome} = 'queued'`),
  ],
);

/** What a channel said of a message before the message's reference was known. */
export const deliveryReports = pgTable(
  'delivery_reports',
  {
    channel: text('channel').$type<MessageWay>().notNull(),
    reference: text('reference').notNull(),
    outcome: text('outcome').$type<'delivered' | 'failed'>().notNull(),
    failure: text('failure'),
    reportedAt: instant('reported_at').notNull(),
    receivedAt: instant('received_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.reference] })],
);

export interface CallAttempt {
  readonly callId: string;
  readonly at: string;
  readonly by: string;
  readonly outcome: CallOutcome;
  readonly contactId?: string;
  readonly decision?: Decision;
  /** The decision was given for these of the call's tickets; absent: for each that asked for one. */
  readonly tickets?: readonly string[];
  /** As the exchange measured it. */
  readonly durationSeconds?: number;
  /** It met a wrong number, and the contact was corrected since. */
  readonly corrected?: true;
}

/** What a call is for: to tell something, or because somebody called and nobody answered. */
export type CallPurpose = MessageCause | 'callBack';

/**
 * Something that the desk owes somebody to say on the phone. Those to one contact are merged into one call, whose rows
 * have due instant, assignee and attempts in common: each changes in all of them, under the lock of the first.
 */
export const callTasks = pgTable(
  'call_tasks',
  {
    id: uuid('id').primaryKey(),
    /** The row that its call began with, often itself: the id by which people know the call. */
    mergedInto: uuid('merged_into').notNull(),
    /** Null, as contact and episode, for calling back somebody whose call was about no ticket (yet). */
    number: text('number').references(() => tickets.number),
    key: text('key').notNull(),
    contactId: uuid('contact_id'),
    /** Whom to call back, where that is no contact of a ticket. */
    phone: text('phone'),
    purpose: text('purpose').$type<CallPurpose>().notNull(),
    episode: integer('episode'),
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
      .on(table.dueAt, table.mergedInto)
      .where(sql`${table.state} = 'open'`),
    index('call_tasks_over')
      .on(table.dueAt, table.mergedInto)
      .where(sql`${table.state} <> 'open'`),
    index('call_tasks_merged').on(table.mergedInto),
    index('call_tasks_contact')
      .on(table.contactId)
      .where(sql`${table.state} = 'open'`),
    // One call back is owed to a number, however often it rang.
    uniqueIndex('call_tasks_phone')
      .on(table.phone)
      .where(sql`${table.state} = 'open' and ${table.phone} is not null`),
  ],
);

export type CallTask = typeof callTasks.$inferSelect;

/** Calls that are about no ticket (yet). */
export const calls = pgTable('calls', {
  id: uuid('id').primaryKey(),
  direction: text('direction').$type<'in' | 'out'>().notNull(),
  outcome: text('outcome').$type<CallOutcome>().notNull(),
  phone: text('phone'),
  text: text('text'),
  durationSeconds: integer('duration_seconds'),
  /** Null: the exchange's own record, of a call that nobody of the desk took. */
  loggedBy: uuid('logged_by'),
  loggedAt: instant('logged_at').notNull().defaultNow(),
});

/** A template on its way to whoever tries it, filled with a sample. Kept for a day. */
export const testMails = pgTable(
  'test_mails',
  {
    id: uuid('id').primaryKey(),
    /** Who tries it: it goes to their address as it is when it is sent. */
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    template: jsonb('template').$type<{ id: string; version: number }>().notNull(),
    language: text('language').$type<Language>().notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    html: text('html').notNull(),
    outcome: text('outcome').$type<'queued' | 'sent' | 'failed'>().notNull().default('queued'),
    failure: text('failure'),
    /** As of a message. */
    sendingSince: instant('sending_since'),
    possibleDuplicate: boolean('possible_duplicate').notNull().default(false),
    queuedAt: instant('queued_at').notNull().defaultNow(),
    sentAt: instant('sent_at'),
  },
  (table) => [index('test_mails_queued').on(table.queuedAt)],
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
    /** Null: made of the body. */
    html: jsonb('html').$type<Bilingual>(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.version] }),
    index('templates_cause').on(table.cause, table.channel),
  ],
);
