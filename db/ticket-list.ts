import { and, asc, desc, eq, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { Instant } from '../domain/instant.ts';
import { isFinal, type Status } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';
import { parseTicketNumber } from '../domain/ticket-number.ts';
import type { Priority, Severity } from '../domain/words.ts';
import type { Reader } from './client.ts';
import { tickets } from './schema.ts';
import { inSight, type Sight } from './tickets.ts';

export type TicketSort = 'nextDeadline' | 'openedAt' | '-openedAt';

/** What is left undefined does not filter. */
export interface TicketFilter {
  readonly statuses?: readonly Status[] | undefined;
  readonly priorities?: readonly Priority[] | undefined;
  readonly severities?: readonly Severity[] | undefined;
  /** Null: nobody's. */
  readonly assigneeId?: string | null | undefined;
  readonly team?: string | undefined;
  readonly customerId?: string | undefined;
  readonly serviceId?: string | undefined;
  readonly overdue?: boolean | undefined;
  /** A number as people write it, or a part of the name of customer, service or contact. */
  readonly q?: string | undefined;
}

/** Where a page ended: the last ticket, and what it was sorted by (null: no deadline). */
export interface TicketPlace {
  readonly at: Instant | null;
  readonly number: string;
}

export interface TicketPage {
  readonly filter: TicketFilter;
  readonly sight: Sight;
  readonly sort: TicketSort;
  readonly after: TicketPlace | null;
  readonly limit: number;
}

/** Tickets in their order: by the nearest deadline those without one come last; of equals, the lower number first. */
export async function listTickets(reader: Reader, page: TicketPage): Promise<Ticket[]> {
  const { filter, sight, sort, after, limit } = page;
  const rows = await reader
    .select({ ticket: tickets.state })
    .from(tickets)
    .where(and(...fitting(filter), inSight(sight), after === null ? undefined : beyond(sort, after)))
    .orderBy(orders[sort], asc(tickets.number))
    .limit(limit);
  return rows.map(({ ticket }) => ticket);
}

const orders: Readonly<Record<TicketSort, SQL>> = {
  nextDeadline: sql`${tickets.nextAt} asc nulls last`,
  openedAt: asc(tickets.openedAt),
  '-openedAt': desc(tickets.openedAt),
};

function beyond(sort: TicketSort, { at, number }: TicketPlace): SQL | undefined {
  const column = sort === 'nextDeadline' ? tickets.nextAt : tickets.openedAt;
  if (at === null) return and(isNull(column), sql`${tickets.number} > ${number}`);
  const later = sort === '-openedAt' ? sql`${column} < ${at}::timestamptz` : sql`${column} > ${at}::timestamptz`;
  const equal = sql`(${column} = ${at}::timestamptz and ${tickets.number} > ${number})`;
  return or(later, equal, sort === 'nextDeadline' ? isNull(column) : undefined);
}

function fitting({ statuses, priorities, severities, assigneeId, overdue, q, ...equal }: TicketFilter): SQL[] {
  const { team, customerId, serviceId } = equal;
  const conditions = [
    statuses && inArray(tickets.status, [...statuses]),
    // Said twice, so that the queue's index, which holds open tickets only, can answer.
    statuses !== undefined && !statuses.some(isFinal) && isNull(tickets.endedAt),
    priorities && inArray(tickets.priority, [...priorities]),
    severities && inArray(tickets.severity, [...severities]),
    assigneeId === null ? isNull(tickets.assigneeId) : assigneeId && eq(tickets.assigneeId, assigneeId),
    team !== undefined && eq(tickets.team, team),
    customerId !== undefined && eq(tickets.customerId, customerId),
    serviceId !== undefined && eq(tickets.serviceId, serviceId),
    overdue !== undefined && (overdue ? isOverdue : sql`not ${isOverdue}`),
    q !== undefined && named(q),
  ];
  return conditions.filter((one): one is SQL => typeof one === 'object');
}

/**
 * Late on a promise: a deadline has passed that nobody has seen to yet, the ETA was missed and no new one is promised,
 * or the first one is still owed after its time. A restored service is late on nothing.
 */
const isOverdue = sql`(${tickets.endedAt} is null and ${tickets.status} <> 'resolved' and (
  coalesce(${tickets.nextAt} < now(), false)
  or coalesce(${tickets.state}->'eta'->>'state' = 'missed' and ${tickets.state}->'etaDemand' <> 'null', false)
  or coalesce((${tickets.state}->'etaDemand'->>'escalated')::boolean, false)))`;

function named(q: string): SQL {
  const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const number = parseTicketNumber(q);
  const byNumber = number === null ? sql`false` : eq(tickets.number, number);
  return sql`(${byNumber}
    or ${tickets.customerId} in (select id from customers where name ilike ${like})
    or ${tickets.serviceId} in (select id from services where name ilike ${like})
    or ${tickets.number} in (select number from ticket_contacts where name ilike ${like}))`;
}
