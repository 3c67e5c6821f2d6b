import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Terms } from '../../domain/terms.ts';
import type { ContactChannel, Language } from '../../domain/words.ts';
import type { QuietHours } from '../../domain/telling/quiet-hours.ts';
import { instant } from './columns.ts';

export const customers = pgTable('customers', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  language: text('language').$type<Language>().notNull(),
  phones: jsonb('phones').$type<string[]>().notNull(),
  emails: jsonb('emails').$type<string[]>().notNull(),
});

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
    webhook: text('webhook'),
    language: text('language').$type<Language>().notNull(),
    prefers: jsonb('prefers').$type<ContactChannel[]>().notNull(),
    mayConfirm: boolean('may_confirm').notNull(),
    /** By which channels they want to be told; one that is not named they have not spoken of. */
    consents: jsonb('consents').$type<Partial<Record<ContactChannel, boolean>>>().notNull().default({}),
    quietHours: jsonb('quiet_hours').$type<QuietHours | null>(),
    erasedAt: instant('erased_at'),
  },
  (table) => [
    index('customer_contacts_customer').on(table.customerId),
    index('customer_contacts_phone').on(table.phone),
  ],
);

/** How often a customer got a secret for their webhooks; the secret is made of that and of the desk's own. */
export const webhookSecrets = pgTable('webhook_secrets', {
  customerId: uuid('customer_id')
    .primaryKey()
    .references(() => customers.id),
  issue: integer('issue').notNull(),
  issuedAt: instant('issued_at').notNull().defaultNow(),
});

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
