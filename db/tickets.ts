import { and, eq, sql, type SQL } from 'drizzle-orm';
import { Refusal } from '../domain/refusal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Reader } from './client.ts';
import { tickets } from './schema.ts';

/** Whose tickets somebody may see: everybody's, those they opened themselves, or nobody's. */
export type Sight = 'all' | 'none' | { readonly openedBy: string };

/** A ticket as it stands, or `notFound`: for a stranger it is as if it did not exist. */
export async function seeTicket(reader: Reader, number: string, sight: Sight): Promise<Ticket> {
  const [row] = await reader
    .select({ ticket: tickets.state })
    .from(tickets)
    .where(and(eq(tickets.number, number), inSight(sight)));
  if (!row) throw new Refusal('notFound', 'no such ticket');
  return row.ticket;
}

/** Who opened a ticket stands in the first entry of its protocol, and nowhere else. */
export function inSight(sight: Sight): SQL | undefined {
  if (sight === 'all') return undefined;
  if (sight === 'none') return sql`false`;
  return sql`exists (select from protocol p
    where p.number = ${tickets.number} and p.position = 1 and p.by->>'id' = ${sight.openedBy})`;
}
