import { and, asc, desc, eq, inArray, isNull, lt, sql, type SQL } from 'drizzle-orm';
import type { Instant } from '../domain/instant.ts';
import { hurtsAt } from '../domain/overdue.ts';
import { isFinal, type Status } from '../domain/status.ts';
import type { Ticket } from '../domain/ticket.ts';
import { parseTicketNumber } from '../domain/ticket-number.ts';
import type { Priority, Severity, Zone } from '../domain/words.ts';
import type { Reader } from './client.ts';
import { likeText } from './like.ts';
import { queueEnds, tickets } from './schema.ts';
import { inSight, type Sight } from './sight.ts';

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
  readonly zones?: readonly Zone[] | undefined;
  readonly overdue?: boolean | undefined;
  /** A number as people write it, or a part of the name of customer, service or contact. */
  readonly q?: string | undefined;
}

/** Where a page ended: the last ticket, and what it was sorted by. */
export interface TicketPlace {
  /** In the queue also one of `queueEnds`. */
  readonly at: Instant;
  readonly number: string;
}

export interface TicketPage {
  readonly filter: TicketFilter;
  readonly sight: Sight;
  readonly sort: TicketSort;
  readonly after: TicketPlace | null;
  readonly limit: number;
}

/**
 * Tickets in their order. By the nearest deadline: what hurts first comes first, then what is open and hurts nobody, and
 * last what is over. Of equals the lower number comes first; in the order of `-openedAt`, the higher one.
 */
export async function listTickets(reader: Reader, page: TicketPage): Promise<Ticket[]> {
  const { filter, sight, sort, after, limit } = page;
  const { column, order } = orders[sort];
  const rows = await reader
    .select({ ticket: tickets.state })
    .from(tickets)
    .where(and(...fitting(filter), inSight(sight), after === null ? undefined : beyond(sort, after)))
    .orderBy(order(column), order(tickets.number))
    .limit(limit);
  return rows.map(({ ticket }) => ticket);
}

const orders = {
  nextDeadline: { column: tickets.queueAt, order: asc },
  openedAt: { column: tickets.openedAt, order: asc },
  '-openedAt': { column: tickets.openedAt, order: desc },
} as const;

/** Where a page ends with this ticket. */
export function placeInList(ticket: Ticket, sort: TicketSort): TicketPlace {
  const { number, openedAt, status } = ticket;
  if (sort !== 'nextDeadline') return { at: openedAt, number };
  return { at: isFinal(status) ? queueEnds.over : (hurtsAt(ticket) ?? queueEnds.open), number };
}

/** As one comparison of rows, which an index answers from where the last page ended. */
function beyond(sort: TicketSort, { at, number }: TicketPlace): SQL {
  const { column, order } = orders[sort];
  const place = sql`(${at}::timestamptz, ${number})`;
  return order === asc
    ? sql`(${column}, ${tickets.number}) > ${place}`
    : sql`(${column}, ${tickets.number}) < ${place}`;
}

function fitting({ statuses, priorities, severities, zones, assigneeId, overdue, q, ...equal }: TicketFilter): SQL[] {
  const { team, customerId, serviceId } = equal;
  const conditions = [
    statuses && inArray(tickets.status, [...statuses]),
    // Said twice, so that the queue's indexes stop where the open tickets do.
    statuses !== undefined && !statuses.some(isFinal) && lt(tickets.queueAt, queueEnds.over),
    priorities && inArray(tickets.priority, [...priorities]),
    severities && inArray(tickets.severity, [...severities]),
    zones && inArray(tickets.zone, [...zones]),
    assigneeId === null ? isNull(tickets.assigneeId) : assigneeId && eq(tickets.assigneeId, assigneeId),
    team !== undefined && eq(tickets.team, team),
    customerId !== undefined && eq(tickets.customerId, customerId),
    serviceId !== undefined && eq(tickets.serviceId, serviceId),
    overdue !== undefined && (overdue ? sql`${tickets.overdue}` : sql`not ${tickets.overdue}`),
    q !== undefined && named(q),
  ];
  return conditions.filter((one): one is SQL => typeof one === 'object');
}

function named(q: string): SQL {
  const like = `%${likeText(q)}%`;
  const number = parseTicketNumber(q);
  const byNumber = number === null ? sql`false` : eq(tickets.number, number);
  return sql`(${byNumber}
    or ${tickets.customerId} in (select id from customers where name ilike ${like})
    or ${tickets.serviceId} in (select id from services where name ilike ${like})
    or ${tickets.number} in (select number from ticket_contacts where name ilike ${like}))`;
}
