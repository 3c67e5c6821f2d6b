import { boolean, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { ElementProbe } from '../../domain/line/tests.ts';
import type { WorksNotice } from '../../domain/scheduled-works.ts';
import type { Zone } from '../../domain/words.ts';
import { instant } from './columns.ts';
import { customers, contracts } from './customers.ts';
import { tickets } from './ticket.ts';

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
  probes: jsonb('probes').$type<ElementProbe[]>().notNull(),
  /** The site whose probe tests it; null for the desk's usual one. */
  probeSite: text('probe_site'),
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
  (table) => [index('services_customer').on(table.customerId), index('services_chain').using('gin', table.chain)],
);

/** Maintenance that was planned: faults on these elements within the window say so. */
export const scheduledWorks = pgTable(
  'scheduled_works',
  {
    id: uuid('id').primaryKey(),
    title: text('title').notNull(),
    siteId: uuid('site_id').references(() => sites.id),
    elements: jsonb('elements').$type<string[]>().notNull().default([]),
    from: instant('from').notNull(),
    to: instant('to').notNull(),
    /** The service that carries them out. */
    team: text('team').notNull().default('field'),
    plannedAt: instant('planned_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
    /** Why they were called off before they were over, for the desk. */
    calledOff: text('called_off'),
  },
  (table) => [index('scheduled_works_to').on(table.to)],
);

/** Whom scheduled works were told, once for each customer and cause. */
export const worksNotices = pgTable(
  'works_notices',
  {
    worksId: uuid('works_id')
      .notNull()
      .references(() => scheduledWorks.id),
    customerId: uuid('customer_id')
      .notNull()
      .references(() => customers.id),
    cause: text('cause').$type<WorksNotice>().notNull(),
    outcome: text('outcome').$type<'queued' | 'sent' | 'failed' | 'notReachable'>().notNull(),
    failure: text('failure'),
    /** As of a message: set just before the conversation with the mail server, cleared when its answer is known. */
    sendingSince: instant('sending_since'),
    possibleDuplicate: boolean('possible_duplicate').notNull().default(false),
    sentAt: instant('sent_at'),
  },
  (table) => [primaryKey({ columns: [table.worksId, table.customerId, table.cause] })],
);

/** Tickets on what is worked on, while it is worked on. */
export const worksTickets = pgTable(
  'works_tickets',
  {
    worksId: uuid('works_id')
      .notNull()
      .references(() => scheduledWorks.id),
    number: text('number')
      .notNull()
      .references(() => tickets.number),
    linkedAt: instant('linked_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.worksId, table.number] }), index('works_tickets_number').on(table.number)],
);
