import { and, asc, eq, isNull } from 'drizzle-orm';
import type { VisitCancellation } from '../../domain/events-of-field.ts';
import type { FactForTickets } from '../../domain/visit/told-to-tickets.ts';
import { leaveVisit } from '../../domain/visit/leaving.ts';
import { isEnded } from '../../domain/visit/visit.ts';
import type { Tx } from '../client.ts';
import { visits, visitTickets } from '../schema.ts';
import { partsLeftBehind } from './kept-parts.ts';
import { lockVisit, type VisitHead } from './lock-visit.ts';
import { recordOnVisits } from './record-on-visit.ts';

/**
 * A ticket leaves all its open visits where nobody is on site. Where others wait for one it goes on with all that is
 * kept for it; the last to leave ends it. Whoever calls holds no ticket's lock.
 */
export async function leaveVisits(tx: Tx, number: string, because: VisitCancellation): Promise<void> {
  const heads: VisitHead[] = [];
  for (const id of await openVisitsOf(tx, number)) heads.push(await lockVisit(tx, id));
  const leaving = heads.filter(({ visit }) => visit.status !== 'onSite');
  const changes = leaving.map((head) => ({ head, events: leaveVisit(head.visit, number, because, head.now) }));
  await recordOnVisits(tx, changes, {
    more: async (after) => {
      const told: FactForTickets[] = [];
      for (const { id } of after.filter((visit) => !isEnded(visit))) {
        const events = await partsLeftBehind(tx, id, because, leaving[0]!.now);
        told.push(...events.map((event) => ({ event, to: [number] })));
      }
      return told;
    },
  });
}

/** In the order of their ids: so nobody waits in a ring. */
async function openVisitsOf(tx: Tx, number: string): Promise<string[]> {
  const rows = await tx
    .select({ id: visits.id })
    .from(visitTickets)
    .innerJoin(visits, eq(visits.id, visitTickets.visitId))
    .where(and(eq(visitTickets.number, number), isNull(visitTickets.leftAt), isNull(visits.endedAt)))
    .orderBy(asc(visits.id));
  return rows.map(({ id }) => id);
}
