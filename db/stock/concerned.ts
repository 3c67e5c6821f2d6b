import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Instant } from '../../domain/instant.ts';
import { databaseNow } from '../append.ts';
import type { Tx } from '../client.ts';
import { tickets, visits, visitTickets } from '../schema.ts';
import type { Reservation } from './reservations.ts';

export interface Concerned {
  /** The tickets that hear of it. */
  readonly numbers: readonly string[];
  /** The database's clock when the locks were taken. */
  readonly now: Instant;
}

/** Locks what a reservation is for, before any stock: its visit, then the tickets in the order of their numbers. */
export async function lockConcerned(
  tx: Tx,
  { visitId, number }: Pick<Reservation, 'visitId' | 'number'>,
): Promise<Concerned> {
  const ofVisit = visitId === null ? [] : await ticketsOfVisit(tx, visitId);
  const numbers = [...new Set(number === null ? ofVisit : [...ofVisit, number])];
  if (numbers.length > 0) {
    const rows = tx.select({ number: tickets.number }).from(tickets).where(inArray(tickets.number, numbers));
    await rows.orderBy(asc(tickets.number)).for('update');
  }
  const [row] = await tx.execute<{ now: Instant }>(sql`select ${databaseNow} as now`);
  return { numbers, now: row!.now };
}

async function ticketsOfVisit(tx: Tx, visitId: string): Promise<string[]> {
  await tx.select({ id: visits.id }).from(visits).where(eq(visits.id, visitId)).for('update');
  const rows = await tx
    .select({ number: visitTickets.number })
    .from(visitTickets)
    .where(and(eq(visitTickets.visitId, visitId), isNull(visitTickets.leftAt)));
  return rows.map(({ number }) => number);
}
