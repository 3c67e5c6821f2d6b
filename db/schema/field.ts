import { sql } from 'drizzle-orm';
import {
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { By } from '../../domain/actor.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import type { Language, Priority, VisitStatus, Zone } from '../../domain/words.ts';
import { instant } from './columns.ts';
import { elements, sites } from './network.ts';
import { users } from './people.ts';
import { tickets } from './ticket.ts';

const instantRange = customType<{ data: string }>({ dataType: () => 'tstzrange' });

/** Who can be sent: a user of the desk, with what dispatch asks about. */
export const engineers = pgTable('engineers', {
  /** The user's own id: an engineer is a user. */
  id: uuid('id')
    .primaryKey()
    .references(() => users.id),
  region: text('region').notNull(),
  skills: jsonb('skills').$type<string[]>().notNull(),
  languages: jsonb('languages').$type<Language[]>().notNull(),
  overtime: boolean('overtime').notNull().default(false),
});

/** When engineers work, and when in that time they do not after all. */
export const shifts = pgTable(
  'shifts',
  {
    id: uuid('id').primaryKey(),
    engineerId: uuid('engineer_id')
      .notNull()
      .references(() => engineers.id),
    kind: text('kind').$type<'shift' | 'absence'>().notNull(),
    from: instant('from_at').notNull(),
    to: instant('to_at').notNull(),
  },
  (table) => [index('shifts_engineer').on(table.engineerId, table.to)],
);

/** How long it takes from one region to another. Read both ways where only one is given. */
export const travelTimes = pgTable(
  'travel_times',
  { from: text('from_region').notNull(), to: text('to_region').notNull(), minutes: integer('minutes').notNull() },
  (table) => [primaryKey({ columns: [table.from, table.to] })],
);

/** The read model of visits and their fold. Its row lock orders all that happens to a visit; tickets are locked after it. */
export const visits = pgTable(
  'visits',
  {
    id: uuid('id').primaryKey(),
    status: text('status').$type<VisitStatus>().notNull(),
    priority: text('priority').$type<Priority>().notNull(),
    zone: text('zone').$type<Zone>().notNull(),
    elementId: uuid('element_id').references(() => elements.id),
    siteId: uuid('site_id').references(() => sites.id),
    engineerId: uuid('engineer_id').references(() => engineers.id),
    from: instant('from_at'),
    to: instant('to_at'),
    requestedAt: instant('requested_at').notNull(),
    endedAt: instant('ended_at'),
    /** It waits for somebody to become free. */
    waiting: boolean('waiting').notNull().default(false),
    state: jsonb('state').$type<Visit>().notNull(),
    position: integer('position').notNull(),
  },
  (table) => [
    // One element, one fault, one visit.
    uniqueIndex('visits_one_per_element')
      .on(table.elementId)
      .where(sql`${table.elementId} is not null and ended_at is null`),
    index('visits_engineer').on(table.engineerId, table.from),
    index('visits_open')
      .on(table.from)
      .where(sql`ended_at is null`),
    index('visits_waiting')
      .on(table.id)
      .where(sql`${table.waiting}`),
    index('visits_requested').on(table.requestedAt, table.id),
  ],
);

/** Which tickets wait, or waited, for a visit. */
export const visitTickets = pgTable(
  'visit_tickets',
  {
    visitId: uuid('visit_id')
      .notNull()
      .references(() => visits.id),
    number: text('number')
      .notNull()
      .references(() => tickets.number),
    joinedAt: instant('joined_at').notNull(),
    leftAt: instant('left_at'),
  },
  (table) => [primaryKey({ columns: [table.visitId, table.number] }), index('visit_tickets_number').on(table.number)],
);

/** What happened to a visit, with the instant when it happened and the one when it was told. Only grows. */
export const visitLog = pgTable(
  'visit_log',
  {
    visitId: uuid('visit_id')
      .notNull()
      .references(() => visits.id),
    position: integer('position').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    type: text('type').notNull(),
    by: jsonb('by').$type<By>().notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.visitId, table.position] }),
    // Whose visit it ever was: engineers go on reading the tickets of theirs.
    index('visit_log_engineers')
      .on(sql`(data->>'engineerId')`)
      .where(sql`type = 'visitBooked'`),
  ],
);

/** Time of engineers that is taken, travel included. No two of one engineer overlap: see the constraint in the migration. */
export const bookings = pgTable(
  'bookings',
  {
    visitId: uuid('visit_id')
      .primaryKey()
      .references(() => visits.id),
    engineerId: uuid('engineer_id')
      .notNull()
      .references(() => engineers.id),
    during: instantRange('during').notNull(),
    /** Where the engineer is at its end. */
    region: text('region').notNull(),
  },
  (table) => [index('bookings_engineer').on(table.engineerId)],
);

/** Photos and signatures: the files lie outside the database, under the name of their hash. */
export const attachments = pgTable(
  'attachments',
  {
    id: uuid('id').primaryKey(),
    visitId: uuid('visit_id')
      .notNull()
      .references(() => visits.id),
    kind: text('kind').$type<'photo' | 'signature'>().notNull(),
    mediaType: text('media_type').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    by: uuid('by').notNull(),
    happenedAt: instant('happened_at').notNull(),
    addedAt: instant('added_at').notNull().defaultNow(),
  },
  (table) => [index('attachments_visit').on(table.visitId)],
);
