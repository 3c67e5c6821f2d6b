import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { By } from '../../domain/actor.ts';
import type { PartsWanted } from '../../domain/events-of-field.ts';
import type { Instant } from '../../domain/instant.ts';
import type { FactForTickets } from '../../domain/visit/told-to-tickets.ts';
import { joinVisit, openVisit, type VisitRequest } from '../../domain/visit/visit-request.ts';
import { urgencyOf } from '../../domain/visit/visit-urgency.ts';
import { isEnded, type Visit } from '../../domain/visit/visit.ts';
import type { Tx } from '../client.ts';
import type { PlainTexts } from '../private-texts.ts';
import { visits, visitTickets } from '../schema.ts';
import { reserveForVisit } from '../stock/reserve.ts';
import { partsKeptFor } from './kept-parts.ts';
import { lockVisit, type VisitHead } from './lock-visit.ts';
import { recordOnVisits, type VisitChange } from './record-on-visit.ts';
import { toAll } from './tell-each.ts';

/**
 * Makes a visit with its spare parts, or has the ticket join the one that is under way to the same element or for the
 * same ticket. Safe to run twice. Whoever calls holds no ticket's lock: visits are locked before tickets.
 */
export async function requestVisit(
  tx: Tx,
  request: VisitRequest,
  by: By,
  now: Instant,
  texts?: PlainTexts,
): Promise<{ readonly visitId: string; readonly joined: boolean }> {
  await onePlaceAtATime(tx, request);
  const standing = await openVisitFor(tx, request);
  const visitId = standing?.visit.id ?? v7();
  const events = standing ? joinVisit(standing.visit, request, by, now) : openVisit(visitId, request, by, now);
  const change: VisitChange = { head: standing ?? { visit: null, position: 0, now }, events };
  const more = async ([visit]: readonly Visit[]) =>
    visit ? partsFor(tx, { before: standing?.visit ?? null, visit, number: request.ticket.number, by, now }) : [];
  await recordOnVisits(tx, [change], { texts, more });
  return { visitId, joined: standing !== null };
}

/** Two who want the same at once come one after the other; the number goes first, so that nobody waits in a ring. */
async function onePlaceAtATime(tx: Tx, { ticket, element }: VisitRequest): Promise<void> {
  for (const place of [ticket.number, element]) {
    if (place === null) continue;
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`visit for ${place}`}, 0))`);
  }
}

/** The ticket's own open visit where it may be to the same place, else anybody's to the same element. */
async function openVisitFor(tx: Tx, request: Pick<VisitRequest, 'ticket' | 'element'>): Promise<VisitHead | null> {
  const { ticket, element } = request;
  const own = tx
    .select({ id: visitTickets.visitId })
    .from(visitTickets)
    .where(and(eq(visitTickets.number, ticket.number), isNull(visitTickets.leftAt)));
  const rows = await tx
    .select({ id: visits.id, mine: sql<boolean>`${inArray(visits.id, own)}`, element: visits.elementId })
    .from(visits)
    .where(and(isNull(visits.endedAt), sql`(${inArray(visits.id, own)} or ${visits.elementId} = ${element})`))
    .orderBy(visits.requestedAt);
  const mine = rows.filter((row) => row.mine && (row.element === null || element === null || row.element === element));
  const chosen = mine.find((row) => row.element === element) ?? mine[0] ?? rows.find((row) => row.element === element);
  if (chosen === undefined) return null;
  const head = await lockVisit(tx, chosen.id);
  return isEnded(head.visit) ? openVisitFor(tx, request) : head;
}

interface Wanting {
  readonly before: Visit | null;
  readonly visit: Visit;
  /** Who asks. */
  readonly number: string;
  readonly by: By;
  readonly now: Instant;
}

/** Whoever joins hears of the parts that are kept already; then come those that are to be kept beside. */
async function partsFor(tx: Tx, wanting: Wanting): Promise<FactForTickets[]> {
  const { before, visit, number } = wanting;
  const joins = before !== null && !before.tickets.some((ticket) => ticket.number === number);
  const kept = joins ? await partsKeptFor(tx, visit.id) : [];
  return [...kept.map((event) => ({ event, to: [number] })), ...(await reserveMore(tx, wanting))];
}

/** Keeps the parts of a new visit, or those that an amendment adds. */
async function reserveMore(tx: Tx, { before, visit, by, now }: Wanting): Promise<FactForTickets[]> {
  const parts = added(before?.parts ?? [], visit.parts);
  if (parts.length === 0) return [];
  const { priority, arriveBy } = urgencyOf(visit);
  const { events } = await reserveForVisit(tx, {
    ...{ visitId: visit.id, parts, by, now, region: visit.region, engineerId: visit.engineerId },
    claim: priority === 'P1' || priority === 'P2' ? 'emergency' : 'planned',
    neededBy: visit.window?.from ?? arriveBy,
  });
  const numbers = visit.tickets.map(({ number }) => number);
  return toAll(numbers, events);
}

function added(before: readonly PartsWanted[], after: readonly PartsWanted[]): PartsWanted[] {
  const had = (partId: string) =>
    before.filter((part) => part.partId === partId).reduce((sum, { quantity }) => sum + quantity, 0);
  return after
    .map(({ partId, quantity }) => ({ partId, quantity: quantity - had(partId) }))
    .filter(({ quantity }) => quantity > 0);
}
