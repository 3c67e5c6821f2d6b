import { and, eq, isNull } from 'drizzle-orm';
import { Refusal } from '../domain/refusal.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Reader } from './client.ts';
import { tickets } from './schema.ts';
import { inSight, type Sight } from './sight.ts';

/** A ticket as it stands, or `notFound`: for a stranger it is as if it did not exist. */
export async function seeTicket(reader: Reader, number: string, sight: Sight): Promise<Ticket> {
  const [row] = await reader
    .select({ ticket: tickets.state })
    .from(tickets)
    .where(and(eq(tickets.number, number), inSight(sight)));
  if (!row) throw new Refusal('notFound', 'no such ticket');
  return row.ticket;
}

/** False where there is no such ticket, too. */
export async function isOpen(reader: Reader, number: string): Promise<boolean> {
  return (await reader.$count(tickets, and(eq(tickets.number, number), isNull(tickets.endedAt)))) > 0;
}
