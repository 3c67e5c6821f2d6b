import { asc, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { advanceVisit, type Advanced } from '../../activities/advance-visit.ts';
import type { Database } from '../../db/client.ts';
import { readEntries } from '../../db/protocol.ts';
import {
  bookings,
  elements,
  engineers,
  orders,
  parts,
  reservations,
  shifts,
  sites,
  users,
  visits,
  warehouses,
} from '../../db/schema.ts';
import { receiveStock } from '../../db/stock/change-stock.ts';
import { requestVisit } from '../../db/visits/request-visit.ts';
import { theDesk, type Person } from '../../domain/actor.ts';
import type { EventType } from '../../domain/events.ts';
import { instantOf, msOf, type Instant } from '../../domain/instant.ts';
import type { VisitRequest } from '../../domain/visit/visit-request.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import { openedOn } from './tickets-on-database.ts';

const hourMs = 3_600_000;

export const theSite = '019b8c00-0000-7000-e100-000000000001';
export const thePart = '019b8c00-0000-7000-e200-000000000001';
export const theStore = '019b8c00-0000-7000-e300-000000000001';
export const theSwitch = '019b8c00-0000-7000-d000-000000000001';
export const anotherSwitch = '019b8c00-0000-7000-d000-000000000002';

/** Field engineers in the order in which they come to work: the first of equals is asked first. */
export function engineer(place: number): Person {
  return { kind: 'person', id: `019b8c00-0000-7000-8100-00000000000${place}`, roles: ['engineer'] };
}

/** Where the switches stand, what replaces one, and where that lies. */
export async function storesAreFilled({ db }: Database, quantity = 3): Promise<void> {
  const site = { id: theSite, name: 'Узел', address: 'ул. Мира, 2', region: 'Урал', timeZone: 'Asia/Yekaterinburg' };
  await db.insert(sites).values(site);
  for (const id of [theSwitch, anotherSwitch]) {
    const element = { id, name: id, zone: 'access', kind: 'switch', siteId: theSite, address: '', probes: [] } as const;
    await db.insert(elements).values({ ...element, probes: [], owner: 'operator' });
  }
  await db.insert(parts).values({ id: thePart, name: 'Switch', number: 'SW-1', unit: 'шт.', models: ['switch'] });
  await db.insert(warehouses).values({ id: theStore, name: 'Склад', region: 'Урал' });
  const lot = { partId: thePart, warehouseId: theStore, quantity };
  await db.transaction((tx) => receiveStock(tx, lot, theDesk));
}

/** Somebody who can mend switches, on shift from so many hours before to so many after now. */
export async function comesToWork({ db }: Database, { id }: Person, from = -1, to = 24): Promise<void> {
  const user = { id, login: id, name: 'Инженер', passwordHash: 'none', roles: ['engineer' as const] };
  await db.insert(users).values({ ...user, language: 'ru' });
  await db.insert(engineers).values({ id, region: 'Урал', skills: ['switch'], languages: ['ru'] });
  await db.insert(warehouses).values({ id: v7(), name: 'Машина', region: 'Урал', engineerId: id });
  await hasShift({ db }, { id }, from, to);
}

export async function hasShift({ db }: Pick<Database, 'db'>, { id }: Pick<Person, 'id'>, from: number, to: number) {
  await db.insert(shifts).values({ id: v7(), engineerId: id, kind: 'shift', from: hours(from), to: hours(to) });
}

function hours(ahead: number): Date {
  return new Date(Date.now() + ahead * hourMs);
}

/** What a ticket with a dead switch asks for. */
export function request(
  number: string,
  differences: Partial<Omit<VisitRequest, 'ticket'>> & Partial<VisitRequest['ticket']> = {},
): VisitRequest {
  const { priority = 'P1', urgency = 0, arriveBy = null, ...more } = differences;
  return {
    ...{
      cause: 'hardware',
      dispatch: 'automatic',
      zone: 'access',
      element: theSwitch,
      siteId: theSite,
      region: 'Урал',
    },
    ...{ skills: ['switch'], language: null, parts: [{ partId: thePart, quantity: 1 }], wanted: null },
    ...more,
    ticket: { number, priority, urgency, arriveBy },
  };
}

/** A ticket that is opened and asks at once; answers with its number and the visit. */
export async function asksForVisit(database: Database, differences: Parameters<typeof request>[1] = {}) {
  const { number } = await openedOn(database, { dispatches: true });
  const now = instantOf(Date.now());
  const { visitId } = await database.db.transaction((tx) =>
    requestVisit(tx, request(number, differences), theDesk, now),
  );
  return { number, visitId };
}

/** The visit's workflow looks at it, so many minutes from now by its own clock. */
export function advances(database: Database, visitId: string, minutes = 0): Promise<Advanced> {
  return advanceVisit(database, { visitId, now: inMinutes(minutes) });
}

export function inMinutes(minutes: number): Instant {
  return instantOf(Date.now() + minutes * 60_000);
}

export async function visitOn({ db }: Database, id: string): Promise<Visit> {
  const [row] = await db.select({ visit: visits.state }).from(visits).where(eq(visits.id, id));
  return row!.visit;
}

/** How often each part is kept for somebody. */
export async function keptOn({ db }: Database): Promise<number> {
  return db.$count(reservations, eq(reservations.status, 'reserved'));
}

/** Engineers whose time is taken, with from and to. */
export async function bookedOn({ db }: Database) {
  const { engineerId, visitId, during } = bookings;
  return db
    .select({ engineerId, visitId, from: sql<string>`lower(${during})`, to: sql<string>`upper(${during})` })
    .from(bookings)
    .orderBy(asc(sql`lower(${during})`));
}

/** What a ticket was told about its visits and parts, in order. */
export async function toldTo({ db }: Database, number: string): Promise<EventType[]> {
  const entries = await readEntries(db, number, 0);
  return entries.map(({ type }) => type).filter((type) => /^(visit|engineer|part|nobodyFree|escalated)/.test(type));
}

/** The visits that an order wakes; the orders are gone then. */
export async function wokenOn({ db }: Database): Promise<string[]> {
  const rows = await db.delete(orders).where(eq(orders.kind, 'visitChanged')).returning({ visitId: orders.visitId });
  return [...new Set(rows.flatMap(({ visitId }) => visitId ?? []))];
}

/** How far two instants lie apart, in minutes. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.round((msOf(to) - msOf(from)) / 60_000);
}
