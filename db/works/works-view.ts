import { and, asc, count, eq, inArray } from 'drizzle-orm';
import type { Instant } from '../../domain/instant.ts';
import {
  tellAt,
  worksNotices as notices,
  worksStatus,
  type WorksNotice,
  type WorksStatus,
} from '../../domain/scheduled-works.ts';
import type { ReservationStatus } from '../../domain/words.ts';
import type { Reader } from '../client.ts';
import { affectedServices, readWorks, type ScheduledWorks } from '../reference/scheduled-works.ts';
import { customers, reservations, worksNotices } from '../schema.ts';
import type { PartsOfWorks } from '../stock/reserve-for-works.ts';
import { ticketsOfWorks } from './link-tickets.ts';

type Outcome = (typeof worksNotices.$inferSelect)['outcome'];
export type Told = Readonly<Record<Outcome, number>>;

/** Somebody whom a mail does not reach: the desk may call. */
export interface NotTold {
  readonly customerId: string;
  readonly name: string;
  readonly cause: WorksNotice;
  /** `notReachable`: no address is known; else why the mail failed. */
  readonly failure: string;
}

/** Scheduled works with all that follows from them. */
export interface WorksView extends ScheduledWorks {
  readonly status: WorksStatus;
  readonly affectedServices: number;
  readonly parts: readonly (PartsOfWorks & { readonly reservationId: string; readonly status: ReservationStatus })[];
  /** When customers are told, and what became of it. */
  readonly told: { readonly at: Instant; readonly notTold: readonly NotTold[] } & Readonly<Record<WorksNotice, Told>>;
  /** Tickets that were open on their elements during the works. */
  readonly tickets: readonly string[];
}

export async function viewWorks(reader: Reader, id: string, now: Instant): Promise<WorksView | null> {
  const works = await readWorks(reader, id);
  if (!works) return null;
  const [affected, parts, told, notTold, tickets] = await Promise.all([
    affectedServices(reader, works),
    partsOf(reader, id),
    countTold(reader, id),
    listNotTold(reader, id),
    ticketsOfWorks(reader, id),
  ]);
  const when = { at: tellAt(works), ...told, notTold };
  return { ...works, status: worksStatus(works, now), affectedServices: affected, parts, told: when, tickets };
}

async function partsOf(reader: Reader, worksId: string): Promise<WorksView['parts']> {
  const { id: reservationId, partId, quantity, warehouseId, status } = reservations;
  return reader
    .select({ partId, quantity, warehouseId, reservationId, status })
    .from(reservations)
    .where(eq(reservations.worksId, worksId))
    .orderBy(asc(reservationId));
}

const nobody: Told = { queued: 0, sent: 0, failed: 0, notReachable: 0 };

async function countTold(reader: Reader, worksId: string): Promise<Record<WorksNotice, Told>> {
  const { cause, outcome } = worksNotices;
  const rows = await reader
    .select({ cause, outcome, customers: count() })
    .from(worksNotices)
    .where(eq(worksNotices.worksId, worksId))
    .groupBy(cause, outcome);
  const toldOf = (notice: WorksNotice): Told => ({
    ...nobody,
    ...Object.fromEntries(rows.filter((row) => row.cause === notice).map((row) => [row.outcome, row.customers])),
  });
  return Object.fromEntries(notices.map((notice) => [notice, toldOf(notice)])) as Record<WorksNotice, Told>;
}

/** As many as somebody can call. */
const mostToCall = 200;

async function listNotTold(reader: Reader, worksId: string): Promise<NotTold[]> {
  const { customerId, cause, outcome, failure } = worksNotices;
  const rows = await reader
    .select({ customerId, name: customers.name, cause, outcome, failure })
    .from(worksNotices)
    .innerJoin(customers, eq(customers.id, customerId))
    .where(and(eq(worksNotices.worksId, worksId), inArray(outcome, ['failed', 'notReachable'])))
    .orderBy(asc(customers.name), asc(customerId), asc(cause))
    .limit(mostToCall);
  return rows.map(({ outcome: became, failure: why, ...who }) => ({ ...who, failure: why ?? became }));
}
