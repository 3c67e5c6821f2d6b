import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Measure, TestKind, Threshold } from '../../domain/line/tests.ts';
import type { Bilingual, Zone } from '../../domain/words.ts';
import { instant } from './columns.ts';
import { elements } from './network.ts';

export const testSpecifications = pgTable('test_specifications', {
  id: uuid('id').primaryKey(),
  name: jsonb('name').$type<Bilingual>().notNull(),
  kind: text('kind').$type<TestKind>().notNull(),
  zones: jsonb('zones').$type<Zone[]>().notNull().default([]),
  elementKinds: jsonb('element_kinds').$type<string[]>().notNull().default([]),
  settings: jsonb('settings').$type<Record<string, unknown>>().notNull().default({}),
  timeoutMs: integer('timeout_ms').notNull(),
  thresholds: jsonb('thresholds').$type<Threshold[]>().notNull().default([]),
  runs: text('runs').$type<'always' | 'onDemand'>().notNull().default('always'),
});

/** One element tested once: the evidence of every ticket whose line runs through it. */
export const elementTests = pgTable(
  'element_tests',
  {
    id: uuid('id').primaryKey(),
    elementId: uuid('element_id')
      .notNull()
      .references(() => elements.id),
    site: text('site').notNull(),
    /** The run that carries it out, `<number>/<run>`: its second attempt goes on with it. */
    claimedBy: text('claimed_by').notNull(),
    startedAt: instant('started_at').notNull(),
    /** Null while it is under way. */
    endedAt: instant('ended_at'),
    outcome: text('outcome').$type<'pass' | 'fail' | 'error' | 'blind'>(),
    measures: jsonb('measures').$type<Measure[]>().notNull().default([]),
    /** What was heard, bounded. */
    raw: text('raw'),
  },
  (table) => [index('element_tests_latest').on(table.elementId, sql`${table.startedAt} desc`)],
);
