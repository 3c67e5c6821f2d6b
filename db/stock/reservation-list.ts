import { and, asc, eq, isNotNull, isNull, notInArray, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { openStatuses } from '../../domain/status.ts';
import type { Reader } from '../client.ts';
import { parts, reservations, scheduledWorks, tickets, users, visits, visitTickets, warehouses } from '../schema.ts';
import type { Reservation } from './reservations.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** A reservation with the names that people go by. */
export interface SeenReservation extends Reservation {
  readonly partName: string;
  readonly partNumber: string;
  readonly warehouseName: string;
  /** The ticket that it is for, or the first one of its visit. */
  readonly ticket: string | null;
  /** Who has it, or else who goes. */
  readonly engineer: Named | null;
}

/** What has to be picked in a warehouse, by when it is needed. */
export function listPicking(reader: Reader, asked: { warehouseId?: string | undefined; limit: number }) {
  const { warehouseId, limit } = asked;
  const there = warehouseId === undefined ? undefined : eq(reservations.warehouseId, warehouseId);
  return seen(reader, and(eq(reservations.status, 'reserved'), there), limit);
}

/** What was issued for something that is over by now: it has to come back. */
export function listToReturn(reader: Reader, asked: { engineerId?: string | undefined; limit: number }) {
  const { engineerId, limit } = asked;
  const over = or(
    isNotNull(visits.endedAt),
    isNotNull(scheduledWorks.endedAt),
    and(isNull(visits.id), notInArray(tickets.status, [...openStatuses])),
  );
  const theirs = engineerId === undefined ? undefined : eq(reservations.issuedTo, engineerId);
  return seen(reader, and(eq(reservations.status, 'issued'), over, theirs), limit);
}

/** What is, or was, kept for a ticket or for one of its visits. */
export function reservationsOf(reader: Reader, number: string): Promise<SeenReservation[]> {
  const ofVisits = sql`${reservations.visitId} in (
    select ${visitTickets.visitId} from ${visitTickets} where ${visitTickets.number} = ${number})`;
  return seen(reader, or(eq(reservations.number, number), ofVisits), 1_000);
}

export async function seenReservation(reader: Reader, id: string): Promise<SeenReservation> {
  const [found] = await seen(reader, eq(reservations.id, id), 1);
  if (found === undefined) throw new Error('a reservation that was changed just now is there');
  return found;
}

const holder = alias(users, 'holder');
const firstOfVisit = sql`(select first.number from visit_tickets first
  where first.visit_id = ${reservations.visitId} order by first.joined_at, first.number limit 1)`;

async function seen(reader: Reader, wanted: SQL | undefined, limit: number): Promise<SeenReservation[]> {
  const rows = await reader
    .select({
      reservation: reservations,
      partName: parts.name,
      partNumber: parts.number,
      warehouseName: warehouses.name,
      ticket: sql<string | null>`coalesce(${reservations.number}, ${firstOfVisit})`,
      engineerId: holder.id,
      engineerName: holder.name,
    })
    .from(reservations)
    .innerJoin(parts, eq(parts.id, reservations.partId))
    .innerJoin(warehouses, eq(warehouses.id, reservations.warehouseId))
    .leftJoin(visits, eq(visits.id, reservations.visitId))
    .leftJoin(tickets, eq(tickets.number, reservations.number))
    .leftJoin(scheduledWorks, eq(scheduledWorks.id, reservations.worksId))
    .leftJoin(holder, sql`${holder.id} = coalesce(${reservations.issuedTo}, ${visits.engineerId})`)
    .where(wanted)
    .orderBy(sql`${reservations.neededBy} asc nulls last`, asc(reservations.reservedAt), asc(reservations.id))
    .limit(limit);
  return rows.map(({ reservation, engineerId, engineerName, ...names }) => ({
    ...reservation,
    ...names,
    engineer: engineerId === null ? null : { id: engineerId, name: engineerName ?? '' },
  }));
}
