import { eq } from 'drizzle-orm';
import { Refusal } from '../../domain/refusal.ts';
import type { Reader, Tx } from '../client.ts';
import { reservations } from '../schema.ts';

/** Parts that are kept for somebody, as the table has it. */
export type Reservation = typeof reservations.$inferSelect;

/** @throws Refusal notFound */
export async function seeReservation(reader: Reader, id: string): Promise<Reservation> {
  const [row] = await reader.select().from(reservations).where(eq(reservations.id, id));
  return orNotFound(row);
}

/** Its row lock orders what happens to a reservation; stock is locked after it. @throws Refusal notFound */
export async function lockReservation(tx: Tx, id: string): Promise<Reservation> {
  const [row] = await tx.select().from(reservations).where(eq(reservations.id, id)).for('update');
  return orNotFound(row);
}

export async function changeReservation(
  tx: Tx,
  { id }: Pick<Reservation, 'id'>,
  change: Partial<typeof reservations.$inferInsert>,
): Promise<Reservation> {
  const [row] = await tx.update(reservations).set(change).where(eq(reservations.id, id)).returning();
  return orNotFound(row);
}

function orNotFound(row: Reservation | undefined): Reservation {
  if (!row) throw new Refusal('notFound', 'no such reservation');
  return row;
}
