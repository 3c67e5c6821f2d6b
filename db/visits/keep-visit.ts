import { and, eq, sql } from 'drizzle-orm';
import { urgencyOf } from '../../domain/visit/visit-urgency.ts';
import type { VisitEntry } from '../../domain/visit/visit-events.ts';
import { isEnded, type Visit } from '../../domain/visit/visit.ts';
import type { Tx } from '../client.ts';
import { visitLog, visits, visitTickets } from '../schema.ts';
import { keepBooking } from './keep-booking.ts';
import type { Happened } from './record-on-visit.ts';

/** Brings log, row, tickets and booking along; says whether time of an engineer became free. */
export async function keepVisit(tx: Tx, { steps, before, after, now }: Happened): Promise<boolean> {
  const row = columnsOf(after);
  if (before === null) await tx.insert(visits).values({ id: after.id, ...row });
  else
    await tx
      .update(visits)
      .set({ ...row, elementId: placeOf(after) })
      .where(eq(visits.id, after.id));
  const recordedAt = new Date(now);
  await tx.insert(visitLog).values(
    steps.map(({ entry: { position, type, by, data } }) => ({
      ...{ visitId: after.id, position, recordedAt, type, by },
      data: { ...data },
    })),
  );
  for (const { entry } of steps) await keepTicket(tx, after.id, entry, recordedAt);
  return keepBooking(tx, before, after);
}

function columnsOf(visit: Visit): Omit<typeof visits.$inferInsert, 'id'> {
  const { status, zone, element: elementId, siteId, engineerId, window, requestedAt, end, nobodyFree } = visit;
  return {
    ...{ status, zone, elementId, siteId, engineerId, position: visit.foldedUpTo, state: visit },
    priority: urgencyOf(visit).priority,
    from: window && new Date(window.from),
    to: window && new Date(window.to),
    requestedAt: new Date(requestedAt),
    endedAt: end && new Date(end.at),
    waiting: nobodyFree !== null && engineerId === null && !isEnded(visit),
  };
}

/** A visit that turned out not to be over may find another one on its way to the element: then that one is found there. */
function placeOf({ id, element, ...visit }: Visit) {
  if (element === null || isEnded(visit)) return element;
  const other = sql`select from visits o where o.element_id = ${element} and o.ended_at is null and o.id <> ${id}`;
  return sql<string | null>`case when exists (${other}) then null else ${element}::uuid end`;
}

/** Who waits for it, and who has stopped to. */
async function keepTicket(tx: Tx, visitId: string, { type, data }: VisitEntry, now: Date): Promise<void> {
  if (type === 'visitRequested' || type === 'ticketJoined') {
    const { number } = data.ticket;
    const joined = { joinedAt: now, leftAt: null };
    const target = [visitTickets.visitId, visitTickets.number];
    await tx
      .insert(visitTickets)
      .values({ visitId, number, ...joined })
      .onConflictDoUpdate({ target, set: joined });
  }
  if (type === 'ticketLeft') {
    const same = and(eq(visitTickets.visitId, visitId), eq(visitTickets.number, data.number));
    await tx.update(visitTickets).set({ leftAt: now }).where(same);
  }
}
