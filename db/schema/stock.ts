import { sql } from 'drizzle-orm';
import {
  bigserial,
  check,
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
import type { MovementKind, ReservationStatus } from '../../domain/words.ts';
import { instant } from './columns.ts';
import { engineers, visits } from './field.ts';
import { elements, scheduledWorks } from './network.ts';
import { tickets } from './ticket.ts';

/** Where spare parts lie; an engineer's van is one too. */
export const warehouses = pgTable(
  'warehouses',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    region: text('region').notNull(),
    /** Whose van it is. */
    engineerId: uuid('engineer_id').references(() => engineers.id),
  },
  (table) => [uniqueIndex('warehouses_van').on(table.engineerId)],
);

export const parts = pgTable(
  'parts',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** The maker's or the operator's own number. */
    number: text('number').notNull(),
    unit: text('unit').notNull(),
    /** Kinds of elements that it can replace. */
    models: jsonb('models').$type<string[]>().notNull().default([]),
  },
  (table) => [uniqueIndex('parts_number').on(table.number)],
);

/** The sums of the ledger, kept with it in one transaction. Never below zero, never more promised than there is. */
export const stock = pgTable(
  'stock',
  {
    partId: uuid('part_id')
      .notNull()
      .references(() => parts.id),
    warehouseId: uuid('warehouse_id')
      .notNull()
      .references(() => warehouses.id),
    onHand: integer('on_hand').notNull().default(0),
    reserved: integer('reserved').notNull().default(0),
    floor: integer('floor').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.partId, table.warehouseId] }),
    check('stock_never_negative', sql`${table.onHand} >= 0 and ${table.reserved} >= 0 and ${table.floor} >= 0`),
    check('stock_not_promised_twice', sql`${table.reserved} <= ${table.onHand}`),
  ],
);

/** Parts kept for a visit, a ticket or planned works, until they are used, returned or released. */
export const reservations = pgTable(
  'reservations',
  {
    id: uuid('id').primaryKey(),
    partId: uuid('part_id')
      .notNull()
      .references(() => parts.id),
    quantity: integer('quantity').notNull(),
    /** Where they lie now: after the issue the engineer's van. */
    warehouseId: uuid('warehouse_id')
      .notNull()
      .references(() => warehouses.id),
    status: text('status').$type<ReservationStatus>().notNull(),
    visitId: uuid('visit_id').references(() => visits.id),
    number: text('number').references(() => tickets.number),
    worksId: uuid('works_id').references(() => scheduledWorks.id),
    neededBy: instant('needed_by'),
    readyAt: instant('ready_at').notNull(),
    reservedAt: instant('reserved_at').notNull(),
    /** Handed over by the storekeeper, and received as the engineer says. */
    issuedAt: instant('issued_at'),
    issuedTo: uuid('issued_to').references(() => engineers.id),
    receivedAt: instant('received_at'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    check('reservations_for_somebody', sql`num_nonnulls(${table.visitId}, ${table.number}, ${table.worksId}) > 0`),
    check('reservations_of_something', sql`${table.quantity} > 0`),
    index('reservations_visit').on(table.visitId),
    index('reservations_ticket').on(table.number),
    index('reservations_works').on(table.worksId),
    index('reservations_picking')
      .on(table.warehouseId, table.neededBy)
      .where(sql`${table.status} = 'reserved'`),
  ],
);

/** The ledger. Only grows; its sums are the stock. */
export const movements = pgTable(
  'movements',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    at: instant('at').notNull().defaultNow(),
    kind: text('kind').$type<MovementKind>().notNull(),
    partId: uuid('part_id')
      .notNull()
      .references(() => parts.id),
    warehouseId: uuid('warehouse_id')
      .notNull()
      .references(() => warehouses.id),
    /** By how many `on_hand` and `reserved` changed. */
    onHand: integer('on_hand').notNull(),
    reserved: integer('reserved').notNull(),
    reservationId: uuid('reservation_id'),
    serialNumbers: jsonb('serial_numbers').$type<string[]>().notNull().default([]),
    by: jsonb('by').$type<By>().notNull(),
    reason: text('reason'),
  },
  (table) => [
    index('movements_stock').on(table.partId, table.warehouseId, table.id),
    index('movements_reservation').on(table.reservationId),
    index('movements_at').on(table.at),
  ],
);

const pieces = (name: MovementKind) => integer(name).notNull().default(0);

/**
 * How many pieces moved in each way, by months in UTC. Written with the lines that it sums: a report on a million of them
 * adds up a few thousand rows.
 */
export const stockMonths = pgTable(
  'stock_months',
  {
    /** `2026-01` */
    month: text('month').notNull(),
    partId: uuid('part_id')
      .notNull()
      .references(() => parts.id),
    warehouseId: uuid('warehouse_id')
      .notNull()
      .references(() => warehouses.id),
    receipt: pieces('receipt'),
    reservation: pieces('reservation'),
    release: pieces('release'),
    picking: pieces('picking'),
    issue: pieces('issue'),
    use: pieces('use'),
    return: pieces('return'),
    transfer: pieces('transfer'),
    adjustment: pieces('adjustment'),
  } satisfies Record<MovementKind, unknown> & Record<string, unknown>,
  (table) => [primaryKey({ columns: [table.month, table.partId, table.warehouseId] })],
);

/** Pieces that are known one by one. */
export const serialNumbers = pgTable(
  'serial_numbers',
  {
    partId: uuid('part_id')
      .notNull()
      .references(() => parts.id),
    serialNumber: text('serial_number').notNull(),
    state: text('state').$type<'inStock' | 'issued' | 'used' | 'dead' | 'inRepair'>().notNull(),
    warehouseId: uuid('warehouse_id').references(() => warehouses.id),
    /** Where it works now. */
    elementId: uuid('element_id').references(() => elements.id),
    reservationId: uuid('reservation_id'),
  },
  (table) => [
    primaryKey({ columns: [table.partId, table.serialNumber] }),
    index('serial_numbers_element').on(table.elementId),
  ],
);

/** Parts that have to be bought or brought, because a floor was touched or somebody went without. */
export const replenishments = pgTable(
  'replenishments',
  {
    id: uuid('id').primaryKey(),
    partId: uuid('part_id')
      .notNull()
      .references(() => parts.id),
    warehouseId: uuid('warehouse_id')
      .notNull()
      .references(() => warehouses.id),
    quantity: integer('quantity').notNull(),
    because: text('because').$type<'belowFloor' | 'outOfStock'>().notNull(),
    orderedAt: instant('ordered_at').notNull(),
    /** A receipt has brought the stock back above the floor. */
    filledAt: instant('filled_at'),
  },
  (table) => [
    // One open order for each: a second shortage makes it larger.
    uniqueIndex('replenishments_open')
      .on(table.partId, table.warehouseId)
      .where(sql`filled_at is null`),
  ],
);
