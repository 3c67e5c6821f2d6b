import { and, eq, max } from 'drizzle-orm';
import type { Instant } from '../../domain/instant.ts';
import type { Reader } from '../client.ts';
import { reservations } from '../schema.ts';

/** When the last part that is kept for a visit can be there; null where none is awaited. */
export async function partsReadyAt(reader: Reader, visitId: string): Promise<Instant | null> {
  const [row] = await reader
    .select({ readyAt: max(reservations.readyAt) })
    .from(reservations)
    .where(and(eq(reservations.visitId, visitId), eq(reservations.status, 'reserved')));
  return row?.readyAt?.toISOString() ?? null;
}
