import { and, asc, desc, eq, gt, inArray, lt, sql, type SQL } from 'drizzle-orm';
import type { Instant } from '../../domain/instant.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import type { Priority, VisitStatus } from '../../domain/words.ts';
import type { Reader } from '../client.ts';
import { visits, visitTickets } from '../schema.ts';
import { visitInSight, type Sight } from '../sight.ts';

/** A visit's fold, and what its tickets make of it. */
export interface SeenVisit {
  readonly visit: Visit;
  /** Of the most urgent ticket, which may have left it meanwhile. */
  readonly priority: Priority;
}

/** By when the engineer is to be there, or by when it was asked for, the latest first. */
export type VisitSort = 'window' | '-requested';

/** What is left undefined does not filter. */
export interface VisitFilter {
  readonly engineerId?: string | undefined;
  readonly statuses?: readonly VisitStatus[] | undefined;
  readonly siteId?: string | undefined;
  /** Visits whose window has a part of this time in it. */
  readonly during?: { readonly from: Instant; readonly to: Instant } | undefined;
}

/** Where a page ended. */
export interface VisitPlace {
  readonly at: Instant;
  readonly id: string;
}

export interface VisitPage {
  readonly filter: VisitFilter;
  readonly sight: Sight;
  readonly sort: VisitSort;
  readonly after: VisitPlace | null;
  readonly limit: number;
}

export async function listVisits(reader: Reader, page: VisitPage): Promise<SeenVisit[]> {
  const { filter, sight, sort, after, limit } = page;
  const { at, order } = orders[sort];
  return reader
    .select(seen)
    .from(visits)
    .where(and(...fitting(filter), visitInSight(sight), after === null ? undefined : beyond(sort, after)))
    .orderBy(order(at), order(visits.id))
    .limit(limit);
}

const seen = { visit: visits.state, priority: visits.priority };

/** What nobody is booked for stands where it was asked for. */
const orders = {
  window: { at: sql`coalesce(${visits.from}, ${visits.requestedAt})`, order: asc },
  '-requested': { at: sql`${visits.requestedAt}`, order: desc },
} as const;

/** Where a page ends with this visit. */
export function placeInVisits({ visit: { id, window, requestedAt } }: SeenVisit, sort: VisitSort): VisitPlace {
  return { at: sort === 'window' ? (window?.from ?? requestedAt) : requestedAt, id };
}

/** As one comparison of rows, which an index answers from where the last page ended. */
function beyond(sort: VisitSort, { at, id }: VisitPlace): SQL {
  const place = sql`(${at}::timestamptz, ${id}::uuid)`;
  const row = sql`(${orders[sort].at}, ${visits.id})`;
  return sort === 'window' ? sql`${row} > ${place}` : sql`${row} < ${place}`;
}

function fitting({ engineerId, statuses, siteId, during }: VisitFilter): (SQL | undefined)[] {
  return [
    engineerId === undefined ? undefined : eq(visits.engineerId, engineerId),
    statuses && inArray(visits.status, [...statuses]),
    siteId === undefined ? undefined : eq(visits.siteId, siteId),
    during && lt(visits.from, new Date(during.to)),
    during && gt(visits.to, new Date(during.from)),
  ];
}

/** A visit as it stands, or `notFound`: for a stranger it is as if it did not exist. */
export async function seeVisit(reader: Reader, id: string, sight: Sight): Promise<SeenVisit> {
  const [row] = await reader
    .select(seen)
    .from(visits)
    .where(and(eq(visits.id, id), visitInSight(sight)));
  if (!row) throw new Refusal('notFound', 'no such visit');
  return row;
}

/** The visits that were made for a ticket or that it joined, also where it has left them, the earliest first. */
export async function visitsOfTicket(reader: Reader, number: string, sight: Sight): Promise<SeenVisit[]> {
  return reader
    .select(seen)
    .from(visits)
    .innerJoin(visitTickets, eq(visitTickets.visitId, visits.id))
    .where(and(eq(visitTickets.number, number), visitInSight(sight)))
    .orderBy(asc(visitTickets.joinedAt), asc(visits.id));
}
