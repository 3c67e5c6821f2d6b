import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { PartsWanted } from '../../domain/events-of-field.ts';
import type { Tx } from '../client.ts';
import { reservations, visitTickets } from '../schema.ts';

/**
 * What the tickets of a visit had kept for themselves, asked for by hand or in place of a dead part, is kept for the
 * visit from now on. Gives what is still wanted.
 */
export async function adopt(tx: Tx, visitId: string, wanted: readonly PartsWanted[]): Promise<PartsWanted[]> {
  if (wanted.length === 0) return [];
  const found = await keptByTickets(tx, visitId, wanted);
  const rest = new Map(wanted.map(({ partId, quantity }) => [partId, quantity]));
  const adopted: string[] = [];
  for (const { id, partId, quantity } of found) {
    const still = rest.get(partId) ?? 0;
    if (still <= 0) continue;
    rest.set(partId, still - quantity);
    adopted.push(id);
  }
  if (adopted.length > 0) {
    await tx.update(reservations).set({ visitId, number: null }).where(inArray(reservations.id, adopted));
  }
  return [...rest].filter(([, quantity]) => quantity > 0).map(([partId, quantity]) => ({ partId, quantity }));
}

async function keptByTickets(tx: Tx, visitId: string, wanted: readonly PartsWanted[]) {
  const waiting = tx
    .select({ number: visitTickets.number })
    .from(visitTickets)
    .where(and(eq(visitTickets.visitId, visitId), isNull(visitTickets.leftAt)));
  const { id, partId, quantity } = reservations;
  return tx
    .select({ id, partId, quantity })
    .from(reservations)
    .where(
      and(
        inArray(reservations.number, waiting),
        isNull(reservations.visitId),
        eq(reservations.status, 'reserved'),
        inArray(
          partId,
          wanted.map((one) => one.partId),
        ),
      ),
    )
    .orderBy(asc(id))
    .for('update');
}
