import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Question, QuestionnaireRule } from '../../domain/questionnaire.ts';
import type { Bilingual } from '../../domain/words.ts';

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
