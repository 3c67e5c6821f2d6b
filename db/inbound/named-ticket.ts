import { and, eq, sql } from 'drizzle-orm';
import type { TicketNumber } from '../../domain/ticket-number.ts';
import type { Language } from '../../domain/words.ts';
import type { Reader } from '../client.ts';
import { messages, ticketContacts, tickets } from '../schema.ts';

export async function ticketExists(reader: Reader, number: TicketNumber): Promise<boolean> {
  const [row] = await reader.select({ number: tickets.number }).from(tickets).where(eq(tickets.number, number));
  return row !== undefined;
}

/** Keys of the messages that went out about a ticket: each mail's Message-ID is made of one. */
export async function keysOfMessages(reader: Reader, number: TicketNumber): Promise<string[]> {
  const rows = await reader
    .select({ key: messages.key })
    .from(messages)
    .where(and(eq(messages.number, number), eq(messages.direction, 'out')));
  return rows.map(({ key }) => key);
}

export interface Writer {
  readonly contactId: string;
  readonly language: Language;
}

/** The ticket's contact with an address, whose word counts first where several share one. */
export async function writerOn(reader: Reader, number: TicketNumber, address: string): Promise<Writer | null> {
  const { id, language, email, roles } = ticketContacts;
  const [row] = await reader
    .select({ contactId: id, language })
    .from(ticketContacts)
    .where(and(eq(ticketContacts.number, number), eq(sql`lower(${email})`, address)))
    .orderBy(sql`${roles} @> '["confirms"]' desc, ${roles} @> '["reporter"]' desc, ${id}`)
    .limit(1);
  return row ?? null;
}
