import { boolean, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { ElementProbe } from '../../domain/line/tests.ts';
import type { Zone } from '../../domain/words.ts';
import { instant } from './columns.ts';
import { customers, contracts } from './customers.ts';

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
  },
  (table) => [index('scheduled_works_to').on(table.to)],
);
