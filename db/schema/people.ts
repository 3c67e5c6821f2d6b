import { sql } from 'drizzle-orm';
import { bigserial, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Role } from '../../domain/actor.ts';
import type { QuietHours } from '../../domain/telling/quiet-hours.ts';
import type { Language } from '../../domain/words.ts';
import { instant } from './columns.ts';

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
    /** Their own phone at the exchange; null: they call and are called by hand. */
    extension: text('extension'),
    language: text('language').$type<Language>().notNull(),
    /** When they want no mail while they are not on duty. */
    quietHours: jsonb('quiet_hours').$type<Omit<QuietHours, 'except'> | null>(),
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
