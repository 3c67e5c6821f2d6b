import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

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
