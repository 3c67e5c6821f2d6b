import { and, eq, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Reader } from '../client.ts';
import { tickets, visitTickets } from '../schema.ts';

/** The visits of a ticket that ever served a ticket of another customer; one whose customer is unknown is another's. */
export async function sharedVisits(reader: Reader, number: string): Promise<ReadonlySet<string>> {
  const [own, others, ours, theirs] = [
    visitTickets,
    alias(visitTickets, 'others'),
    tickets,
    alias(tickets, 'their_tickets'),
  ];
  const rows = await reader
    .selectDistinct({ visitId: own.visitId })
    .from(own)
    .innerJoin(ours, eq(ours.number, own.number))
    .innerJoin(others, and(eq(others.visitId, own.visitId), ne(others.number, own.number)))
    .innerJoin(theirs, eq(theirs.number, others.number))
    .where(and(eq(own.number, number), sql`(${ours.customerId} = ${theirs.customerId}) is not true`));
  return new Set(rows.map(({ visitId }) => visitId));
}
