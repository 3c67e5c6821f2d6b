import { eq } from 'drizzle-orm';
import type { TicketEvent } from '../../domain/events.ts';
import { claimOf } from '../../domain/stock/claim.ts';
import type { Tx } from '../client.ts';
import { visits } from '../schema.ts';
import { reserveParts } from './reserve.ts';
import type { Handled } from './use.ts';

/**
 * Keeps another part for each dead one that was not made up for on the spot. For the ticket, because this visit ends
 * with it; the next visit of the ticket takes it over.
 */
export async function replaceDead(tx: Tx, { visitId, number, used, dead, at, by }: Handled): Promise<TicketEvent[]> {
  if (dead.length === 0) return [];
  const [visit] = await tx
    .select({ state: visits.state, priority: visits.priority })
    .from(visits)
    .where(eq(visits.id, visitId));
  const wanted = visit?.state.parts ?? [];
  const parts = [...new Set(dead.map(({ partId }) => partId))].sort().flatMap((partId) => {
    const gone = countOf(dead, partId);
    const still = countOf(wanted, partId) === 0 ? gone : countOf(wanted, partId) - countOf(used, partId);
    const quantity = Math.min(gone, still);
    return quantity > 0 ? [{ partId, quantity }] : [];
  });
  const where = { claim: claimOf(visit?.priority ?? 'P4'), region: visit?.state.region ?? null, engineerId: null };
  const keeping = { visitId: null, number, worksId: null, neededBy: null, by, now: at };
  return reserveParts(tx, { parts, ...where, by, now: at }, keeping);
}

function countOf(parts: readonly { readonly partId: string; readonly quantity: number }[], partId: string): number {
  return parts.filter((part) => part.partId === partId).reduce((sum, { quantity }) => sum + quantity, 0);
}
